"""Batches on both databases: drafts, where each row stands, and who may change that."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.audit import Fact
from bot.domain.batch import Course, Problem, Progress, RowEnd, RowState
from bot.domain.request import Chore, Job
from bot.store import SqlBatches
from bot.workflow.batchbook import KEPT, BatchRun, Draft
from bot.workflow.endings import entry_about
from bot.workflow.ledger import Extras
from tests.jobs import jobs_due
from tests.people import MOMENT
from tests.requests import a_request

if TYPE_CHECKING:
    from bot.store import SqlLedger
    from tests.store.conftest import Shop

REQUEST = a_request(params={"rows": [{"number": 1, "subject": "ada@example.com"}]}, target=None)
ID = REQUEST.id


@pytest.fixture
async def book(ledger: SqlLedger) -> SqlBatches:
    """With a batch of three rows."""
    await ledger.file(REQUEST, Extras())
    batches = SqlBatches(ledger.engine)
    await batches.lay_out(ID, 3)
    return batches


def a_draft(name: str, made_at: object = MOMENT) -> Draft:
    return Draft(name, "U0ADA", "bulk-create", {"rows": []}, (Problem(2, "bo", "No address."),), made_at)  # type: ignore[arg-type]  # a moment


async def test_a_draft_is_kept_for_a_day(book: SqlBatches) -> None:
    """It holds addresses, so the next one that is kept sweeps it out."""
    assert await book.draft("one") is None
    await book.keep_draft(a_draft("one"))
    assert await book.draft("one") == a_draft("one")
    await book.keep_draft(a_draft("two", MOMENT + KEPT + timedelta(seconds=1)))
    assert await book.draft("one") is None
    assert await book.draft("two") is not None


async def test_the_rows_are_laid_out_once(book: SqlBatches) -> None:
    """However often it is asked for, what was done stays done."""
    assert await book.take(ID, MOMENT) == 1
    await book.lay_out(ID, 3)
    assert (await book.run(ID)) == BatchRun(ID, progress=Progress(begun=1, waiting=2))
    assert await book.run("another") is None


async def test_each_row_is_taken_once(book: SqlBatches, shop: Shop) -> None:
    """By however many processes; in their order; and put back it is the first again."""
    others = [SqlBatches(each.engine) for each in await shop.ledgers(3)]
    taken = await asyncio.gather(*(each.take(ID, MOMENT) for each in (book, *others)))
    assert len({number for number in taken if number}) == len([number for number in taken if number])
    while await book.take(ID, MOMENT) is not None:
        pass
    assert list(await book.begun(ID)) == [1, 2, 3]
    await book.put_back(ID, 2)
    assert await book.begun(ID) == {1: MOMENT, 3: MOMENT}
    assert await book.take(ID, MOMENT + KEPT) == 2


async def test_a_row_ends_once(book: SqlBatches, ledger: SqlLedger) -> None:
    """And leaves one row of the audit; whoever comes later changes nothing."""
    await book.take(ID, MOMENT)
    told = Extras((entry_about(REQUEST, Fact.ROW_DONE, MOMENT),))
    done, failed = RowEnd(1, RowState.DONE, "DONE", "Ada is there."), RowEnd(1, RowState.FAILED, "FAILED", "No.")
    assert await book.end(ID, done, told)
    assert not await book.end(ID, failed, told)
    assert not await book.end(ID, RowEnd(2, RowState.DONE), told)
    await book.leave_out(ID)
    waiting = [RowEnd(number, RowState.LEFT_OUT) for number in (2, 3)]
    assert await book.ends(ID) == (done, *waiting)
    assert [row.entry.fact async for row in ledger.audit()] == [Fact.ROW_DONE]


async def test_a_batch_is_steered(book: SqlBatches, ledger: SqlLedger) -> None:
    """Paused, taken up again and stopped, which is final; with its job and its row of the audit, or not at all."""
    told = Extras((entry_about(REQUEST, Fact.PAUSED, MOMENT),), (Job(Chore.BATCH, ID, MOMENT),))
    assert await book.steer(ID, Course.PAUSE, "Paused by Ada.", told)
    assert not await book.steer(ID, Course.PAUSE, "Paused by Ben.", told)
    assert await book.take(ID, MOMENT) is None
    await book.keep_trouble(ID, "Arize is out.")
    paused = await book.run(ID)
    assert paused is not None
    assert (paused.course, paused.why) == (Course.PAUSE, "Paused by Ada.")
    assert await book.steer(ID, Course.GO_ON, "", Extras())
    await book.keep_trouble(ID, "Arize is out.")
    await book.keep_pace(ID, 0.25)
    await book.keep_message(ID, "D0ADA", "17.5")
    expected = BatchRun(ID, Course.GO_ON, "Arize is out.", 0.25, "D0ADA", "17.5", Progress(waiting=3))
    assert await book.run(ID) == expected
    assert await book.steer(ID, Course.STOP, "Stopped by Ada.", Extras())
    assert not await book.steer(ID, Course.GO_ON, "", told)
    assert [job.chore for job in await jobs_due(ledger.engine, MOMENT)] == [Chore.BATCH]
    assert [row.entry.fact async for row in ledger.audit()] == [Fact.PAUSED]
