"""A run whose end somebody else wrote down first, or that cannot be written down."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from bot.command import Mark, Told
from bot.domain.audit import Fact
from bot.domain.request import Chore, State
from bot.workflow.ledger import Extras, Move
from tests.jobs import jobs_due
from tests.people import MOMENT
from tests.requests import REQUEST_ID
from tests.workflow.life.runs import done, ran, stands, start

if TYPE_CHECKING:
    from bot.command import Call
    from tests.workflow.life.office import Office

FAR = timedelta(days=90)


async def test_a_run_that_was_taken_for_dead_says_how_it_ended(office: Office) -> None:
    """The lease ended first; what is known now is better than what was not known then."""

    async def late(call: Call[Any]) -> Told:
        await office.ledger.move(Move(REQUEST_ID, State.RUNNING, State.UNKNOWN), Extras())
        return await done(call)

    await start(office, late)
    assert await stands(office) is State.SUCCEEDED


@pytest.mark.parametrize("is_late", [False, True])
async def test_who_is_told_at_once_is_not_told_again(office: Office, *, is_late: bool) -> None:
    """The job that would tell them belongs to this very end, whenever it is written down."""

    async def ends(call: Call[Any]) -> Told:
        if is_late:
            await office.ledger.move(Move(REQUEST_ID, State.RUNNING, State.UNKNOWN), Extras())
        return await done(call)

    tell = (await ran(office, ends)).tell
    due = [job for job in await jobs_due(office.ledger.engine, MOMENT + FAR) if job.chore is Chore.TELL]
    assert due == [tell]


@pytest.mark.parametrize("mark", [Mark.UNKNOWN, Mark.DONE])
async def test_another_end_than_the_one_that_stands_has_nothing_to_forget(office: Office, mark: Mark) -> None:
    """Whoever asked hears of the other one by its own job."""

    async def ends(_call: Call[Any]) -> Told:
        await office.ledger.move(Move(REQUEST_ID, State.RUNNING, State.FAILED), Extras())
        return Told(mark, "So it ended here.")

    assert (await ran(office, ends)).tell is None


@pytest.mark.parametrize("written", [State.UNKNOWN, State.SUCCEEDED, State.FAILED])
async def test_a_run_that_does_not_know_its_end_adds_nothing_to_another(office: Office, written: State) -> None:
    """What was written first stays, and contradicts nothing: whoever took the run for dead may have found out."""

    async def late(_call: Call[Any]) -> Told:
        await office.ledger.move(Move(REQUEST_ID, State.RUNNING, written), Extras())
        return Told(Mark.UNKNOWN, "Who knows.")

    with capture_logs() as logs:
        assert (await start(office, late)).mark is Mark.UNKNOWN
    assert await stands(office) is written
    assert Fact.UNKNOWN not in [row.entry.fact for row in await office.rows()]
    assert "run.overtaken" not in [each["event"] for each in logs]


async def test_a_run_that_somebody_settled_meanwhile_is_an_operators_business(office: Office) -> None:
    """Two ends contradict each other: what was written first stays, and the log says so."""

    async def later(call: Call[Any]) -> Told:
        await office.ledger.move(Move(REQUEST_ID, State.RUNNING, State.FAILED), Extras())
        return await done(call)

    with capture_logs() as logs:
        await start(office, later)
    assert await stands(office) is State.FAILED
    assert "run.overtaken" in [each["event"] for each in logs]
