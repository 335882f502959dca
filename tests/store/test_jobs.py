"""Work that is due: one job for each chore and key, and one claimant for each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.request import Chore, Job
from tests.people import MOMENT

if TYPE_CHECKING:
    from bot.store import SqlLedger

LATER = MOMENT + timedelta(seconds=30, microseconds=7)
JOB = Job(Chore.RUN, "one", MOMENT)


async def test_jobs_come_due_longest_overdue_first(ledger: SqlLedger) -> None:
    """And no sooner."""
    for key, minutes in (("b", 2), ("a", 3), ("c", -1)):
        await ledger.add_job(Job(Chore.RUN, key, MOMENT - timedelta(minutes=minutes)))
    assert [job.key for job in await ledger.due(MOMENT, 10)] == ["a", "b"]
    assert [job.key for job in await ledger.due(MOMENT, 1)] == ["a"]


async def test_a_job_is_there_once_and_can_be_moved(ledger: SqlLedger) -> None:
    """Its attempts are counted anew then; another chore about the same thing is another job."""
    await ledger.add_job(replace(JOB, attempts=5))
    await ledger.add_job(replace(JOB, due_at=LATER))
    await ledger.add_job(replace(JOB, chore=Chore.CARDS))
    assert await ledger.due(LATER, 10) == (replace(JOB, chore=Chore.CARDS), replace(JOB, due_at=LATER))


async def test_a_job_is_claimed_by_the_first_who_saw_it_due(ledger: SqlLedger) -> None:
    """The second saw a job that is somebody's now; once the time is over, to the microsecond, it is anybody's."""
    await ledger.add_job(JOB)
    claimed = await ledger.claim(JOB, LATER)
    assert claimed == replace(JOB, held_until=LATER, attempts=1)
    assert await ledger.claim(JOB, LATER) is None
    assert await ledger.due(LATER - timedelta(microseconds=1), 10) == ()
    assert await ledger.due(LATER, 10) == (claimed,)
    assert await ledger.claim(claimed, LATER + timedelta(minutes=1)) is not None
    await ledger.drop_job(claimed)
    assert len(await ledger.due(LATER + timedelta(minutes=1), 10)) == 1


async def test_what_could_not_be_done_is_put_off(ledger: SqlLedger) -> None:
    """Without counting as another attempt, and by nobody but whoever is at it."""
    claimed = await _claimed(ledger)
    await ledger.put_off(JOB, MOMENT)
    assert await ledger.due(LATER, 10) == (claimed,)
    await ledger.put_off(claimed, LATER)
    assert await ledger.due(LATER, 10) == (replace(claimed, due_at=LATER, held_until=None),)


async def test_what_somebody_is_at_comes_due_again_once_they_are_done(ledger: SqlLedger) -> None:
    """Nobody else begins with it meanwhile: two that draw the same card could end with the older drawing."""
    claimed = await _claimed(ledger)
    again = replace(JOB, due_at=MOMENT - timedelta(seconds=1))
    await ledger.add_job(again)
    assert await ledger.due(MOMENT, 10) == ()
    await ledger.drop_job(claimed)
    assert await ledger.due(MOMENT, 10) == (again,)


async def test_asked_for_again_it_is_put_off_to_that_time(ledger: SqlLedger) -> None:
    """Whoever asks knows when; how it went before does not matter to them."""
    claimed = await _claimed(ledger)
    await ledger.add_job(JOB)
    await ledger.put_off(claimed, LATER)
    assert await ledger.due(MOMENT, 10) == (replace(JOB, attempts=1),)


async def test_a_job_of_somebody_who_died_and_that_was_asked_for_again_is_done_twice(ledger: SqlLedger) -> None:
    """The first time for the one who died, and the second for the one who asked."""
    claimed = await _claimed(ledger)
    await ledger.add_job(JOB)
    (due,) = await ledger.due(LATER, 10)
    assert due == claimed
    taken = await ledger.claim(due, LATER + timedelta(minutes=1))
    assert taken is not None
    await ledger.drop_job(taken)
    assert await ledger.due(LATER, 10) == (JOB,)


async def _claimed(ledger: SqlLedger) -> Job:
    await ledger.add_job(JOB)
    claimed = await ledger.claim(JOB, LATER)
    assert claimed is not None
    return claimed


async def test_what_is_done_goes_unless_it_was_moved_meanwhile(ledger: SqlLedger) -> None:
    """A job that somebody put to another time has to be done once more."""
    await ledger.add_job(JOB)
    await ledger.add_job(replace(JOB, due_at=LATER))
    await ledger.drop_job(JOB)
    assert len(await ledger.due(LATER, 10)) == 1
    await ledger.drop_job(replace(JOB, due_at=LATER))
    assert await ledger.due(LATER, 10) == ()


async def test_what_needs_doing_no_more_is_forgotten(ledger: SqlLedger) -> None:
    """Whenever it is due; of other chores nothing."""
    await ledger.add_job(replace(JOB, due_at=LATER))
    await ledger.add_job(replace(JOB, chore=Chore.TELL))
    await ledger.forget_job(Chore.RUN, "one")
    assert [job.chore for job in await ledger.due(LATER, 10)] == [Chore.TELL]
