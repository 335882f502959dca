"""Somebody whose Slack account was deactivated, and what became of their Arize AX user."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from bot.domain.request import Impossible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.request import Request, Target


class Stay(Enum):
    """Where a leaver stands. GONE: Arize AX has no such user, or none any more, or Slack does not know them here."""

    WAITING = "waiting"
    KEPT = "kept"
    GONE = "gone"
    BACK = "back"


TURNS: Mapping[Stay, frozenset[Stay]] = {
    Stay.WAITING: frozenset({Stay.KEPT, Stay.GONE, Stay.BACK}),
    Stay.KEPT: frozenset({Stay.GONE, Stay.BACK}),
    Stay.GONE: frozenset({Stay.BACK}),
    Stay.BACK: frozenset(),
}
"""Every move there is. Whoever leaves once more is a new leaver."""


def insist_on_turn(before: Stay, after: Stay) -> None:
    """Raises Impossible for a move that the table does not have."""
    if after not in TURNS[before]:
        raise Impossible(f"{before.value} -> {after.value}")


@dataclass(frozen=True, kw_only=True)
class Leaver:
    """One departure of one person. `target` is their user as the API had them, None until they were looked up.

    `email` is the address of their Slack profile, empty where it shows none. `by_id` and `by_name` are the person who
    kept them, `changed_at` when that was, or when else the state changed. `version` grows with every change.
    `deletion` is the request, for them alone or for a list, by which their user may still be deleted.
    """

    id: str
    slack_id: str
    name: str
    email: str
    noticed_at: datetime
    target: Target | None = None
    stay: Stay = Stay.WAITING
    by_id: str = ""
    by_name: str = ""
    changed_at: datetime | None = None
    version: int = 1
    deletion: Request | None = None

    @property
    def address(self) -> str:
        """That of their user where they were looked up, else that of their profile."""
        return self.target.email if self.target else self.email


@dataclass(frozen=True)
class LeaverCard:
    """A message about a leaver. `drawn` is the version it shows, 0 where it shows none yet."""

    leaver_id: str
    addressee: str
    channel: str
    ts: str
    drawn: int = 0
