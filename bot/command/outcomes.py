"""What a command may answer: facts only. Words that need markup, and looks, are the views' business."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from bot.arize import UserStatus
from bot.command.requests import Deciders, OneRequest, RequestFacts, SomeFacts, SomeRequests
from bot.command.reviews import ReviewBegun

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.arize import RoleInfo, User
    from bot.domain.people import Person
    from bot.domain.policy import Decision


ONLY_SEEN = "Only users whom you may see are shown."
"""To whoever the policy keeps from some, whether or not there are any: it must not tell."""


class Mark(Enum):
    """How it went; shown as a status mark with text beside it."""

    DONE = "Done"
    NOTHING_CHANGED = "Nothing changed"
    PARTLY_DONE = "Partly done"
    FAILED = "Not done"
    UNKNOWN = "Outcome unknown"


@dataclass(frozen=True)
class Action:
    """A command that could come next, offered as a button or a menu entry. `values` fill its form beforehand."""

    command: str
    label: str
    user_id: str | None = None
    destroys: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """How a change ended. `user` is shown as the API has them now; `details` are further sentences.

    `check` is the id of a request of which people may look whether it was done.
    `to_asker` has, by the detail, how one reads for whoever asked, where it speaks of them.
    """

    mark: Mark
    sentence: str
    user: User | None = None
    details: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    to_asker: Mapping[str, str] = field(default_factory=dict)
    check: str = ""


@dataclass(frozen=True)
class OneUser:
    user: User
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class Listing:
    """A place in the list of users: what was asked for, and the cursors of the pages up to this one."""

    text: str = ""
    status: tuple[str, ...] = ()
    cursors: tuple[str, ...] = ()

    @property
    def hint(self) -> str:
        """What to try where nobody matches, by what was asked for; nothing where everybody was."""
        if named := next((word for word in _words(self.text) if word.upper() in UserStatus.__members__), ""):
            return f"A status is written so: “list status:{named}”."
        if not self.text:
            return "Leave the status out to see everybody." if self.status else ""
        leave = ", or leave the status out" if self.status else ""
        return f"Addresses are searched, and no names. Try a shorter part of the address{leave}."


def _words(text: str) -> list[str]:
    return text.replace("=", " ").casefold().split()


@dataclass(frozen=True)
class SomeUsers:
    """One page, oldest first; `next_cursor` is None on the last page.

    `is_partial` says that there are users whom the person would not be shown, were there any: a fact about them alone.
    """

    users: tuple[tuple[User, tuple[Action, ...]], ...]
    listing: Listing
    next_cursor: str | None
    is_partial: bool = False


@dataclass(frozen=True)
class SomeRoles:
    roles: tuple[RoleInfo, ...]


@dataclass(frozen=True)
class Ability:
    """One line of help: a command and whether this person may use it, and why.

    `at_worst` is what may become of a change at its strictest, by the role or whom it is about; `decision` is the best.
    """

    action: Action
    usage: str
    summary: str
    decision: Decision
    at_worst: Decision | None = None

    @property
    def is_stricter_for_some(self) -> bool:
        worst = self.at_worst or self.decision
        return (worst.verdict, worst.needed) != (self.decision.verdict, self.decision.needed)


@dataclass(frozen=True)
class Help:
    abilities: tuple[Ability, ...]
    unknown: str | None = None
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Identity:
    """`user` is the person's own Arize AX user; it says something only where `account_checked`."""

    person: Person
    user: User | None
    abilities: tuple[Ability, ...]
    account_checked: bool = True


@dataclass(frozen=True)
class Started:
    """A batch was approved and begins; how far it is stands in a message of its own."""

    facts: RequestFacts


@dataclass(frozen=True)
class Waiting:
    """A request was filed; other people decide it. `deciders` is None where Slack did not tell who they are."""

    facts: RequestFacts
    deciders: Deciders | None = None


Outcome = (
    Told
    | OneUser
    | SomeUsers
    | SomeRoles
    | Help
    | Identity
    | Started
    | Waiting
    | OneRequest
    | SomeRequests
    | SomeFacts
    | ReviewBegun
)
