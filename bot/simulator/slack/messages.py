"""Messages: kept as they were sent, and seen only by those they are for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.ids import APP, APP_BOT, APP_USER, TEAM

if TYPE_CHECKING:
    from bot.simulator.slack.changes import Changes
    from bot.simulator.slack.files import File
    from bot.simulator.slack.ids import Ids

Block = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """`to` is the one person who sees an ephemeral message; `seq` rises with each change of anything visible."""

    channel: str
    ts: str
    user_id: str
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    to: str | None = None
    edited: str | None = None
    thread_ts: str | None = None
    files: tuple[File, ...] = ()
    seq: int = 0

    @property
    def is_ephemeral(self) -> bool:
        return self.to is not None

    def as_object(self) -> dict[str, Any]:
        """Slack's message object."""
        said = {"type": "message", "user": self.user_id, "ts": self.ts, "text": self.text, "team": TEAM}
        if self.user_id == APP_USER:
            said |= {"bot_id": APP_BOT, "app_id": APP}
        files = [file.as_object() for file in self.files]
        optional = {"blocks": list(self.blocks), "thread_ts": self.thread_ts, "files": files}
        edited = {"edited": {"user": self.user_id, "ts": self.edited}} if self.edited else {}
        return said | {name: value for name, value in optional.items() if value} | edited


class Messages:
    """All messages, oldest first."""

    def __init__(self, ids: Ids, changes: Changes) -> None:
        self._ids = ids
        self._changes = changes
        self._kept: dict[str, dict[str, Message]] = {}

    def post(  # noqa: PLR0913 - a message has these members
        self,
        channel: str,
        user_id: str,
        text: str,
        blocks: tuple[Block, ...] = (),
        *,
        to: str | None = None,
        thread_ts: str | None = None,
        files: tuple[File, ...] = (),
    ) -> Message:
        made = Message(channel, self._ids.ts(), user_id, text, self._named(blocks), to, thread_ts=thread_ts)
        return self._keep(replace(made, files=files))

    def edit(self, message: Message, text: str, blocks: tuple[Block, ...]) -> Message:
        return self._keep(replace(message, text=text, blocks=self._named(blocks), edited=self._ids.ts()))

    def delete(self, message: Message) -> None:
        self._kept.get(message.channel, {}).pop(message.ts, None)
        self._changes.touch()

    def find(self, channel: str, ts: str) -> Message | None:
        return self._kept.get(channel, {}).get(ts)

    def seen_by(self, user_id: str, channel: str) -> list[Message]:
        """What this person sees in a channel, oldest first."""
        return [message for message in self.in_channel(channel) if message.to in (None, user_id)]

    def in_channel(self, channel: str) -> list[Message]:
        return list(self._kept.get(channel, {}).values())

    def forget_ephemerals(self, user_id: str) -> None:
        """What happens to them when a client is loaded again."""
        for channel, messages in self._kept.items():
            self._kept[channel] = {ts: message for ts, message in messages.items() if message.to != user_id}
        self._changes.touch()

    def _keep(self, message: Message) -> Message:
        kept = replace(message, seq=self._changes.touch())
        self._kept.setdefault(message.channel, {})[message.ts] = kept
        return kept

    def _named(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple({"block_id": self._ids.block(), **block} for block in blocks)
