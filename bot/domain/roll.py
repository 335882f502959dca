"""A review of all users: those who are not full members of this Slack, each with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from bot.domain.people import Standing

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.people import Person


class Stage(Enum):
    """How far a review is."""

    WALKING = "walking"
    DONE = "done"
    FAILED = "failed"


class Reason(Enum):
    """Why a user is on the list: who has their address in this Slack."""

    NOBODY = "nobody here has the address"
    DEACTIVATED = "deactivated"
    GUEST = "guest"
    EXTERNAL = "of another organization"
    BOT = "an app"


REASONS = {
    Standing.DEACTIVATED: Reason.DEACTIVATED,
    Standing.GUEST: Reason.GUEST,
    Standing.EXTERNAL: Reason.EXTERNAL,
    Standing.BOT: Reason.BOT,
}
NEAREST = (Reason.GUEST, Reason.EXTERNAL, Reason.BOT, Reason.DEACTIVATED, Reason.NOBODY)
"""Where several accounts have one address, the first of these that one of them is."""


def reason_for(person: Person, team_id: str) -> Reason | None:
    """What speaks against an account of this Slack; None for a full member of the workspace `team_id`."""
    if person.standing.is_full_member:
        return None if person.team_id == team_id else Reason.EXTERNAL
    return REASONS[person.standing]


class Roll:
    """Everybody in this Slack by their address, as far as they are read."""

    def __init__(self, team_id: str) -> None:
        self.people = 0
        self._team_id = team_id
        self._known: dict[str, Reason | None] = {}

    @property
    def shows_addresses(self) -> bool:
        """Whether anybody's address is shown: else nobody would seem to be here."""
        return bool(self._known)

    def add(self, person: Person) -> None:
        self.people += 1
        if person.email is None:
            return
        address, reason = person.email.strip().casefold(), reason_for(person, self._team_id)
        self._known[address] = _nearer(self._known.get(address, Reason.NOBODY), reason)

    def reason(self, email: str) -> Reason | None:
        """Why the user with this address is on the list; None where they are a full member of this Slack."""
        return self._known.get(email.strip().casefold(), Reason.NOBODY)


def _nearer(one: Reason | None, other: Reason | None) -> Reason | None:
    if one is None or other is None:
        return None
    return min(one, other, key=NEAREST.index)


@dataclass(frozen=True, kw_only=True)
class Review:
    """One walk over the account for one person. `people` and `users` are read so far.

    `walk` counts how often it began, after its process died; whoever is at it shows that by `beat_at`. `channel` and
    `ts` are the message that shows it, empty before there is one. `trouble` is a sentence, where it failed.
    """

    id: str
    person_id: str
    began_at: datetime
    beat_at: datetime
    stage: Stage = Stage.WALKING
    walk: int = 0
    people: int = 0
    users: int = 0
    ended_at: datetime | None = None
    trouble: str = ""
    channel: str = ""
    ts: str = ""


@dataclass(frozen=True)
class Found:
    """A user on the list; `kept_by` is who kept them when they left Slack. `number` counts from 1.

    `place` counts those whom the person may choose to delete, None for the others.
    """

    number: int
    user_id: str
    email: str
    name: str
    reason: Reason
    kept_by: str = ""
    place: int | None = None
