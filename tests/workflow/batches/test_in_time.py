"""A turn that takes longer than it should: no two are under way at once, and no row is begun while a write of it is."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from itertools import chain, repeat
from typing import TYPE_CHECKING

import pytest

from bot.domain.batch import Progress, RowState
from bot.domain.errors import Unavailable
from bot.domain.request import Chore, State
from bot.workflow.batches.carrying import Carried, Errand
from bot.workflow.timing import Timing
from tests.workflow.batches.lists import NEW, begun, drawn_up, ends, files, loses_the_first_answer, rows

if TYPE_CHECKING:
    from bot.domain.request import Request
    from tests.workflow.life.office import Office

HASTY = Timing(lease=timedelta(milliseconds=40))


async def laid_out(office: Office) -> Request:
    """A list whose two rows wait for the first turn."""
    request = await begun(office)
    await office.sweep_only(Chore.RUN)
    await office.lists.book.lay_out(request.id, 2)
    return request


@pytest.mark.parametrize(("late", "done"), [(74.9, 2), (75.0, 0)])
async def test_no_row_begins_that_could_outlast_the_claim(office: Office, late: float, done: int) -> None:
    """Where Slack or Arize held a turn up for long, the rows are left to the next one, which follows at once."""
    request = await laid_out(office)
    clock = chain([0.0], repeat(late)).__next__
    await replace(office.lists.turns, clock=clock).take(request.id)
    run = await office.lists.book.run(request.id)
    assert run is not None
    assert run.progress == Progress(done=done, waiting=2 - done)
    assert (await ends(office, request)).state is State.SUCCEEDED


async def test_the_rows_do_not_wait_for_a_message(office: Office) -> None:
    """Slack may ask us to come back in minutes; a call has its time, and then the work goes on."""
    request = await laid_out(office)
    office.lists.bars.hangs = True
    board = replace(office.lists.board, timing=HASTY)
    await replace(office.lists.turns, board=board).take(request.id)
    assert {state for state, _ in await rows(office, request)} == {RowState.DONE}


async def test_a_turn_that_hangs_is_cut_off_before_somebody_else_may_take_the_next(office: Office) -> None:
    """Its message says so, and what was begun is looked after later."""
    request = await laid_out(office)
    assert (await office.lists.book.proceed(request.id, (), office.now, 1)).begun == (1,)
    office.line.held = asyncio.Event()
    endings = replace(office.lists.turns.endings, timing=HASTY)
    with pytest.raises(Unavailable, match="took too long"):
        await replace(office.lists.turns, endings=endings).take(request.id)
    office.line.held.set()
    run = await office.lists.book.run(request.id)
    assert run is not None
    assert (run.why, run.progress) == ("Slack or Arize took too long.", Progress(begun=1, waiting=1))
    assert (await ends(office, request)).state is State.SUCCEEDED


async def test_a_row_has_its_time_with_the_look_at_its_target(office: Office) -> None:
    """A look that hangs, and a write after it, would outlast the claim together."""
    request = await files(office, await drawn_up(office, "sam@example.com", command="bulk-delete"))
    await office.lists.book.lay_out(request.id, 1)
    await office.lists.book.proceed(request.id, (), office.now, 1)
    alice, carrying = await office.desk.gate.member("U0ALICE"), office.lists.turns.lanes.carrying
    office.line.held = asyncio.Event()
    hasty = replace(carrying, endings=replace(carrying.endings, timing=HASTY))
    assert await hasty.carry_out(Errand.of(office.desk, request), alice, 1) == Carried()
    office.line.held.set()
    assert await rows(office, request) == [(RowState.BEGUN, "")]
    assert office.writes == []


async def test_a_row_is_not_begun_again_while_its_write_may_be_under_way(office: Office) -> None:
    """It was begun 150 seconds before it would have been cut off, and a minute later Arize would show it."""
    asked = loses_the_first_answer(office)
    request = await begun(office, NEW[0])
    await office.sweep.once()
    office.now += timedelta(seconds=150 + 59)
    await office.sweep.once()
    assert await rows(office, request) == [(RowState.BEGUN, "")]
    assert len(asked) == 1
    office.now += timedelta(seconds=2)
    await office.sweep.once()
    assert [state for state, _ in await rows(office, request)] == [RowState.DONE]
    assert len(asked) == 2


async def test_results_that_slack_does_not_take_are_left_to_a_later_try(office: Office) -> None:
    """Before another process would send them as well."""
    request = await begun(office)
    await ends(office, request)
    office.lists.bars.hangs = True
    hasty = replace(office.announcements, timing=HASTY)
    with pytest.raises(Unavailable, match="took too long"):
        await replace(office.lists.reports, announcements=hasty).tell(request.id)
