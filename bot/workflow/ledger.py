"""What the use cases need of a database, in their own words. `bot.store` keeps it, on SQLite or on PostgreSQL.

Every method is one transaction. Every change of a request is a compare-and-set: whoever comes too late gets the request
as it stands instead. Entries and jobs that are handed in are written in the same transaction, or not at all.
Each of them raises Unavailable where the database does not answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from bot.domain.batch import Course

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence
    from datetime import datetime

    from bot.domain.audit import Entry, Row
    from bot.domain.request import Card, Chore, Ending, Job, Request, State, Vote


@dataclass(frozen=True)
class Filed:
    """`is_new` is False where `request` was there before: from the same form, or under way for the same thing."""

    request: Request
    is_new: bool


@dataclass(frozen=True)
class Moved:
    """The request as it stands now; `happened` is False where somebody else was first and nothing was written."""

    request: Request
    happened: bool


@dataclass(frozen=True)
class Voted(Moved):
    """With all `votes`, in the order in which they were given."""

    votes: tuple[Vote, ...]


@dataclass(frozen=True)
class Story:
    """A request, all votes in the order in which they were given, the cards that show it, and its `course`."""

    request: Request
    votes: tuple[Vote, ...]
    cards: tuple[Card, ...]
    course: Course = Course.GO_ON


@dataclass(frozen=True)
class Move:
    """From one state of TRANSITIONS to another. Written only where the request is still in `before`."""

    request_id: str
    before: State
    after: State
    ending: Ending | None = None


@dataclass(frozen=True)
class Extras:
    """What is written together with a change. A job that is there already is moved to the new time.

    One that somebody is at comes due at that time once they are done, so that two are never at the same thing. Whoever
    writes a job that is due rings for it: nobody looks for it otherwise until their next round.
    """

    entries: Sequence[Entry] = ()
    jobs: Sequence[Job] = ()


@dataclass(frozen=True)
class Wanted:
    """Which requests to list, newest first; empty members do not narrow it down.

    `before` is the request after which the page begins: only what was filed earlier than it.
    """

    requester_id: str = ""
    states: tuple[State, ...] = ()
    before: str = ""
    limit: int = field(default=10)


@dataclass(frozen=True)
class Newest:
    """Which rows of the audit, of one actor, or about one address (in any case), if given; at most so many.

    `before` is the number that the rows are below, if given. `without_rows` leaves out what tells of one row of a list.
    """

    actor_id: str = ""
    subject: str = ""
    before: int = 0
    without_rows: bool = False
    limit: int = 10


class Ledger(Protocol):
    async def file(self, request: Request, extras: Extras) -> Filed:
        """Store a request, once for each `submission`, and once for what is under way for operation and subject.

        Where it was there already nothing is written, and that one is returned.
        """
        ...

    async def find(self, request_id: str) -> Request | None: ...

    async def move(self, move: Move, extras: Extras) -> Moved:
        """Raises Impossible for a move that is not in TRANSITIONS, LookupError for a request that is not there."""
        ...

    async def vote(self, vote: Vote, needed: int, extras: Extras, last: Extras) -> Voted:
        """Count one person's vote on a pending request.

        A denial denies it. An approval that is the `needed`th of distinct people approves it, and then `last` is
        written in the place of `extras`. It did not happen where the request is not pending any more, or the person
        voted before.
        """
        ...

    async def votes(self, request_id: str) -> tuple[Vote, ...]:
        """In the order in which they were given."""
        ...

    async def course(self, request: Request) -> Course:
        """What is wanted of a list that is under way; GO_ON of all else, for which nothing is read."""
        ...

    async def requests(self, wanted: Wanted) -> tuple[Request, ...]: ...

    async def cards(self, request_id: str) -> tuple[Card, ...]: ...

    async def story(self, request_id: str) -> Story | None: ...

    async def keep_cards(self, cards: Iterable[Card]) -> None:
        """Remember cards, or what they show now; `drawn` never shrinks. Each channel and ts is one card.

        One that is known by its channel alone gets the addressee that is named for it later.
        """
        ...

    async def forget_card(self, card: Card) -> None: ...

    async def note(self, entry: Entry) -> None:
        """One row of the audit, by itself."""
        ...

    def audit(self, since: datetime | None = None) -> AsyncIterator[Row]:
        """All rows in their order, or those from a time on."""
        ...

    async def recent(self, wanted: Newest) -> tuple[Row, ...]:
        """The newest first."""
        ...

    async def head(self) -> tuple[int, str]:
        """The number and the hash of the audit's last row, kept apart from the rows; 0 and BEGINNING at first."""
        ...

    async def add_job(self, job: Job) -> None:
        """Or move the one that is there already to the new time; see Extras."""
        ...

    async def has_job(self, chore: Chore, key: str) -> bool:
        """Whether it is still to be done, whenever that is, or somebody is at it."""
        ...

    async def claim(self, now: datetime, until: datetime, limit: int, chores: Iterable[Chore]) -> tuple[Job, ...]:
        """Jobs of these chores whose time has come and that nobody is at, at most so many, the longest overdue first.

        They are ours until that time, with one attempt more. Of several processes at once, each gets others.
        """
        ...

    async def put_off(self, job: Job, until: datetime) -> None:
        """It could not be done, after `job.attempts`.

        Where it was asked for again meanwhile the earlier time counts, and a later one too.
        """
        ...

    async def let_go(self, job: Job, again: datetime | None) -> bool:
        """Give a job up that is due by `job.due_at`, before what must not be done twice, whatever cuts it.

        It comes due at that time again, or never. True for the first who asks, and nobody else.
        """
        ...

    async def drop_job(self, job: Job) -> bool:
        """Done. True where it was asked for again meanwhile, and comes due once more.

        Nothing happens where it was moved or claimed since it was seen or written: then it is another one's.
        """
        ...
