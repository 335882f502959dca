"""Reviews of all users, kept while they are used. `bot.store` keeps them.

Every method is one transaction, and raises Unavailable where the database does not answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.roll import Found, Reason, Review, Stage
    from bot.workflow.ledger import Extras


@dataclass(frozen=True)
class Totals:
    """What a review found: how many by reason, how many were kept, how many its person may choose to delete."""

    by_reason: Mapping[Reason, int] = field(default_factory=dict)
    kept: int = 0
    places: int = 0

    @property
    def users(self) -> int:
        return sum(self.by_reason.values())


@dataclass(frozen=True)
class Findings:
    """A review as it can be shown; `first` are the first of its rows, `is_over` whether they are kept no longer.

    `is_partial` says that its person may not see all users: then how many there are is not for them.
    """

    review: Review
    totals: Totals = field(default_factory=Totals)
    first: tuple[Found, ...] = ()
    is_over: bool = False
    is_partial: bool = False


class RollBook(Protocol):
    async def begin(self, review: Review, extras: Extras) -> tuple[Review, bool]:
        """Write it down; where the same person's is under way, that one, and False."""
        ...

    async def find(self, review_id: str) -> Review | None: ...

    async def latest(self, person_id: str) -> Review | None:
        """The newest review of a person that is done."""
        ...

    async def settle(self, review: Review, channel: str, ts: str) -> None:
        """Remember the message that shows it."""
        ...

    async def take(self, review: Review, at: datetime) -> Review | None:
        """Begin the walk from its start, in the place of whoever was seen at it; None where somebody was quicker."""
        ...

    async def beat(self, review: Review, rows: Sequence[Found], at: datetime) -> bool:
        """Show that the walk goes on, and keep what it found; False where it was taken from us, or is over."""
        ...

    async def end(self, review: Review, stage: Stage, trouble: str, at: datetime, extras: Extras) -> bool:
        """The walk is over; what a failed one found is dropped. False where it was taken from us, or is over."""
        ...

    async def totals(self, review_id: str) -> Totals: ...

    async def rows(self, review_id: str, after: int, limit: int) -> tuple[Found, ...]:
        """Those whose number is above `after`, in their order."""
        ...

    async def places(self, review_id: str, first: int, last: int) -> tuple[Found, ...]:
        """Those who may be chosen, from one place to another, both included."""
        ...

    async def forget(self, review_id: str) -> None: ...
