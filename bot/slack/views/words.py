"""The signs before words, and how what the API says of a user is shown with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Mark
from bot.command.glossary import role_word, status_word
from bot.slack.blockkit import Markup, markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.arize import Role, User

STATUS_MARKS = {"ACTIVE": ":large_green_circle:", "INVITED": ":envelope:", "EXPIRED": ":hourglass:"}
DEVELOPER_WORDS = {True: "on", False: "off", None: "not told"}
MARKS = {
    Mark.DONE: ":white_check_mark:",
    Mark.NOTHING_CHANGED: ":information_source:",
    Mark.PARTLY_DONE: ":warning:",
    Mark.FAILED: ":x:",
    Mark.UNKNOWN: ":grey_question:",
}

NAMES_SHOWN = 5


def enumerated(people: Sequence[Markup], more: int = 0) -> Markup | None:
    """The first of some people, and how many more there are; None where there is nobody."""
    names = list(people[:NAMES_SHOWN])
    if more := more + len(people[NAMES_SHOWN:]):
        names.append(markup("{more} more", more=more))
    if not names:
        return None
    return Markup(" and ".join(filter(None, [", ".join(names[:-1]), names[-1]])))


def status_words(user: User) -> str:
    """With its mark; a status that nobody knows yet has none."""
    return f"{STATUS_MARKS.get(user.status, '')} {status_word(user.status)}".strip()


def role_words(role: Role) -> str:
    """By its name, or by its id where it has none."""
    return role.id or "not told" if role.name is None else role_word(role.name)
