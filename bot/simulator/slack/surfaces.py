"""Where a person acts: on a message that they see, on the modal on top, or on the app's home tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.attaching import FILE_INPUT
from bot.simulator.slack.elements import Placed, find
from bot.simulator.slack.refusals import ClientRefusal
from bot.simulator.slack.values import STATELESS, chosen

if TYPE_CHECKING:
    from bot.simulator.slack.people import Persona
    from bot.simulator.slack.simulator import SlackSimulator
    from bot.simulator.slack.values import State
    from bot.simulator.slack.views import View


@dataclass(frozen=True)
class Surface:
    """Either a view, or a message in a channel."""

    slack: SlackSimulator
    person: Persona
    view: View | None = None
    channel_id: str = ""
    ts: str = ""

    @property
    def blocks(self) -> list[dict[str, Any]]:
        return (
            self.view.blocks
            if self.view
            else list(self.slack.seen_message(self.person, self.channel_id, self.ts).blocks)
        )

    def element(self, block_id: str, action_id: str) -> Placed:
        """Raises ClientRefusal for one that is not on this surface."""
        found = find(self.blocks, block_id, action_id)
        if found is None:
            raise ClientRefusal("That is not there any more.")
        return found

    def offered(self, found: Placed) -> list[dict[str, Any]]:
        """The options that an external select showed so far, to add to."""
        kept = self.view.offered if self.view else self.slack.offered_in_messages
        return kept.setdefault(self._key(found), [])

    def state(self, found: Placed, value: object) -> State:
        """The element's state once `value` is chosen. Raises ClientRefusal for what was not offered."""
        if found.element["type"] == "button":
            return {}
        if found.element["type"] == FILE_INPUT:
            raise ClientRefusal("Files are attached to this field: nothing can be typed into it.")
        state = chosen(found.element, value, self.offered(found))
        if self.view and found.element["type"] not in STATELESS:
            self.view.values[found.block_id, found.action_id] = state
        return state

    def container(self) -> dict[str, Any]:
        """What a block_suggestion says of its surroundings."""
        if self.view:
            return {"container": {"type": "view", "view_id": self.view.id}, "view": self.view.as_object()}
        message = self.slack.seen_message(self.person, self.channel_id, self.ts)
        container = {"type": "message", "message_ts": self.ts, "channel_id": self.channel_id}
        shown = {} if message.is_ephemeral else {"message": message.as_object()}
        more = {"is_ephemeral": message.is_ephemeral}
        return {"container": {**container, **more}, "channel": {"id": self.channel_id}, **shown}

    async def act(self, found: Placed, state: State) -> None:
        slack = self.slack
        if self.view:
            await slack.interactions.view_action(self.person, self.view, found, state)
            return
        message = slack.seen_message(self.person, self.channel_id, self.ts)
        channel = slack.workspace.channels[self.channel_id]
        await slack.interactions.message_action(self.person, channel, message, found, state)

    def _key(self, found: Placed) -> tuple[str, str]:
        return (found.block_id, found.action_id) if self.view else (f"{self.ts}/{found.block_id}", found.action_id)
