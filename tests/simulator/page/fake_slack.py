"""A workspace that shows what a test gives it, and remembers what is done on the page."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.people import PERSONAS
from bot.simulator.slack.snapshot import me
from bot.simulator.slack.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.simulator.slack.files import File
    from bot.simulator.slack.people import Persona

SHORTCUTS = {
    "global": [{"name": "Manage users", "callback_id": "manage", "description": "See what you can do"}],
    "message": [{"name": "Invite author", "callback_id": "invite", "description": "Fill the form in"}],
}
APP = {"id": "U0APP", "name": "ax-user-bot", "is_bot": True}
NOON = "2026-11-23T12:00:00Z"


def message(ts: str, text: str, blocks: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """A message of the app's; `more` are further members, or others."""
    said = {"ts": ts, "user": APP, "text": text, "blocks": blocks or [], "ephemeral": False, "edited": False}
    return {**said, "time": NOON, **more}


def modal(blocks: list[dict[str, Any]], *, view_id: str = "V1", title: str = "A form", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """The `modal` of a snapshot; `more` are members beside the view."""
    view = {"id": view_id, "hash": "1", "type": "modal", "title": plain(title), "blocks": blocks}
    view |= {"submit": plain("Send"), "close": plain("Cancel")}
    return {"view": view, "errors": {}, "depth": 1, "busy": False, "trouble": None, **more}


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def section(text: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"type": "section", "text": mrkdwn(text), **more}


def field_block(name: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """An input block whose label is `name`, in lower case its block_id."""
    return {"type": "input", "block_id": name.lower(), "label": plain(name), "element": element, **more}


def option(text: str, value: str | None = None, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"text": plain(text), "value": value or text.lower(), **more}


class FakeChanges:
    """May be told of changes from another thread than the page's."""

    def __init__(self) -> None:
        self._wakings: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

        self._ended = False

    def touch(self) -> None:
        for loop, waking in list(self._wakings):
            loop.call_soon_threadsafe(waking.set)

    def call_soon(self, what: Callable[[], None]) -> None:
        """Call it in the page's thread."""
        for loop, _ in self._wakings[:1]:
            loop.call_soon_threadsafe(what)

    def end(self) -> None:
        """Nothing will change any more."""
        self._ended = True
        self.touch()

    async def watch(self) -> AsyncIterator[None]:
        waking = asyncio.Event()
        watcher = (asyncio.get_running_loop(), waking)
        self._wakings.append(watcher)
        try:
            while True:
                await waking.wait()
                waking.clear()
                if self._ended:
                    return
                yield
        finally:
            self._wakings.remove(watcher)

    @property
    def watchers(self) -> int:
        return len(self._wakings)


@dataclass
class FakeInspector:
    kept: list[dict[str, Any]] = field(default_factory=list)

    def entries(self) -> list[dict[str, Any]]:
        return self.kept


class FakeSlack:
    """`on` maps what is done to what then happens; it gets the arguments and may return or raise."""

    def __init__(self) -> None:
        self.changes = FakeChanges()
        self.workspace = Workspace(PERSONAS)
        self.inspector = FakeInspector()
        self.done: list[tuple[Any, ...]] = []
        self.on: dict[str, Callable[..., Any]] = {}
        self.shown: dict[str, dict[str, Any]] = {}
        self.reset()

    def reset(self) -> None:
        self.done.clear()
        self.on.clear()
        self.inspector.kept = []
        self.shown = {person.id: _snapshot(person) for person in PERSONAS}

    def call_soon(self, what: Callable[[], None]) -> None:
        self.changes.call_soon(what)

    def client(self, user_id: str) -> FakeClient:
        if user_id not in self.shown:
            raise LookupError(user_id)
        return FakeClient(self, user_id)

    def show(self, user_id: str = "U0ALICE", **members: Any) -> None:  # noqa: ANN401 - JSON
        """Change members of a person's snapshot."""
        self.shown[user_id] = {**self.shown[user_id], **members}
        self.changes.touch()

    def say(self, *messages: dict[str, Any], user_id: str = "U0ALICE", channel: int = 0, unread: int = 0) -> None:
        """Replace the messages of a channel."""
        channels = list(self.shown[user_id]["channels"])
        channels[channel] = {**channels[channel], "messages": list(messages), "unread": unread}
        self.show(user_id, channels=channels)


@dataclass
class FakeClient:
    slack: FakeSlack
    user_id: str

    def snapshot(self) -> dict[str, Any]:
        return self.slack.shown[self.user_id]

    async def send(self, channel: str, text: str) -> None:
        await self._did("send", channel, text)

    async def act(
        self,
        container: dict[str, Any],
        block_id: str,
        action_id: str,
        value: object = None,
        values: dict[str, dict[str, object]] | None = None,
    ) -> None:
        await self._did("act", container, block_id, action_id, value, values)

    def mark_read(self, channel: str) -> None:
        self.slack.done.append(("read", channel))

    async def options(self, container: dict[str, Any], block_id: str, action_id: str, query: str) -> dict[str, Any]:
        found = await self._did("options", container, block_id, action_id, query)
        return found or {"options": []}

    async def submit(self, view_id: str, values: dict[str, dict[str, object]]) -> None:
        await self._did("submit", view_id, values)

    async def close(self, view_id: str) -> None:
        await self._did("close", view_id)

    async def open_home(self) -> None:
        await self._did("home")

    async def use_shortcut(self, callback_id: str, channel: str | None = None, ts: str | None = None) -> None:
        await self._did("shortcut", callback_id, channel, ts)

    def attach(self, view_id: str, block_id: str, action_id: str, name: str, content: bytes) -> None:
        self._did_at_once("attach", view_id, block_id, action_id, name, content)

    def detach(self, view_id: str, block_id: str, action_id: str, file_id: str) -> None:
        self._did_at_once("detach", view_id, block_id, action_id, file_id)

    def deactivate(self, user_id: str) -> None:
        self._did_at_once("deactivate", user_id)

    def reactivate(self, user_id: str) -> None:
        self._did_at_once("reactivate", user_id)

    def download(self, channel: str, ts: str, file_id: str) -> File:
        self.slack.done.append(("download", channel, ts, file_id))
        found: File = self.slack.on["download"](file_id)
        return found

    def _did_at_once(self, what: str, *arguments: Any) -> None:  # noqa: ANN401 - JSON
        self.slack.done.append((what, *arguments))
        self.slack.on.get(what, _nothing)(*arguments)

    async def _did(self, what: str, *arguments: Any) -> Any:  # noqa: ANN401 - JSON
        self.slack.done.append((what, *arguments))
        happens: Callable[..., Awaitable[Any] | Any] = self.slack.on.get(what, _nothing)
        answer = happens(*arguments)
        return await answer if asyncio.iscoroutine(answer) else answer


def _nothing(*_: object) -> None:
    return


def _snapshot(person: Persona) -> dict[str, Any]:
    command = {"command": "/ax-user", "description": "Manage the users", "usage_hint": "[help | list | create]"}
    app = {"name": APP["name"], "bot_user_id": APP["id"], "command": "/ax-user", "commands": [command]}
    return {
        "me": me(person),
        "app": {**app, "shortcuts": SHORTCUTS},
        "channels": [
            {"id": "C0GENERAL", "name": "general", "kind": "channel", "unread": 0, "messages": []},
            {"id": f"D0{person.handle.upper()}", "name": "ax-user-bot", "kind": "dm", "unread": 0, "messages": []},
        ],
        "modal": None,
        "home": None,
        "notice": None,
        "clock": NOON,
    }
