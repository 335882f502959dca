"""What batches need of the database, besides the ledger. `bot.store` keeps it.

Every method is one transaction, and raises Unavailable where the database does not answer. Every change is a
compare-and-set: where somebody else was first, nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

from bot.domain.batch import Course, Progress
from bot.workflow.ledger import Extras

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.batch import Problem, RowEnd

NO_EXTRAS = Extras()
KEPT = timedelta(days=1)
"""How long a draft can be sent; it holds addresses, so it is not kept for longer."""


@dataclass(frozen=True)
class Draft:
    """A batch as it was drawn up for one person: what would be filed, and the rows that cannot be done.

    `made_at` is when that began.
    """

    id: str
    person_id: str
    operation: str
    params: Mapping[str, Any]
    problems: tuple[Problem, ...]
    made_at: datetime


@dataclass(frozen=True)
class BatchRun:
    """A batch under way. `why` says what keeps it or who steered it; `pace` is in seconds for a row, 0 while unknown.

    `channel` and `ts` name the message that shows how far it is; empty before it was posted.
    """

    request_id: str
    course: Course = Course.GO_ON
    why: str = ""
    pace: float = 0.0
    channel: str = ""
    ts: str = ""
    progress: Progress = field(default_factory=Progress)


@dataclass(frozen=True)
class Settled:
    """What became of a row, and what is written together with it. One whose end is WAITING waits again."""

    end: RowEnd
    extras: Extras = field(default_factory=Extras)


@dataclass(frozen=True)
class Proceeded:
    """What was written down of all that was known, and the numbers of the rows that are begun since."""

    settled: tuple[Settled, ...]
    begun: tuple[int, ...]


class BatchBook(Protocol):
    async def keep_draft(self, draft: Draft) -> None:
        """And forget those that are older than KEPT."""
        ...

    async def draft(self, draft_id: str) -> Draft | None: ...

    async def has_newer(self, draft_id: str) -> bool:
        """Whether there is one of the same operation, for the same person, that was begun later."""
        ...

    async def lay_out(self, request_id: str, rows: int, extras: Extras = NO_EXTRAS) -> bool:
        """Write down that all rows wait; whether it happened. It does once, however often it is asked for."""
        ...

    async def run(self, request_id: str) -> BatchRun | None: ...

    async def steer(self, request_id: str, after: Course, why: str, extras: Extras) -> bool:
        """From any course but that one and STOP, which is final; whether it happened. It makes a newer version.

        Nothing happens where the request is not under way any more: what is over has nothing to steer.
        """
        ...

    async def end_pause(self, request_id: str, why: str, extras: Extras) -> bool:
        """From PAUSE to STOP, as `steer` does; False where somebody let it go on, or stopped it."""
        ...

    async def proceed(self, request_id: str, known: Sequence[Settled], at: datetime, most: int) -> Proceeded:
        """Write down what became of rows that were begun, and begin the next ones, at most so many, in their order.

        Nothing is written of a row that is not begun any more: somebody said before what became of it. None is begun
        where none waits, or where the course is another.
        """
        ...

    async def begun(self, request_id: str) -> Mapping[int, datetime]:
        """The rows that were begun and whose end is not known, with the time at which they were."""
        ...

    async def leave_out(self, request_id: str) -> None:
        """Nobody begins any more what still waits."""
        ...

    async def ends(self, request_id: str) -> tuple[RowEnd, ...]:
        """Every row as it stands, in its order."""
        ...

    async def keep_message(self, request_id: str, channel: str, ts: str) -> None: ...

    async def shows_one(self, channel: str, ts: str) -> bool:
        """Whether this message shows how far a batch is, or did."""
        ...

    async def keep_pace(self, request_id: str, pace: float) -> None: ...

    async def keep_trouble(self, request_id: str, why: str) -> None:
        """What keeps it from going on, or nothing; the words of whoever paused or stopped it stay."""
        ...
