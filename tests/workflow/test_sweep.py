"""Work that fails: put off longer and longer, given up where nobody is hurt by it, and never in the way of the rest."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.domain.errors import Unavailable
from bot.domain.request import Chore, Job
from bot.store import SqlLedger
from bot.workflow.sweep import BATCH, Sweep
from tests.databases import empty_database, fresh_database, opened
from tests.jobs import jobs_due
from tests.people import MOMENT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

LEASE = timedelta(minutes=5)


class Clock:
    def __init__(self) -> None:
        self.now = MOMENT

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def ledger(clock: Clock) -> AsyncIterator[SqlLedger]:
    async with fresh_database("sqlite") as url, opened(url) as engine:
        yield SqlLedger(engine, clock)


def sweep(ledger: SqlLedger, clock: Clock, work: Callable[[str], Awaitable[None]]) -> Sweep:
    return Sweep(ledger, {Chore.TELL: work, Chore.RUN: work}, clock, LEASE)


async def mute(_key: str) -> None:
    raise Unavailable("Slack does not answer.")


async def broken(_key: str) -> None:
    raise RuntimeError("broken on purpose")


async def test_what_cannot_be_done_now_is_tried_later_and_later(ledger: SqlLedger, clock: Clock) -> None:
    """After two seconds, then four, and so on up to ten minutes."""
    await ledger.add_job(Job(Chore.RUN, "one", clock.now))
    pauses = []
    for _ in range(11):
        await sweep(ledger, clock, mute).once()
        (job,) = await jobs_due(ledger.engine, clock.now + timedelta(days=1))
        pauses.append((job.due_at - clock.now).total_seconds())
        clock.now = job.due_at
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]


@pytest.mark.parametrize(("work", "least", "most"), [(mute, 23, 25), (broken, 0.5, 1)], ids=["an outage", "a bug"])
async def test_telling_is_given_up_in_the_end(
    ledger: SqlLedger, clock: Clock, work: Callable[[str], Awaitable[None]], least: float, most: float
) -> None:
    """After a day of an outage, within an hour of a bug; the operator hears of it. `least`, `most` are in hours."""
    await ledger.add_job(Job(Chore.TELL, "one", clock.now))
    with capture_logs() as logs:
        while await tried_again(ledger, clock, work):
            pass
    assert least < (clock.now - MOMENT) / timedelta(hours=1) < most
    assert [each["event"] for each in logs if each["log_level"] == "error"][-1] == "job.given_up"


async def test_one_bug_after_a_long_outage_gives_nothing_up(ledger: SqlLedger, clock: Clock) -> None:
    """Both were counted as one, and the first bug after the twelfth try was the end."""
    tries = 0

    async def odd(_key: str) -> None:
        nonlocal tries
        tries += 1
        if tries <= 12:
            raise Unavailable("Slack does not answer.")
        if tries == 13:
            raise RuntimeError("broken on purpose")

    await ledger.add_job(Job(Chore.TELL, "one", clock.now))
    while await tried_again(ledger, clock, odd):
        pass
    assert tries == 14


@pytest.mark.parametrize(("outages", "bugs"), [(0, 12), (12, 11), (149, 1)])
async def test_outages_and_bugs_together_come_to_an_end(
    ledger: SqlLedger, clock: Clock, outages: int, bugs: int
) -> None:
    """A bug takes as much of what there is as thirteen tries during an outage."""
    tries = 0

    async def odd(_key: str) -> None:
        nonlocal tries
        tries += 1
        raise Unavailable("Slack does not answer.") if tries <= outages else RuntimeError("broken on purpose")

    await ledger.add_job(Job(Chore.TELL, "one", clock.now))
    while await tried_again(ledger, clock, odd):
        pass
    assert tries == outages + bugs


async def test_running_is_never_given_up(ledger: SqlLedger, clock: Clock) -> None:
    """What was approved waits on, for days."""
    await ledger.add_job(Job(Chore.RUN, "one", clock.now))
    while clock.now < MOMENT + timedelta(days=2):
        assert await tried_again(ledger, clock, mute)


async def tried_again(ledger: SqlLedger, clock: Clock, work: Callable[[str], Awaitable[None]]) -> bool:
    """Whether the job is still there after another try, and if so it is the time of the next."""
    await sweep(ledger, clock, work).once()
    jobs = await jobs_due(ledger.engine, clock.now + timedelta(days=1))
    clock.now = jobs[0].due_at if jobs else clock.now
    return bool(jobs)


async def test_a_bug_in_one_job_is_logged_and_the_others_are_done(ledger: SqlLedger, clock: Clock) -> None:
    """And the one is tried again."""
    done: list[str] = []

    async def work(key: str) -> None:
        if key == "broken":
            raise RuntimeError("broken on purpose")
        done.append(key)

    for key in ("broken", "fine"):
        await ledger.add_job(Job(Chore.RUN, key, clock.now))
    with capture_logs() as logs:
        await sweep(ledger, clock, work).once()
    assert done == ["fine"]
    assert [each["event"] for each in logs] == ["job.failed"]
    assert [job.key for job in await jobs_due(ledger.engine, clock.now + timedelta(days=1))] == ["broken"]


async def test_what_another_process_claimed_is_left_to_it(ledger: SqlLedger, clock: Clock) -> None:
    """One sweep of two does it."""
    done: list[str] = []

    async def work(key: str) -> None:
        done.append(key)

    await ledger.add_job(Job(Chore.RUN, "one", clock.now))
    await asyncio.gather(*(sweep(ledger, clock, work).once() for _ in range(5)))
    assert done == ["one"]


async def test_a_process_that_stops_takes_no_list_up_again(ledger: SqlLedger, clock: Clock) -> None:
    """It comes back at once after each turn; the next turn is another process's. All else that is due is done."""
    turns: list[str] = []

    async def turn(key: str) -> None:
        turns.append(key)
        await ledger.add_job(Job(Chore.BATCH, key, clock.now))
        await ledger.add_job(Job(Chore.RUN, "another", clock.now))

    async def run(key: str) -> None:
        turns.append(key)

    await ledger.add_job(Job(Chore.BATCH, "list", clock.now))
    sweeping = Sweep(ledger, {Chore.BATCH: turn, Chore.RUN: run}, clock, LEASE, is_ending=lambda: len(turns) > 1)
    await sweeping.once()
    assert turns.count("list") == 2
    assert turns[-1] == "another"
    assert [job.key for job in await jobs_due(ledger.engine, clock.now)] == ["list"]


