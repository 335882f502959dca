"""The ledger: transactions around statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.request import State, insist_on_move
from bot.store import audit, cards, jobs, requests, tables
from bot.store.extras import also
from bot.store.transactions import reading, writing
from bot.workflow.ledger import Filed, Moved, Story, Voted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.domain.audit import Entry, Row
    from bot.domain.batch import Course
    from bot.domain.request import Card, Chore, Job, Request, Vote
    from bot.workflow.ledger import Extras, Move, Newest, Wanted

PAGE = 500
"""Rows of the audit that are read at a time."""


@dataclass(frozen=True)
class SqlLedger:
    """A `bot.workflow.ledger.Ledger`. `now` tells when something changed; `page_size` is for the audit."""

    engine: AsyncEngine
    now: Callable[[], datetime]
    page_size: int = PAGE

    async def file(self, request: Request, extras: Extras) -> Filed:
        """Each turn in which neither is there means that a twin came and went meanwhile."""
        while True:
            async with self._writing() as connection:
                if await requests.add(connection, request):
                    await also(connection, extras)
                    return Filed(request, is_new=True)
                twin = await requests.twin(connection, request)
                if twin is not None:
                    return Filed(twin, is_new=False)

    async def find(self, request_id: str) -> Request | None:
        async with self._reading() as connection:
            return await requests.find(connection, request_id)

    async def move(self, move: Move, extras: Extras) -> Moved:
        insist_on_move(move.before, move.after)
        async with self._writing() as connection:
            request = await requests.move(connection, move, self.now())
            if request is None:
                return Moved(await requests.locked(connection, move.request_id), happened=False)
            await also(connection, extras)
            return Moved(request, happened=True)

    async def vote(self, vote: Vote, needed: int, extras: Extras, last: Extras) -> Voted:
        async with self._writing() as connection:
            request = await requests.locked(connection, vote.request_id)
            happened = request.state is State.PENDING and await requests.add_vote(connection, vote)
            votes = await requests.votes_on(connection, vote.request_id)
            if happened:
                state = _outcome(votes, vote, needed)
                request = await requests.count(connection, vote.request_id, state, self.now())
                await also(connection, last if state is State.APPROVED else extras)
            return Voted(request, happened, votes)

    async def votes(self, request_id: str) -> tuple[Vote, ...]:
        async with self._reading() as connection:
            return await requests.votes_on(connection, request_id)

    async def requests(self, wanted: Wanted) -> tuple[Request, ...]:
        async with self._reading() as connection:
            return await requests.listed(connection, wanted)

    async def cards(self, request_id: str) -> tuple[Card, ...]:
        async with self._reading() as connection:
            return await requests.cards_of(connection, request_id)

    async def story(self, request_id: str) -> Story | None:
        async with self._reading() as connection:
            request = await requests.find(connection, request_id)
            if request is None:
                return None
            votes = await requests.votes_on(connection, request.id)
            shown = await requests.cards_of(connection, request.id)
            return Story(request, votes, shown, await requests.course(connection, request))

    async def course(self, request: Request) -> Course:
        async with self._reading() as connection:
            return await requests.course(connection, request)

    async def keep_cards(self, kept: Iterable[Card]) -> None:
        async with self._writing() as connection:
            await cards.keep(connection, tables.cards, kept)

    async def forget_card(self, card: Card) -> None:
        async with self._writing() as connection:
            await requests.forget_card(connection, card)

    async def note(self, entry: Entry) -> None:
        async with self._writing() as connection:
            await audit.append(connection, [entry])

    async def audit(self, since: datetime | None = None) -> AsyncIterator[Row]:
        """No transaction stays open while somebody looks at a page."""
        after = 0
        while page := await self._page(after, since):
            for row in page:
                yield row
            after = page[-1].number

    async def _page(self, after: int, since: datetime | None) -> tuple[Row, ...]:
        async with self._reading() as connection:
            return await audit.page(connection, after, since, self.page_size)

    async def recent(self, wanted: Newest) -> tuple[Row, ...]:
        async with self._reading() as connection:
            return await audit.recent(connection, wanted)

    async def head(self) -> tuple[int, str]:
        async with self._reading() as connection:
            return await audit.head(connection)

    async def add_job(self, job: Job) -> None:
        async with self._writing() as connection:
            await jobs.put(connection, [job])

    async def has_job(self, chore: Chore, key: str) -> bool:
        async with self._reading() as connection:
            return await jobs.is_there(connection, chore, key)

    async def claim(self, now: datetime, until: datetime, limit: int, chores: Iterable[Chore]) -> tuple[Job, ...]:
        async with self._writing() as connection:
            return await jobs.claim(connection, now, until, limit, chores)

    async def put_off(self, job: Job, until: datetime) -> None:
        async with self._writing() as connection:
            await jobs.put_off(connection, job, until)

    async def let_go(self, job: Job, again: datetime | None) -> bool:
        async with self._writing() as connection:
            return await jobs.let_go(connection, job, again)

    async def drop_job(self, job: Job) -> bool:
        async with self._writing() as connection:
            return await jobs.drop(connection, job)

    def _writing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return writing(self.engine)

    def _reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return reading(self.engine)


def _outcome(votes: Iterable[Vote], vote: Vote, needed: int) -> State:
    if not vote.approves:
        return State.DENIED
    return State.APPROVED if sum(each.approves for each in votes) >= needed else State.PENDING
