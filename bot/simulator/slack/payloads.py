"""The payloads that Slack sends (https://docs.slack.dev/reference/interaction-payloads)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.ids import APP, APP_USER, TEAM
from bot.simulator.slack.values import initial_values, nested

if TYPE_CHECKING:
    from bot.simulator.slack.channels import Channel
    from bot.simulator.slack.elements import Placed
    from bot.simulator.slack.manifest import Shortcut
    from bot.simulator.slack.messages import Message
    from bot.simulator.slack.people import Persona
    from bot.simulator.slack.values import State
    from bot.simulator.slack.views import View

Payload = dict[str, Any]
DOMAIN = "simulator"


@dataclass(frozen=True)
class Occasion:
    """Who does something where, and how the app may answer."""

    person: Persona
    channel: Channel
    response_url: str
    trigger_id: str

    def answers(self) -> Payload:
        return {"response_url": self.response_url, "trigger_id": self.trigger_id}


class Payloads:
    """`token` is the old verification token, which apps should not look at."""

    def __init__(self, token: str) -> None:
        self._token = token

    def slash_command(self, occasion: Occasion, command: str, text: str) -> Payload:
        person, channel = occasion.person, occasion.channel
        return {
            "token": self._token,
            "team_id": person.team_id,
            "team_domain": DOMAIN,
            "channel_id": channel.id,
            "channel_name": channel_name(channel),
            "user_id": person.id,
            "user_name": person.handle,
            "command": command,
            "text": text,
            "api_app_id": APP,
            "is_enterprise_install": "false",
            **occasion.answers(),
        }

    def message_action(self, occasion: Occasion, message: Message, found: Placed, state: State) -> Payload:
        """A click in a message; like Slack, an ephemeral message is not shown to the app again."""
        values = initial_values(message.blocks)
        if (found.block_id, found.action_id) in values:
            values[found.block_id, found.action_id] = state
        container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
        shown = {} if message.is_ephemeral else {"message": message.as_object()}
        return {
            **self._interaction("block_actions", occasion.person),
            "container": {**container, "is_ephemeral": message.is_ephemeral},
            "channel": {"id": message.channel, "name": channel_name(occasion.channel)},
            **shown,
            "state": {"values": nested(values)},
            "actions": [action(found, state, message.ts)],
            **occasion.answers(),
        }

    def view_action(self, person: Persona, view: View, found: Placed, state: State, trigger_id: str) -> Payload:
        return {
            **self._interaction("block_actions", person),
            "container": {"type": "view", "view_id": view.id},
            "view": view.as_object(),
            "actions": [action(found, state, view.hash)],
            "trigger_id": trigger_id,
        }

    def suggestion(self, person: Persona, found: Placed, query: str, container: Payload) -> Payload:
        """`container` is what Slack says of the message or view around the select."""
        asked = {"action_id": found.action_id, "block_id": found.block_id, "value": query}
        return {**self._interaction("block_suggestion", person), **asked, **container}

    def submission(self, person: Persona, view: View, trigger_id: str) -> Payload:
        more = {"view": view.as_object(), "trigger_id": trigger_id, "response_urls": []}
        return {**self._interaction("view_submission", person), **more}

    def closed(self, person: Persona, view: View, *, cleared: bool) -> Payload:
        return {**self._interaction("view_closed", person), "view": view.as_object(), "is_cleared": cleared}

    def shortcut(self, person: Persona, shortcut: Shortcut, action_ts: str, trigger_id: str) -> Payload:
        """There is no channel in it and no response_url."""
        more = {"callback_id": shortcut.callback_id, "trigger_id": trigger_id, "action_ts": action_ts}
        user = {"id": person.id, "username": person.handle, "team_id": person.team_id}
        return {**self._interaction("shortcut", person), "user": user, **more}

    def message_shortcut(self, occasion: Occasion, shortcut: Shortcut, message: Message, action_ts: str) -> Payload:
        """Of the person it says less than other payloads: not which team is theirs."""
        person = occasion.person
        return {
            **self._interaction("message_action", person),
            "user": {"id": person.id, "name": person.handle},
            "callback_id": shortcut.callback_id,
            "action_ts": action_ts,
            "message_ts": message.ts,
            **occasion.answers(),
            "channel": {"id": message.channel, "name": channel_name(occasion.channel)},
            "message": message.as_object(),
        }

    def event(self, event: Payload, event_id: str, event_time: int) -> Payload:
        return {
            "token": self._token,
            "team_id": TEAM,
            "api_app_id": APP,
            "event": event,
            "type": "event_callback",
            "event_id": event_id,
            "event_time": event_time,
            "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": APP_USER, "is_bot": True}],
            "is_ext_shared_channel": False,
            "event_context": f"4-{event_id}",
        }

    def _interaction(self, kind: str, person: Persona) -> Payload:
        return {
            "type": kind,
            "user": {"id": person.id, "username": person.handle, "name": person.handle, "team_id": person.team_id},
            "team": {"id": TEAM, "domain": DOMAIN},
            "api_app_id": APP,
            "token": self._token,
            "enterprise": None,
            "is_enterprise_install": False,
        }


def channel_name(channel: Channel) -> str:
    return "directmessage" if channel.is_dm else channel.name


def action(found: Placed, state: State, action_ts: str) -> Payload:
    """One entry of `actions`."""
    element = found.element
    said = {"type": element["type"], "action_id": found.action_id, "block_id": found.block_id, "action_ts": action_ts}
    button: Payload = {name: element[name] for name in ("text", "value", "style") if name in element}
    return {**said, **(button if element["type"] == "button" else state)}
