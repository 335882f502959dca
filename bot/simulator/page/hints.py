"""What the page says of people and things to try; `{command}` is the app's slash command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.simulator.slack.snapshot import me

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.simulator.slack.people import Persona

KINDS: Final = {
    "owner": "Owner of this workspace",
    "admin": "Admin of this workspace",
    "member": "Full member",
    "guest": "Guest, in some channels only",
    "external": "From another organization",
}
"""One line on each kind of person."""
FIRST: Final = {"owner": 1, "admin": 1, "member": 2, "guest": 1}
"""How many of each kind are offered first: with two members one can ask and the other approve."""

THINGS_TO_TRY: Final = (
    {"text": "{command}", "says": "See what you may do here"},
    {"text": "{command} list status:invited", "says": "Who was invited and has not come"},
    {"text": "{command} create zoe@example.com", "says": "Invite somebody, by mail or with a password"},
    {"text": "{command} delete", "says": "Ask for somebody to be removed: two others approve it"},
    {"text": "{command} requests", "says": "See what waits for you, and what you asked for"},
    {"text": "{command}", "kind": "guest", "says": "What somebody hears who may not"},
)
"""`kind` is the kind of person to try it as; left out, whoever is acting."""


def shown_people(people: Iterable[Persona]) -> list[dict[str, Any]]:
    """Whoever can act; the `FIRST` of each kind are marked to be offered first, `can_leave` tells who may go."""
    shown = [{**me(person), "can_leave": person.can_be_deactivated} for person in people if person.is_here]
    first = {one["id"] for kind, most in FIRST.items() for one in _of_kind(shown, kind)[:most]}
    return [{**one, "says": KINDS[one["kind"]], "first": one["id"] in first} for one in shown]


def _of_kind(shown: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [one for one in shown if one["kind"] == kind]


def gone_people(people: Iterable[Persona]) -> list[dict[str, Any]]:
    """Whoever was deactivated, and may come back."""
    return [me(person) for person in people if person.kind == "deactivated"]
