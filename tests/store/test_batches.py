"""Batches on both databases: drafts, where each row stands, and who may change that."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from bot.domain.audit import Fact
from bot.domain.batch import Course, Problem, Progress, RowEnd, RowState
from bot.domain.request import Chore, Job, State
from bot.store import SqlBatches
from bot.workflow.batchbook import KEPT, BatchRun, Draft, Proceeded, Settled
from bot.workflow.endings import entry_about
from bot.workflow.ledger import Extras, Move
from tests.jobs import jobs_due
from tests.people import MOMENT
from tests.requests import a_request
from tests.truth import first_break

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


async def test_the_newer_draft_is_the_one_that_was_begun_later(book: SqlBatches) -> None:
    """Whichever was kept first; another person's is none, nor is one of another operation."""
    later = MOMENT + timedelta(seconds=1)
    for draft in (
        a_draft("old"),
        replace(a_draft("hers", later), person_id="U0EVE"),
        replace(a_draft("other", later), operation="bulk-delete"),
    ):
        await book.keep_draft(draft)
    assert not await book.has_newer("old")
    await book.keep_draft(a_draft("new", later))
    assert await book.has_newer("old")
    assert not await book.has_newer("new")


async def takes(book: SqlBatches, most: int = 1) -> tuple[int, ...]:
    """Begin the next rows, with nothing to say about others."""
    return (await book.proceed(ID, (), MOMENT, most)).begun


async def test_the_rows_are_laid_out_once(book: SqlBatches) -> None:
    """However often it is asked for, what was done stays done; nor is there another job."""
    assert await takes(book) == (1,)
    assert not await book.lay_out(ID, 3, Extras(jobs=(Job(Chore.HOMES, ID, MOMENT),)))
    assert await jobs_due(book.engine, MOMENT) == ()
    assert (await book.run(ID)) == BatchRun(ID, progress=Progress(begun=1, waiting=2))
    assert await book.run("another") is None


@pytest.mark.parametrize("most", [1, 2, 5])
async def test_each_row_is_taken_once(book: SqlBatches, shop: Shop, most: int) -> None:
    """By however many processes, one or several at a time, in their order."""
    others = [SqlBatches(each.engine) for each in await shop.ledgers(3)]
    taken = await asyncio.gather(*(takes(each, most) for each in (book, *others)))
    while more := await takes(book, most):
        taken.append(more)
    assert sorted(number for numbers in taken for number in numbers) == [1, 2, 3]
    assert list(await book.begun(ID)) == [1, 2, 3]


async def test_whoever_steers_makes_a_newer_version(book: SqlBatches, ledger: SqlLedger) -> None:
    """What shows the request shows its course; where nothing was changed nothing has to be drawn again."""
    assert await book.steer(ID, Course.PAUSE, "Paused by Ada.", Extras())
    assert not await book.steer(ID, Course.PAUSE, "Paused by Ada.", Extras())
    assert await book.end_pause(ID, "It was paused for 3 days.", Extras())
    found = await ledger.find(ID)
    assert found is not None
    assert found.version == REQUEST.version + 2


@pytest.mark.parametrize("over", [State.CANCELLED, State.UNKNOWN])
async def test_what_is_not_under_way_any_more_is_not_steered(book: SqlBatches, ledger: SqlLedger, over: State) -> None:
    """Nor does its pause end: nothing is written of it, whoever saw it under way a moment ago."""
    told = Extras((entry_about(REQUEST, Fact.STOPPED, MOMENT),), (Job(Chore.BATCH, ID, MOMENT),))
    await book.steer(ID, Course.PAUSE, "Paused by Ada.", Extras())
    path = (State.PENDING, *((State.APPROVED, State.RUNNING) if over is State.UNKNOWN else ()), over)
    for before, after in pairwise(path):
        await ledger.move(Move(ID, before, after), Extras())
    ended = await ledger.find(ID)
    assert not await book.steer(ID, Course.STOP, "Stopped by Ben.", told)
    assert not await book.end_pause(ID, "Too long.", told)
    assert await ledger.find(ID) == ended
    assert await jobs_due(ledger.engine, MOMENT) == ()
    assert [row async for row in ledger.audit()] == []


async def test_the_course_of_a_list_under_way_is_known_with_the_request(book: SqlBatches, ledger: SqlLedger) -> None:
    """Of all else there is none: of what waits, of one user, of a list that was not laid out yet."""
    await book.steer(ID, Course.PAUSE, "Paused by Ada.", Extras())
    assert await course(ledger) is Course.GO_ON
    for before, after in ((State.PENDING, State.APPROVED), (State.APPROVED, State.RUNNING)):
        await ledger.move(Move(ID, before, after), Extras())
    assert await course(ledger) is Course.PAUSE
    single = a_request(State.RUNNING, id="single", submission="V1")
    new = replace(REQUEST, id="new", submission="V2", state=State.RUNNING)
    assert [await ledger.course(each) for each in (single, new)] == [Course.GO_ON] * 2


async def course(ledger: SqlLedger) -> Course:
    """By itself, and with all that is known of the request."""
    story = await ledger.story(ID)
    assert story is not None
    assert await ledger.course(story.request) is story.course
    return story.course


async def test_a_row_of_which_nothing_happened_waits_again(book: SqlBatches) -> None:
    """And is the first again; since when it is begun counts anew."""
    await takes(book, 3)
    later = MOMENT + KEPT
    again = Settled(RowEnd(2, RowState.WAITING))
    assert await book.proceed(ID, [again], later, 0) == Proceeded((again,), ())
    assert await book.begun(ID) == {1: MOMENT, 3: MOMENT}
    assert await book.proceed(ID, (), later, 2) == Proceeded((), (2,))
    assert await book.begun(ID) == {1: MOMENT, 2: later, 3: MOMENT}


