"""A run whose end somebody else wrote down first, or that cannot be written down."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from bot.command import Mark, Told
from bot.domain.audit import Fact
from bot.domain.errors import Unavailable
from bot.domain.request import Chore, State
from bot.store import SqlLedger
from bot.workflow.ledger import Extras, Move, Moved
from bot.workflow.runs import UNWRITTEN, Ran
from tests.jobs import jobs_due
from tests.people import MOMENT
from tests.requests import REQUEST_ID
from tests.workflow.life.runs import done, ran, stands, start

if TYPE_CHECKING:
    from bot.command import Call
    from tests.workflow.life.office import Office

FAR = timedelta(days=90)


@dataclass(frozen=True)
class Shaky(SqlLedger):
    """A database that is away for some of the times at which a run ends: before it took that, or just after."""

    tries: list[str] = field(default_factory=list)

    async def move(self, move: Move, extras: Extras) -> Moved:
        takes = self.tries.pop(0) if self.tries and move.before is not State.APPROVED else "well"
        if takes == "before":
            raise Unavailable("The database does not answer.")
        moved = await super().move(move, extras)
        if takes == "after":
            raise Unavailable("The database does not answer.")
        return moved


def shaken(office: Office, *tries: str) -> None:
    """From now on the office's runs end so; after these tries all is well."""
    shaky = Shaky(office.ledger.engine, office.clock, tries=list(tries))
    endings = replace(office.runs.endings, ledger=shaky, pauses=(0.0, 0.0))
    office.runs = replace(office.runs, endings=endings)


async def late(office: Office) -> None:
    """Its lease ended before it did."""
    await office.ledger.move(Move(REQUEST_ID, State.RUNNING, State.UNKNOWN), Extras())


@pytest.mark.parametrize("away", ["before", "after"])
async def test_an_end_is_written_down_again_where_the_database_was_away(office: Office, away: str) -> None:
    """Once: where only its answer was lost it is this very end that stands, and its job that is to be forgotten."""
    shaken(office, away, away)
    with capture_logs() as logs:
        ended = await ran(office, done)
    assert (await stands(office), ended.told.details) == (State.SUCCEEDED, ())
    facts = [row.entry.fact for row in await office.rows()]
    assert facts.count(Fact.SUCCEEDED) == 1
    assert [job for job in await jobs_due(office.ledger.engine, MOMENT + FAR) if job.chore is Chore.TELL] == [
        ended.tell
    ]
    assert [each["event"] for each in logs if each["log_level"] == "error"] == []


@pytest.mark.parametrize("is_late", [False, True])
async def test_an_end_that_cannot_be_written_down_is_told_as_it_was(office: Office, *, is_late: bool) -> None:
    """It is known here and now, and nowhere later: so it says, and an operator can read it."""

    async def ends(call: Call[Any]) -> Told:
        if is_late:
            await late(office)
        return await done(call)

    shaken(office, *["well"] * is_late, *["before"] * 3)
    with capture_logs() as logs:
        ended = await ran(office, ends)
    assert ended == Ran(Told(Mark.DONE, "It was done.", details=(UNWRITTEN,)), None)
    assert await stands(office) is (State.UNKNOWN if is_late else State.RUNNING)
    assert [each["event"] for each in logs if each["log_level"] == "error"] == ["run.not_written"]


async def test_a_bug_is_told_as_one_though_its_end_cannot_be_written_down(office: Office) -> None:
    """The database comes second: nobody is told to try again what may have been done."""

    async def broken(_call: Call[Any]) -> Told:
        raise RuntimeError("broken on purpose")

    shaken(office, *["before"] * 3)
    with pytest.raises(RuntimeError, match="on purpose"):
        await start(office, broken)
    assert await stands(office) is State.RUNNING


async def test_a_run_that_was_taken_for_dead_says_how_it_ended(office: Office) -> None:
    """The lease ended first; what is known now is better than what was not known then."""

    async def ends(call: Call[Any]) -> Told:
        await late(office)
        return await done(call)

    await start(office, ends)
    assert await stands(office) is State.SUCCEEDED


@pytest.mark.parametrize("is_late", [False, True])
async def test_who_is_told_at_once_is_not_told_again(office: Office, *, is_late: bool) -> None:
    """The job that would tell them belongs to this very end, whenever it is written down."""

    async def ends(call: Call[Any]) -> Told:
        if is_late:
            await late(office)
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
