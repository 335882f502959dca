"""What happens when a person does something: the app is told, and its answer is carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.slack import notices
from bot.simulator.slack.deliveries import Delivery, Unanswered
from bot.simulator.slack.escaping import escape, linked
from bot.simulator.slack.ids import APP_USER, SLACKBOT
from bot.simulator.slack.payloads import Occasion
from bot.simulator.slack.refusals import SlackError

if TYPE_CHECKING:
    from bot.simulator.slack.channels import Channel
    from bot.simulator.slack.deliveries import Answer
    from bot.simulator.slack.elements import Placed
    from bot.simulator.slack.manifest import Shortcut
    from bot.simulator.slack.messages import Message
    from bot.simulator.slack.payloads import Payload
    from bot.simulator.slack.people import Persona
    from bot.simulator.slack.simulator import SlackSimulator
    from bot.simulator.slack.values import State
    from bot.simulator.slack.views import View


class Interactions:
    def __init__(self, slack: SlackSimulator) -> None:
        self._slack = slack

    async def slash(self, person: Persona, channel: Channel, typed: str) -> None:
        """A slash command; its answer, if there is one, is a message."""
        slack = self._slack
        name, _, text = typed.partition(" ")
        command = slack.manifest.command(name)
        if command is None or not slack.workspace.installed:
            slack.messages.post(channel.id, SLACKBOT, escape(notices.no_such_command(name)), to=person.id)
            return
        sent = linked(text.strip(), slack.workspace) if command.should_escape else escape(text.strip())
        payload = slack.payloads.slash_command(self._occasion(person, channel), name, sent)
        try:
            answer = await slack.courier.deliver(Delivery("slash_commands", payload))
        except Unanswered as trouble:
            slack.notices.show(person.id, notices.command_failed(name, trouble))
        else:
            self._answered(person, channel, name, answer)

    async def message_action(
        self, person: Persona, channel: Channel, message: Message, found: Placed, state: State
    ) -> None:
        occasion = self._occasion(person, channel, message)
        await self._click(person, self._slack.payloads.message_action(occasion, message, found, state))

    async def view_action(self, person: Persona, view: View, found: Placed, state: State) -> None:
        slack = self._slack
        payload = slack.payloads.view_action(person, view, found, state, slack.triggers.issue(person.id))
        await self._click(person, payload)

    async def shortcut(self, person: Persona, shortcut: Shortcut) -> None:
        slack = self._slack
        payload = slack.payloads.shortcut(person, shortcut, slack.ids.ts(), slack.triggers.issue(person.id))
        await self._click(person, payload)

    async def message_shortcut(self, person: Persona, shortcut: Shortcut, channel: Channel, message: Message) -> None:
        """The message is somebody's own: the response_url that comes along cannot replace it."""
        slack = self._slack
        payload = slack.payloads.message_shortcut(self._occasion(person, channel), shortcut, message, slack.ids.ts())
        await self._click(person, payload)

    async def closed(self, person: Persona, view: View, *, cleared: bool = False) -> None:
        if view.raw.get("notify_on_close"):
            await self._click(person, self._slack.payloads.closed(person, view, cleared=cleared))

    def _occasion(self, person: Persona, channel: Channel, source: Message | None = None) -> Occasion:
        url = self._slack.response_urls.issue(person.id, channel.id, source.ts if source else None)
        return Occasion(person, channel, url, self._slack.triggers.issue(person.id))

    async def _click(self, person: Persona, payload: Payload) -> None:
        slack = self._slack
        if not slack.manifest.interactivity:
            slack.notices.show(person.id, notices.NOT_INTERACTIVE)
            return
        try:
            await slack.courier.deliver(Delivery("interactive", payload))
        except Unanswered as trouble:
            slack.notices.show(person.id, notices.click_failed(trouble))

    def _answered(self, person: Persona, channel: Channel, name: str, answer: Answer) -> None:
        """An ack with words in it is a message, ephemeral unless it says otherwise."""
        slack = self._slack
        said = {"text": answer.body} if isinstance(answer.body, str) else answer.body
        if not isinstance(said, dict) or not (said.get("text") or said.get("blocks")):
            return
        to = None if said.get("response_type") == "in_channel" else person.id
        try:
            text, blocks = slack.posting.read(said)
        except SlackError:
            slack.notices.show(person.id, notices.command_failed(name, Unanswered("dispatch_failed")))
        else:
            slack.messages.post(channel.id, APP_USER, text, blocks, to=to)
