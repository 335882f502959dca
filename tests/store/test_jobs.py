"""Work that is due: one job for each chore and key, and one claimant for each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.request import Chore, Job
from tests.jobs import jobs_due
from tests.people import MOMENT

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store import SqlLedger

LATER = MOMENT + timedelta(seconds=30, microseconds=7)
JOB = Job(Chore.RUN, "one", MOMENT)


async def test_jobs_come_due_longest_overdue_first(ledger: SqlLedger) -> None:
    """And no sooner."""
    for key, minutes in (("b", 2), ("a", 3), ("c", -1)):
        await ledger.add_job(Job(Chore.RUN, key, MOMENT - timedelta(minutes=minutes)))
    assert [job.key for job in await jobs_due(ledger.engine, MOMENT)] == ["a", "b"]
    assert [job.key for job in await ledger.claim(MOMENT, LATER, 1, Chore)] == ["a"]
    assert [job.key for job in await ledger.claim(MOMENT, LATER, 2, Chore)] == ["b"]


async def test_jobs_are_claimed_longest_overdue_first_and_of_the_chores_that_are_named(ledger: SqlLedger) -> None:
    """Others stay for whoever does them."""
    for key, minutes in (("b", 2), ("a", 3)):
        await ledger.add_job(Job(Chore.RUN, key, MOMENT - timedelta(minutes=minutes)))
    await ledger.add_job(replace(JOB, chore=Chore.BATCH))
    assert [job.key for job in await ledger.claim(MOMENT, LATER, 10, [Chore.RUN, Chore.TELL])] == ["a", "b"]
    assert [job.chore for job in await jobs_due(ledger.engine, MOMENT)] == [Chore.BATCH]


async def test_a_job_is_there_once_and_can_be_moved(ledger: SqlLedger) -> None:
    """Its attempts are counted anew then; another chore about the same thing is another job."""
    await ledger.add_job(replace(JOB, attempts=5))
    await ledger.add_job(replace(JOB, due_at=LATER))
    await ledger.add_job(replace(JOB, chore=Chore.CARDS))
    assert await jobs_due(ledger.engine, LATER) == (replace(JOB, chore=Chore.CARDS), replace(JOB, due_at=LATER))


async def test_a_job_is_there_until_it_is_done(ledger: SqlLedger) -> None:
    """Due or not, and while somebody is at it; one of another chore, or about something else, is another."""
    await ledger.add_job(replace(JOB, due_at=LATER))
    assert await ledger.has_job(JOB.chore, JOB.key)
    assert not await ledger.has_job(Chore.CARDS, JOB.key)
    assert not await ledger.has_job(JOB.chore, "another")
    (claimed,) = await ledger.claim(LATER, LATER + timedelta(minutes=1), 10, Chore)
    assert await ledger.has_job(JOB.chore, JOB.key)
    await ledger.drop_job(claimed)
    assert not await ledger.has_job(JOB.chore, JOB.key)


async def test_a_job_is_claimed_by_the_first_who_comes(ledger: SqlLedger) -> None:
    """It is theirs now; once the time is over, to the microsecond, it is anybody's."""
    claimed = await _claimed(ledger)
    assert claimed == replace(JOB, held_until=LATER, attempts=1)
    assert await ledger.claim(MOMENT, LATER, 10, Chore) == ()
    assert await jobs_due(ledger.engine, LATER - timedelta(microseconds=1)) == ()
    assert await jobs_due(ledger.engine, LATER) == (claimed,)
    assert len(await ledger.claim(LATER, LATER + timedelta(minutes=1), 10, Chore)) == 1
    await ledger.drop_job(claimed)
    assert len(await jobs_due(ledger.engine, LATER + timedelta(minutes=1))) == 1


async def test_what_could_not_be_done_is_put_off(ledger: SqlLedger) -> None:
    """After as many attempts as whoever is at it says, and by nobody else."""
    claimed = await _claimed(ledger)
    await ledger.put_off(JOB, MOMENT)
    assert await jobs_due(ledger.engine, LATER) == (claimed,)
    await ledger.put_off(replace(claimed, attempts=7), LATER)
    assert await jobs_due(ledger.engine, LATER) == (replace(claimed, due_at=LATER, held_until=None, attempts=7),)


