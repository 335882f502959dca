"""A list that somebody paused, and that nobody lets go on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.audit import BOT, Fact
from bot.domain.batch import Course, RowState
from bot.domain.errors import Mistake
from bot.domain.request import Chore, State
from bot.workflow.ledger import Extras
from tests.jobs import jobs_due
from tests.workflow.batches.lists import ALICE, CARLA, begun, drawn_up, ends, files, rows
from tests.workflow.life.breaking import Fragile, Meanwhile, one_life
from tests.workflow.life.offices import an_office

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.domain.request import Request
    from bot.workflow.batchbook import BatchRun
    from tests.workflow.life.office import Office

PAUSED = "Paused by Alice. After 3 days it is stopped, unless somebody lets it go on."
STOPPED = "It was paused for 3 days and nobody let it go on, so it was stopped."


async def paused(office: Office) -> Request:
    """Two users are to be created, and none is."""
    request = await begun(office)
    await office.sweep_only(Chore.RUN)
    await office.lists.book.lay_out(request.id, 2)
    said = await office.lists.steering.steer(ALICE, request.id, Course.PAUSE)
    assert said.words.endswith("“Go on” takes it up again; after 3 days without that it is stopped.")
    await office.sweep.once()
    return request


async def stands(office: Office, request: Request) -> BatchRun:
    run = await office.lists.book.run(request.id)
    assert run is not None
    return run


async def after(office: Office, time: timedelta) -> None:
    office.now += time
    await office.sweep.once()


async def test_it_is_stopped_in_the_end_and_its_requester_is_told(office: Office) -> None:
    """After the time that a request waits for a decision, and not before; nothing was done of it."""
    request = await paused(office)
    assert (await stands(office, request)).why == PAUSED
    await after(office, office.timing.request_ttl * 0.99)
    assert (await stands(office, request)).course is Course.PAUSE
    await after(office, office.timing.request_ttl * 0.01)
    ended = await ends(office, request)
    assert ended.ending is not None
    assert (ended.state, ended.ending.sentence) == (State.FAILED, "0 of 2 users were created.")
    assert ended.ending.details == (f"2 were not begun. {STOPPED}",)
    assert {state for state, _ in await rows(office, request)} == {RowState.LEFT_OUT}
    assert [name.rpartition("-results-")[0] for _, name, _ in office.files.sent] == ["bulk-create"]
    stopped = [row.entry for row in await office.rows() if row.entry.fact is Fact.STOPPED]
    assert [(entry.actor_id, entry.request_id, entry.why) for entry in stopped] == [(BOT, request.id, STOPPED)]
    assert office.writes == []


async def test_what_goes_on_in_time_is_not_stopped(office: Office) -> None:
    """And whoever pauses it once more has all the time again."""
    request = await paused(office)
    office.now += office.timing.request_ttl * 0.6
    for course in (Course.GO_ON, Course.PAUSE):
        await office.lists.steering.steer(CARLA, request.id, course)
    await after(office, office.timing.request_ttl * 0.6)
    assert (await stands(office, request)).course is Course.PAUSE
    await office.lists.steering.steer(ALICE, request.id, Course.GO_ON)
    await office.lists.steering.lapse(request.id)
    assert (await ends(office, request)).state is State.SUCCEEDED
    await after(office, office.timing.request_ttl)
    assert Fact.STOPPED not in [row.entry.fact for row in await office.rows()]


async def test_a_pause_alone_has_an_end_and_the_audit_has_who_paused(office: Office) -> None:
    """Whoever stops it has ended it already."""
    ends_at = [(Chore.PAUSED, office.now + office.timing.request_ttl)]
    first = await paused(office)
    assert await pauses(office, first) == ends_at
    second = await files(office, await drawn_up(office, "xia@example.com"), form="V1")
    await office.sweep_only(Chore.RUN)
    await office.lists.book.lay_out(second.id, 1)
    await office.lists.steering.steer(CARLA, second.id, Course.STOP)
    assert await pauses(office, second) == []
    steered = [row.entry for row in await office.rows() if row.entry.fact in (Fact.PAUSED, Fact.STOPPED)]
    assert [(entry.fact, entry.actor_id) for entry in steered] == [(Fact.PAUSED, "U0ALICE"), (Fact.STOPPED, "U0CARLA")]


async def test_whatever_shows_it_is_drawn_again(office: Office) -> None:
    """When somebody steers it, and when a pause ends by itself; the next turn heeds it."""
    request = await paused(office)
    expected = {Chore.BATCH, Chore.CARDS, Chore.HOMES}
    await office.lists.steering.steer(ALICE, request.id, Course.GO_ON)
    assert await due_now(office, request) == expected
    await office.lists.steering.steer(ALICE, request.id, Course.PAUSE)
    for job in await jobs_due(office.ledger.engine, office.now):
        await office.ledger.drop_job(job)
    await office.lists.steering.lapse(request.id)
    assert await due_now(office, request) == expected


async def due_now(office: Office, request: Request) -> set[Chore]:
    return {job.chore for job in await jobs_due(office.ledger.engine, office.now) if job.key == request.id}


async def pauses(office: Office, request: Request) -> list[tuple[Chore, datetime]]:
    due = await jobs_due(office.ledger.engine, office.now + office.timing.request_ttl)
    return [(job.chore, job.due_at) for job in due if (job.chore, job.key) == (Chore.PAUSED, request.id)]


@pytest.mark.parametrize("key", ["nothing", ""])
async def test_what_is_not_under_way_is_left_alone(office: Office, key: str) -> None:
    """A list that is over, and one that is not there."""
    request = await begun(office)
    ended = await ends(office, request)
    await office.lists.steering.lapse(key or request.id)
    assert await office.ledger.find(request.id) == ended


@pytest.mark.parametrize("wanted", Course)
async def test_what_ends_while_somebody_steers_it_is_not_steered(office: Office, wanted: Course) -> None:
    """They hear that it is over; no row of the audit comes after its end, and nothing is drawn again."""
    request = await paused(office)
    steering = office.lists.steering
    book: Any = Fragile(office.lists.book, Meanwhile(before=[lambda: _ends(office, request)]))
    if wanted is not Course.GO_ON:
        await steering.steer(CARLA, request.id, Course.GO_ON)
    with pytest.raises(Mistake, match="not under way any more"):
        await replace(steering, book=book).steer(ALICE, request.id, wanted)
    assert [row.entry.fact for row in await office.rows()][-1] is Fact.SUCCEEDED
    assert await due_now(office, request) == set()


async def _ends(office: Office, request: Request) -> None:
    """All of its rows are done, though it is paused perhaps."""
    await office.lists.book.steer(request.id, Course.GO_ON, "", Extras())
    await office.lists.turns.take(request.id)
    for job in await jobs_due(office.ledger.engine, office.now):
        await office.ledger.drop_job(job)


async def test_nobody_who_stops_it_and_nobody_who_comes_after_that_hears_what_is_not_so(office: Office) -> None:
    """Stopped twice is stopped; what is stopped neither pauses nor goes on."""
    request = await paused(office)
    assert "It stops" in (await office.lists.steering.steer(CARLA, request.id, Course.STOP)).words
    assert (await office.lists.steering.steer(ALICE, request.id, Course.STOP)).words == "That is how it stands already."
    for wanted in (Course.GO_ON, Course.PAUSE):
        with pytest.raises(Mistake, match="This is stopped already"):
            await office.lists.steering.steer(ALICE, request.id, wanted)


async def test_a_process_that_ends_anywhere_leaves_it_to_the_next() -> None:
    """It is stopped once, and told of once."""
    for steps in range(1, 60):
        async with an_office() as office:
            request = await paused(office)
            office.now += office.timing.request_ttl
            office.fuse.steps = steps
            survived = await one_life(office)
            ended = await ends(office, request)
            assert (ended.state, {state for state, _ in await rows(office, request)}) == (
                State.FAILED,
                {RowState.LEFT_OUT},
            )
            assert [row.entry.fact for row in await office.rows()].count(Fact.STOPPED) == 1
            assert [
                job.chore for job in await jobs_due(office.ledger.engine, office.now) if job.key == request.id
            ] == []
        if survived:
            return
    raise AssertionError("it takes more steps than that")