async def test_a_row_ends_once(book: SqlBatches, ledger: SqlLedger) -> None:
    """And leaves one row of the audit; whoever comes later changes nothing, whatever comes with it."""
    await takes(book)
    told = Extras((entry_about(REQUEST, Fact.ROW_DONE, MOMENT),))
    done, failed = RowEnd(1, RowState.DONE, "DONE", "Ada is there."), RowEnd(1, RowState.FAILED, "FAILED", "No.")
    first = Settled(done, told)
    assert await book.proceed(ID, [first], MOMENT, 0) == Proceeded((first,), ())
    late = [Settled(failed, told), Settled(RowEnd(2, RowState.DONE), told)]
    assert await book.proceed(ID, late, MOMENT, 0) == Proceeded((), ())
    await book.leave_out(ID)
    waiting = [RowEnd(number, RowState.LEFT_OUT) for number in (2, 3)]
    assert await book.ends(ID) == (done, *waiting)
    assert [row.entry.fact async for row in ledger.audit()] == [Fact.ROW_DONE]


async def test_several_ends_and_beginnings_are_written_at_once(book: SqlBatches, ledger: SqlLedger) -> None:
    """The rows of the audit follow from one another, in the order in which they were told, whoever else writes."""
    await takes(book, 2)
    facts = {2: Fact.ROW_NOT_DONE, 1: Fact.ROW_DONE}
    ends = {2: RowEnd(2, RowState.FAILED, "FAILED", "No."), 1: RowEnd(1, RowState.DONE, "DONE", "Yes.")}
    settled = [Settled(ends[n], Extras((entry_about(REQUEST, facts[n], MOMENT),))) for n in (2, 1)]
    others = (ledger.note(entry_about(REQUEST, Fact.EXPORTED, MOMENT)) for _ in range(3))
    taken, *_ = await asyncio.gather(book.proceed(ID, settled, MOMENT, 5), *others)
    assert taken == Proceeded(tuple(settled), (3,))
    assert await book.ends(ID) == (ends[1], ends[2], RowEnd(3, RowState.BEGUN))
    rows = [row async for row in ledger.audit()]
    assert first_break(rows, await ledger.head()) is None
    assert [row.entry.fact for row in rows if row.entry.fact is not Fact.EXPORTED] == list(facts.values())


async def test_two_processes_that_know_the_same_ends_write_them_once(
    book: SqlBatches, ledger: SqlLedger, shop: Shop
) -> None:
    """The second waits for the first, and finds that all was said; neither waits for the other for ever."""
    await takes(book, 3)
    other = SqlBatches((await shop.ledgers(1))[0].engine)
    settled = [
        Settled(RowEnd(n, RowState.DONE), Extras((entry_about(REQUEST, Fact.ROW_DONE, MOMENT),))) for n in (1, 2, 3)
    ]
    await asyncio.gather(book.proceed(ID, settled, MOMENT, 1), other.proceed(ID, settled[::-1], MOMENT, 1))
    assert [row.entry.fact async for row in ledger.audit()] == [Fact.ROW_DONE] * 3


async def test_a_batch_is_steered(book: SqlBatches, ledger: SqlLedger) -> None:
    """Paused, taken up again and stopped, which is final; with its job and its row of the audit, or not at all."""
    told = Extras((entry_about(REQUEST, Fact.PAUSED, MOMENT),), (Job(Chore.BATCH, ID, MOMENT),))
    assert await book.steer(ID, Course.PAUSE, "Paused by Ada.", told)
    assert not await book.steer(ID, Course.PAUSE, "Paused by Ben.", told)
    assert await takes(book) == ()
    await book.keep_trouble(ID, "Arize is out.")
    paused = await book.run(ID)
    assert paused is not None
    assert (paused.course, paused.why) == (Course.PAUSE, "Paused by Ada.")
    assert await book.steer(ID, Course.GO_ON, "", Extras())
    await book.keep_trouble(ID, "Arize is out.")
    await book.keep_pace(ID, 0.25)
    await book.keep_message(ID, "D0ADA", "17.5")
    assert await book.shows_one("D0ADA", "17.5")
    assert not await book.shows_one("D0ADA", "17.6")
    assert not await book.shows_one("D0BEN", "17.5")
    expected = BatchRun(ID, Course.GO_ON, "Arize is out.", 0.25, "D0ADA", "17.5", Progress(waiting=3))
    assert await book.run(ID) == expected
    assert await book.steer(ID, Course.STOP, "Stopped by Ada.", Extras())
    assert not await book.steer(ID, Course.GO_ON, "", told)
    assert [job.chore for job in await jobs_due(ledger.engine, MOMENT)] == [Chore.BATCH]
    assert [row.entry.fact async for row in ledger.audit()] == [Fact.PAUSED]


async def test_only_a_pause_ends_by_itself(book: SqlBatches, ledger: SqlLedger) -> None:
    """Whoever let it go on a moment before has the last word."""
    await book.lay_out(ID, 1)
    told = Extras((entry_about(REQUEST, Fact.STOPPED, MOMENT),))
    assert not await book.end_pause(ID, "Too long.", told)
    assert await book.steer(ID, Course.PAUSE, "Paused by Ada.", Extras())
    assert await book.end_pause(ID, "Too long.", told)
    assert not await book.end_pause(ID, "Too long.", told)
    run = await book.run(ID)
    assert run is not None
    assert (run.course, run.why) == (Course.STOP, "Too long.")
    assert [row.entry.fact async for row in ledger.audit()] == [Fact.STOPPED]