@pytest.mark.parametrize("again", [None, LATER])
async def test_what_must_not_be_done_twice_is_let_go_of_first(ledger: SqlLedger, again: datetime | None) -> None:
    """By one of two; neither a failure nor an end of theirs brings it back, and it comes due when that was wanted."""
    assert not await ledger.let_go(JOB, again)
    claimed = await _claimed(ledger)
    assert not await ledger.let_go(replace(JOB, due_at=MOMENT - timedelta(seconds=1)), again)
    assert [await ledger.let_go(JOB, again) for _ in range(2)] == [True, False]
    await ledger.put_off(claimed, MOMENT)
    assert not await ledger.drop_job(claimed)
    left = (replace(JOB, due_at=again),) if again else ()
    assert await jobs_due(ledger.engine, LATER) == left


async def test_what_somebody_is_at_comes_due_again_once_they_are_done(ledger: SqlLedger) -> None:
    """Nobody else begins with it meanwhile: two that draw the same card could end with the older drawing."""
    claimed = await _claimed(ledger)
    again = replace(JOB, due_at=MOMENT - timedelta(seconds=1))
    await ledger.add_job(again)
    assert await jobs_due(ledger.engine, MOMENT) == ()
    assert await ledger.drop_job(claimed)
    assert await jobs_due(ledger.engine, MOMENT) == (again,)


@pytest.mark.parametrize("sooner", [timedelta(), LATER - MOMENT])
async def test_asked_for_again_by_then_it_is_put_off_to_that_time(ledger: SqlLedger, sooner: timedelta) -> None:
    """Whoever asks knows when; how it went before does not matter to them. Once is enough for both."""
    claimed = await _claimed(ledger)
    await ledger.add_job(replace(JOB, due_at=LATER - sooner))
    await ledger.put_off(claimed, LATER)
    (again,) = await ledger.claim(LATER, LATER + timedelta(minutes=1), 10, Chore)
    assert (again.due_at, again.attempts) == (LATER - sooner, 2)
    assert not await ledger.drop_job(again)


async def test_asked_for_again_for_later_it_is_tried_again_before_and_once_more_then(ledger: SqlLedger) -> None:
    """What failed was wanted now, whatever is wanted in a day; each failure more changes nothing of that."""
    claimed, in_a_day = await _claimed(ledger), MOMENT + timedelta(days=1)
    await ledger.add_job(replace(JOB, due_at=in_a_day))
    for attempts in (2, 3):
        await ledger.put_off(claimed, LATER)
        assert await jobs_due(ledger.engine, LATER - timedelta(microseconds=1)) == ()
        (claimed,) = await ledger.claim(LATER, LATER + timedelta(minutes=1), 10, Chore)
        assert claimed.attempts == attempts
    assert await ledger.drop_job(claimed)
    assert await jobs_due(ledger.engine, in_a_day) == (replace(JOB, due_at=in_a_day),)


async def test_a_job_of_somebody_who_died_and_that_was_asked_for_again_is_done_twice(ledger: SqlLedger) -> None:
    """The first time for the one who died, and the second for the one who asked."""
    claimed = await _claimed(ledger)
    await ledger.add_job(JOB)
    assert await jobs_due(ledger.engine, LATER) == (claimed,)
    (taken,) = await ledger.claim(LATER, LATER + timedelta(minutes=1), 10, Chore)
    assert await ledger.drop_job(taken)
    assert await jobs_due(ledger.engine, LATER) == (JOB,)


async def _claimed(ledger: SqlLedger) -> Job:
    await ledger.add_job(JOB)
    (claimed,) = await ledger.claim(MOMENT, LATER, 10, Chore)
    return claimed


async def test_what_is_done_goes_unless_it_was_moved_meanwhile(ledger: SqlLedger) -> None:
    """A job that somebody put to another time has to be done once more."""
    await ledger.add_job(JOB)
    await ledger.add_job(replace(JOB, due_at=LATER))
    assert not await ledger.drop_job(JOB)
    assert len(await jobs_due(ledger.engine, LATER)) == 1
    assert not await ledger.drop_job(replace(JOB, due_at=LATER))
    assert await jobs_due(ledger.engine, LATER) == ()
