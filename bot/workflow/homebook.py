"""What App Homes need of the database, besides the ledger. `bot.store` keeps it.

Every method is one transaction, and raises Unavailable where the database does not answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime


@dataclass(frozen=True)
class Tab:
    """A home that was opened. `hash` is Slack's name for what it shows, empty where nothing is known to be drawn."""

    person_id: str
    opened_at: datetime
    drawn_at: datetime | None = None
    hash: str = ""


@dataclass(frozen=True)
class Counts:
    """How many users there were at a time, by the API's own words for status and role."""

    at: datetime
    by_status: Mapping[str, int] = field(default_factory=dict)
    by_role: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.by_status.values())


@dataclass(frozen=True)
class Tally:
    """What is known of the numbers, and why it is no newer: `trouble` is a sentence, or empty."""

    tried_at: datetime
    counts: Counts | None = None
    trouble: str = ""


@dataclass(frozen=True)
class Backlog:
    """Work in the queue: `due` now, `overdue` of it since before a time, `failing` that did not succeed at once.

    `waiting` counts the requests that nobody decided yet.
    """

    due: int
    overdue: int
    failing: int
    waiting: int


class HomeBook(Protocol):
    async def opened(self, person_id: str, at: datetime) -> None: ...

    async def tab(self, person_id: str) -> Tab | None: ...

    async def drawn(self, person_id: str, at: datetime, hash_: str) -> None:
        """Remember what a home shows; nothing happens where it is not in the book."""
        ...

    async def forget(self, person_id: str) -> None: ...

    async def open_since(self, at: datetime, limit: int, among: Collection[str] | None = None) -> tuple[str, ...]:
        """The people who opened their home at that time or later, the latest first; `among` narrows it down."""
        ...

    async def backlog(self, now: datetime, late: datetime) -> Backlog:
        """`late` is the time before which what is due by now should have been done."""
        ...

    async def tally(self) -> Tally | None: ...

    async def keep_counts(self, counts: Counts) -> None:
        """Older counts do not take the place of newer ones."""
        ...

    async def keep_trouble(self, at: datetime, trouble: str) -> None:
        """A walk ended in trouble; what was counted before stays."""
        ...