async def test_all_that_is_due_is_done_however_much_it_is(ledger: SqlLedger, clock: Clock) -> None:
    """A sweep takes some at a time, and goes on until it finds fewer than that."""
    done: list[str] = []

    async def work(key: str) -> None:
        done.append(key)

    for number in range(2 * BATCH + 1):
        await ledger.add_job(Job(Chore.RUN, str(number), clock.now))
    await sweep(ledger, clock, work).once()
    assert len(done) == len(set(done)) == 2 * BATCH + 1


@pytest.mark.parametrize("fails", [False, True])
async def test_what_was_asked_for_again_meanwhile_is_done_again_at_once(
    ledger: SqlLedger, clock: Clock, *, fails: bool
) -> None:
    """Whether the first time went well or not: whoever asked rang, and nobody could take it then."""
    done: list[str] = []

    async def work(key: str) -> None:
        done.append(key)
        if len(done) == 1:
            await ledger.add_job(Job(Chore.RUN, key, clock.now))
            if fails:
                raise Unavailable("Slack does not answer.")

    await ledger.add_job(Job(Chore.RUN, "one", clock.now))
    await sweep(ledger, clock, work).once()
    assert done == ["one", "one"]
    assert await jobs_due(ledger.engine, clock.now + timedelta(days=1)) == ()


async def test_a_database_that_is_away_is_asked_again(clock: Clock) -> None:
    """An outage is a warning, and does not end the sweeping."""
    async with opened("postgresql://bot@127.0.0.1:1/bot") as engine:
        assert await said_by(sweep(SqlLedger(engine, clock), clock, mute)) == ("sweep.failed", "warning")


async def test_a_bug_does_not_end_the_sweeping(clock: Clock) -> None:
    """Here the tables are missing, which a start would have noticed; it is an error for the log."""
    async with empty_database("postgresql") as url, opened(url) as engine:
        assert await said_by(sweep(SqlLedger(engine, clock), clock, mute)) == ("sweep.failed", "error")


async def said_by(sweeping: Sweep) -> tuple[str, str]:
    """What it logs in each round."""
    with capture_logs() as logs:
        for _ in range(2):
            await sweeping.round()
    assert len(logs) == 2
    ((event, level),) = {(each["event"], each["log_level"]) for each in logs}
    return event, level
