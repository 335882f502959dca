"""One person's Slack client: what they see and what they can do, with JSON in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.slack import notices
from bot.simulator.slack.attaching import attach, detach
from bot.simulator.slack.elements import placed
from bot.simulator.slack.escaping import linked
from bot.simulator.slack.refusals import ClientRefusal
from bot.simulator.slack.snapshot import snapshot
from bot.simulator.slack.suggestions import suggest
from bot.simulator.slack.surfaces import Surface

if TYPE_CHECKING:
    from bot.simulator.slack.channels import Channel
    from bot.simulator.slack.files import File
    from bot.simulator.slack.manifest import Shortcut
    from bot.simulator.slack.people import Persona
    from bot.simulator.slack.simulator import SlackSimulator
    from bot.simulator.slack.views import View

Values = dict[str, dict[str, object]]
"""Plain values by block_id and action_id."""


class Client:
    """What a person cannot do raises ClientRefusal, with a sentence for them."""

    def __init__(self, slack: SlackSimulator, user_id: str) -> None:
        self._slack = slack
        self._id = user_id
        self._read: dict[str, int] = {}

    @property
    def person(self) -> Persona:
        return self._slack.workspace.people[self._id]

    def snapshot(self) -> dict[str, Any]:
        return snapshot(self._slack, self.person, self._read)

    def mark_read(self, channel: str) -> None:
        """The person looked at the channel: nothing in it is unread any more."""
        self._read[channel] = self._slack.changes.count

    async def send(self, channel: str, text: str) -> None:
        """A slash command where the text begins with "/", else an ordinary message."""
        self._acting()
        where = self._channel(channel)
        self.mark_read(channel)
        if text.startswith("/"):
            await self._slack.interactions.slash(self.person, where, text)
            return
        if where.is_dm and self._slack.manifest.messages_read_only:
            raise ClientRefusal(notices.READ_ONLY)
        message = self._slack.messages.post(channel, self._id, linked(text, self._slack.workspace))
        await self._slack.events.message(where, message)

    async def act(
        self,
        container: dict[str, Any],
        block_id: str,
        action_id: str,
        value: object = None,
        values: Values | None = None,
    ) -> None:
        """Click or choose; `values` are what else was typed into a view meanwhile."""
        self._acting()
        surface = self._surface(container)
        if surface.view:
            self._fill(surface.view, values or {})
        found = surface.element(block_id, action_id)
        state = surface.state(found, value)
        self._slack.changes.touch()
        if found.dispatches:
            await surface.act(found, state)

    async def options(self, container: dict[str, Any], block_id: str, action_id: str, query: str) -> dict[str, Any]:
        """Ask the app, as typing into an external select does."""
        self._acting()
        surface = self._surface(container)
        return await suggest(self._slack, self.person, surface, surface.element(block_id, action_id), query)

    async def submit(self, view_id: str, values: Values) -> None:
        self._acting()
        view = self._top(view_id)
        if view.raw.get("submit") is None and not any(found.is_input for found in placed(view.blocks)):
            raise ClientRefusal("This modal has nothing to submit.")
        if view.busy:
            raise ClientRefusal("This modal is being submitted already.")
        self._fill(view, values)
        await self._slack.submissions.submit(self.person, view)

    async def close(self, view_id: str) -> None:
        """The X, or Cancel. With `clear_on_close` the whole stack goes."""
        self._acting()
        view = self._top(view_id)
        cleared = bool(view.raw.get("clear_on_close"))
        stack = self._slack.views.stack(self._id) if cleared else (view,)
        for one in reversed(stack):
            self._slack.views.close(one)
            await self._slack.interactions.closed(self.person, one, cleared=cleared)

    async def open_home(self) -> None:
        self._acting()
        await self._slack.events.home_opened(self.person)

    async def open_messages(self) -> None:
        self._acting()
        await self._slack.events.messages_opened(self.person)

    async def use_shortcut(self, callback_id: str, channel: str | None = None, ts: str | None = None) -> None:
        """A global shortcut, or one on the message `ts` of `channel`."""
        self._acting()
        if channel is None or ts is None:
            await self._slack.interactions.shortcut(self.person, self._shortcut(callback_id, "global"))
            return
        message = self._slack.seen_message(self.person, channel, ts)
        if message.is_ephemeral:
            raise ClientRefusal("There are no shortcuts on a message that only you see.")
        shortcut = self._shortcut(callback_id, "message")
        await self._slack.interactions.message_shortcut(self.person, shortcut, self._channel(channel), message)

    def download(self, channel: str, ts: str, file_id: str) -> File:
        """A file of a message that the person sees."""
        self._acting()
        files = self._slack.seen_message(self.person, channel, ts).files
        found = next((file for file in files if file.id == file_id), None)
        if found is None:
            raise ClientRefusal("That file is not there any more.")
        return found

    def fill(self, view_id: str, block_id: str, action_id: str, value: object) -> None:
        """Type or choose in the modal on top; the app does not hear of it yet."""
        self._fill(self._top(view_id), {block_id: {action_id: value}})

    def attach(self, view_id: str, block_id: str, action_id: str, name: str, content: bytes) -> None:
        """Put a file into the modal on top: it is uploaded at once, or refused with words at the field."""
        self._acting()
        surface = Surface(self._slack, self.person, view=self._top(view_id))
        attach(surface, surface.element(block_id, action_id), name, content)

    def detach(self, view_id: str, block_id: str, action_id: str, file_id: str) -> None:
        """Take a file out of the modal on top."""
        self._acting()
        surface = Surface(self._slack, self.person, view=self._top(view_id))
        detach(surface, surface.element(block_id, action_id), file_id)

    def deactivate(self, user_id: str) -> None:
        """Take an account away. Whoever acts may: a visitor of the demo is everybody at once."""
        self._acting()
        person = self._slack.workspace.people.get(user_id)
        if person is None or not person.can_be_deactivated:
            raise ClientRefusal("This account cannot be deactivated.")
        self._slack.workspace.deactivates(person.handle)

    def reactivate(self, user_id: str) -> None:
        """Give an account back."""
        self._acting()
        person = self._slack.workspace.people.get(user_id)
        if person is None or person.kind != "deactivated":
            raise ClientRefusal("This account is not deactivated.")
        self._slack.workspace.reactivates(person.handle)

    def reload(self) -> None:
        """Load the client again: ephemeral messages and toasts are gone."""
        self._slack.messages.forget_ephemerals(self._id)
        self._slack.notices.dismiss(self._id)

    def _shortcut(self, callback_id: str, kind: str) -> Shortcut:
        offered = self._slack.manifest.offers(kind) if self._slack.workspace.installed else ()
        shortcut = next((one for one in offered if one.callback_id == callback_id), None)
        if shortcut is None:
            raise ClientRefusal(f"There is no {kind} shortcut {callback_id!r}.")
        return shortcut

    def _acting(self) -> None:
        if not self.person.is_here:
            raise ClientRefusal(notices.DEACTIVATED)
        self._slack.notices.dismiss(self._id)

    def _channel(self, channel_id: str) -> Channel:
        found = self._slack.workspace.channels.get(channel_id)
        if found is None or self._id not in found.members:
            raise ClientRefusal("You are not in that channel.")
        return found

    def _surface(self, container: dict[str, Any]) -> Surface:
        if container.get("type") == "message":
            channel, ts = str(container.get("channel")), str(container.get("ts"))
            self._slack.seen_message(self.person, channel, ts)
            return Surface(self._slack, self.person, channel_id=channel, ts=ts)
        view_id = str(container.get("view_id"))
        home = self._slack.views.home(self._id)
        if home is not None and home.id == view_id:
            return Surface(self._slack, self.person, view=home)
        return Surface(self._slack, self.person, view=self._top(view_id))

    def _top(self, view_id: str) -> View:
        top = self._slack.views.top(self._id)
        if top is None or top.id != view_id:
            raise ClientRefusal("That modal is not open on top any more.")
        return top

    def _fill(self, view: View, values: Values) -> None:
        surface = Surface(self._slack, self.person, view=view)
        for block_id, actions in values.items():
            for action_id, value in actions.items():
                surface.state(surface.element(block_id, action_id), value)
        self._slack.changes.touch()
