"""Many processes on one database: whoever is first wins, and the audit stays one chain."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from bot.domain.audit import Entry, Fact
from bot.domain.request import Chore, Job, State
from bot.store import audit, jobs
from bot.store.transactions import writing
from bot.workflow.ledger import Extras, Move
from tests.people import MOMENT
from tests.requests import REQUEST_ID, a_request, a_vote
from tests.truth import first_break

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.store import SqlLedger
    from tests.store.conftest import Shop

CROWD = 24
LATER = MOMENT + timedelta(minutes=5)
ROW = Entry(fact=Fact.ASKED, at=MOMENT, actor_id="U0BEN")
SOME = Extras([ROW], [Job(Chore.RUN, REQUEST_ID, MOMENT)])


async def crowd(shop: Shop) -> Iterator[SqlLedger]:
    """Three replicas, in turns."""
    return cycle(await shop.ledgers(3))


async def is_whole(ledger: SqlLedger, rows: int) -> None:
    head = await ledger.head()
    assert head[0] == rows
    assert first_break([row async for row in ledger.audit()], head) is None


async def test_one_of_many_files(shop: Shop) -> None:
    """The same form, or the same thing from other forms: all others get the one that is there."""
    ledgers = await crowd(shop)
    requests = [a_request(id=f"r{each}", submission=f"V{each % 5}") for each in range(CROWD)]
    filed = await asyncio.gather(*(next(ledgers).file(request, SOME) for request in requests))
    assert sum(each.is_new for each in filed) == 1
    assert len({each.request.id for each in filed}) == 1
    await is_whole(next(ledgers), 1)


async def test_one_of_many_moves(shop: Shop) -> None:
    """Whatever they wanted; each of the others is told what became of it."""
    ledgers = await crowd(shop)
    await next(ledgers).file(a_request(), Extras())
    ends = cycle([State.CANCELLED, State.EXPIRED])
    moves = [Move(REQUEST_ID, State.PENDING, next(ends)) for _ in range(CROWD)]
    moved = await asyncio.gather(*(next(ledgers).move(move, SOME) for move in moves))
    assert sum(each.happened for each in moved) == 1
    assert len({each.request.state for each in moved}) == 1
    await is_whole(next(ledgers), 1)


async def test_votes_are_counted_one_after_the_other(shop: Shop) -> None:
    """As many as are needed are counted, the last of them approves, and nobody is counted after it."""
    ledgers = await crowd(shop)
    await next(ledgers).file(a_request(), Extras())
    votes = [replace(a_vote(), person_id=f"U{number // 2}") for number in range(CROWD)]
    voted = await asyncio.gather(*(next(ledgers).vote(vote, 5, Extras([ROW]), SOME) for vote in votes))
    assert sum(each.happened for each in voted) == 5
    assert sum(each.happened and each.request.state is State.APPROVED for each in voted) == 1
    await is_whole(next(ledgers), 5)


async def test_one_of_many_claims_a_job(shop: Shop) -> None:
    """So that each is done by one; and none is left where there are enough who claim."""
    ledgers = await crowd(shop)
    for number in range(CROWD):
        await next(ledgers).add_job(Job(Chore.RUN, f"{number:02}", MOMENT))
    claims = (next(ledgers).claim(MOMENT, LATER, 2, Chore) for _ in range(CROWD))
    claimed = [job.key for jobs in await asyncio.gather(*claims) for job in jobs]
    assert sorted(claimed) == [f"{number:02}" for number in range(CROWD)]


async def test_nobody_waits_for_a_job_that_another_is_claiming(shop: Shop) -> None:
    """The other has not even said so yet; in SQLite, which has one writer at a time, nobody else can begin."""
    if shop.url.startswith("sqlite"):
        return
    first, second = await shop.ledgers(2)
    for key in ("a", "b"):
        await first.add_job(Job(Chore.RUN, key, MOMENT))
    async with writing(first.engine) as connection:
        assert [job.key for job in await jobs.claim(connection, MOMENT, LATER, 1, Chore)] == ["a"]
        assert [job.key for job in await second.claim(MOMENT, LATER, 2, Chore)] == ["b"]


async def test_many_write_into_one_chain(shop: Shop) -> None:
    """Without a gap, and without a row that two others follow; also where some write several at once."""
    ledgers = await crowd(shop)
    pairs = (_two_rows(next(ledgers)) for _ in range(CROWD))
    await asyncio.gather(*(next(ledgers).note(ROW) for _ in range(3 * CROWD)), *pairs)
    await is_whole(next(ledgers), 5 * CROWD)


async def _two_rows(ledger: SqlLedger) -> None:
    async with writing(ledger.engine) as connection:
        await audit.append(connection, [ROW, ROW])
