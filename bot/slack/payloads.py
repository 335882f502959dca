"""Slack's payloads, read once into values of ours."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.workflow.gate import Asker
from bot.workflow.leaving import Change

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from slack_bolt import BoltResponse

    from bot.command import Command
    from bot.slack.spans import Span

    Dispatch = Callable[["Payload"], Awaitable[BoltResponse]]

Payload = dict[str, Any]
SLACKBOT = "USLACKBOT"
"""Slack's own account, which is no bot by its flags."""


@dataclass(frozen=True)
class Interaction:
    """One command, click, shortcut or form: who it came from, and where answers may go.

    A response_url takes five answers within thirty minutes; a trigger_id opens one view within three seconds. `id` is
    ours: it stands in every log line of this interaction, and in the words about a bug. `surface` is "home" or "modal"
    where something in a view was clicked, and "shortcut" for a global one: those have no response_url. `view_id` is the
    view that was clicked in. Whoever finds out how it went tells `span`.
    """

    user_id: str
    team_id: str
    span: Span = field(compare=False, repr=False)
    response_url: str | None = None
    trigger_id: str = ""
    surface: str = ""
    view_id: str = ""

    @property
    def id(self) -> str:
        return self.span.id

    @property
    def asker(self) -> Asker:
        return Asker(self.user_id, self.team_id)

    @property
    def modal(self) -> str:
        """The modal that was clicked in, or nothing."""
        return self.view_id if self.surface == "modal" else ""


def read_anybody(body: Payload, span: Span) -> Interaction:
    """Whoever it came from, of a payload that may be any; nobody of an event, and where nobody is named."""
    try:
        return read_slash(body, span) if "user_id" in body else read_interaction(body, span)
    except (KeyError, TypeError, AttributeError):
        return Interaction("", str(body.get("team_id") or ""), span)


def read_slash(body: Payload, span: Span) -> Interaction:
    """Raises KeyError and TypeError for what Slack does not send."""
    return Interaction(_id(body["user_id"]), _id(body["team_id"]), span, *_answers(body))


def read_interaction(body: Payload, span: Span) -> Interaction:
    """Any payload but a slash command's and an event's. Raises KeyError and TypeError for what Slack does not send."""
    if body.get("view") is not None:
        _id(body["view"]["id"])
    return Interaction(_id(body["user"]["id"]), _team(body), span, *_answers(body), *_surface(body))


def _id(value: object) -> str:
    if not (isinstance(value, str) and value):
        raise TypeError("not an id")
    return value


def _answers(body: Payload) -> tuple[str | None, str]:
    """The response_url and the trigger_id."""
    return _maybe(body.get("response_url")), _maybe(body.get("trigger_id")) or ""


def _surface(body: Payload) -> tuple[str, str]:
    """What was clicked in, and its view, where that was no message. A form that was sent has none: it is closed."""
    if body.get("type") == "shortcut":
        return "shortcut", ""
    if (body.get("container") or {}).get("type") != "view":
        return "", ""
    view = body.get("view") or {}
    return str(view.get("type", "")), str(view.get("id", ""))


def read_author(body: Payload) -> str:
    """The Slack id of whoever wrote the message that a shortcut was used on; nothing where Slack names nobody."""
    return str((body.get("message") or {}).get("user") or "")


def read_home(body: Payload, span: Span) -> tuple[Interaction, str] | None:
    """Who opened the App Home, and Slack's name for what it shows; None where another tab of the app was opened."""
    event = body["event"]
    if event.get("tab") != "home":
        return None
    shown = str((event.get("view") or {}).get("hash", ""))
    return Interaction(_id(event["user"]), _id(body["team_id"]), span), shown


def read_user_change(body: Payload, team_id: str) -> Change | None:
    """Whose profile or standing changed, and whether the account is deactivated. `team_id` is the bot's workspace.

    None for apps, and for accounts and events of other workspaces, where an address proves nothing.
    """
    user = body["event"]["user"]
    is_app = user.get("is_bot", False) or user["id"] == SLACKBOT
    is_ours = body["team_id"] == user.get("team_id", "") == team_id
    if is_app or not is_ours or user.get("is_stranger"):
        return None
    profile = user.get("profile") or {}
    name = profile.get("real_name") or user.get("real_name") or user["id"]
    return Change(_id(user["id"]), str(name), str(profile.get("email") or ""), user.get("deleted") is True)


@dataclass(frozen=True)
class Place:
    """A message that everybody in its channel sees."""

    channel: str
    ts: str


def read_place(body: Payload) -> Place | None:
    """Where a button was clicked; None in what only one person sees, and in a modal."""
    container = body.get("container") or {}
    if container.get("type") != "message" or container.get("is_ephemeral"):
        return None
    return Place(str(container["channel_id"]), str(container["message_ts"]))


def _team(body: Payload) -> str:
    """The team of the person who clicked, which in a shared channel need not be the team of the message."""
    return str(body["user"].get("team_id") or (body.get("team") or {}).get("id") or "")


@dataclass(frozen=True)
class FormState:
    """What a form knows of itself between opening and sending; it travels in `private_metadata` (no secrets).

    `shown` holds the values it was opened with, `email` the address of the user it is about.
    """

    command: str
    user_id: str | None = None
    email: str | None = None
    response_url: str | None = None
    shown: Mapping[str, str] = field(default_factory=dict)

    def goes_on_in_place(self, command: Command[Any]) -> bool:
        """Whether what follows takes the place of the form: another form, or an answer that has no other place."""
        return command.changes or not self.response_url

    def to_metadata(self) -> str:
        kept = {"c": self.command, "u": self.user_id, "e": self.email, "r": self.response_url, "s": dict(self.shown)}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read_form_state(metadata: str) -> FormState:
    """The inverse of `FormState.to_metadata`. Raises ValueError for what we did not write."""
    kept = read_json(metadata)
    try:
        return FormState(str(kept["c"]), _maybe(kept["u"]), _maybe(kept["e"]), _maybe(kept["r"]), kept["s"])
    except (TypeError, KeyError) as error:
        raise ValueError("not a form of ours") from error


def read_json(text: str) -> Any:  # noqa: ANN401 - JSON
    """What we wrote. Raises ValueError for what cannot be read, however deep it is."""
    try:
        return json.loads(text)
    except (TypeError, RecursionError) as error:
        raise ValueError("not JSON of ours") from error


def _maybe(value: object) -> str | None:
    if not (value is None or isinstance(value, str)):
        raise TypeError("not a text")
    return value
