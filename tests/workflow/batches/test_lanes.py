"""Several rows side by side: how many, and what becomes of the others where one of them meets trouble."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from bot.arize import NotSent
from bot.domain.batch import Course, Progress, RowState
from bot.domain.errors import Unavailable
from bot.domain.request import Chore, State
from bot.workflow.batches.lanes import LANES
from tests.workflow.batches.lists import ALICE, begun, breaks, ends, files, rows
from tests.workflow.batches.road import Road, Tired
from tests.workflow.batches.test_passwords import drawn_up as with_passwords

if TYPE_CHECKING:
    from bot.command import Call
    from bot.domain.request import Request
    from tests.workflow.life.office import Office

NEW = tuple(f"new{number}@example.com" for number in range(1, 8))


async def under_way(office: Office, road: Road, *, lanes: int = 3) -> Request:
    """Seven rows are ready to be done, three at once."""
    office.lists.most = lanes
    breaks(office, road.run)
    request = await begun(office, *NEW)
    await office.sweep_only(Chore.RUN)
    return request


async def stands(office: Office, request: Request) -> Progress:
    run = await office.lists.book.run(request.id)
    assert run is not None
    return run.progress


async def unreachable() -> None:
    raise NotSent("create_user", "refused")


async def test_as_many_are_under_way_as_there_are_lanes(office: Office) -> None:
    """And no more; each row comes once."""
    road = Road(together=3)
    request = await under_way(office, road)
    assert (await ends(office, request)).state is State.SUCCEEDED
    assert (road.most, road.here) == (3, 0)
    assert road.came == dict.fromkeys(NEW, 1)


async def test_by_itself_a_list_takes_sixteen(office: Office) -> None:
    """Of which `docs/performance.md` speaks."""
    assert office.lists.turns.lanes.most == LANES == 16


async def test_passwords_go_one_by_one(office: Office) -> None:
    """Each is a message in Slack, which has limits of its own."""
    colleagues = ("nia@example.com", "dev@example.com", "carla@example.com")
    road = Road(together=1, trips=dict.fromkeys(colleagues, partial(asyncio.sleep, 0.01)))
    breaks(office, road.run)
    preview = await with_passwords(office, *colleagues)
    request = await files(office, preview)
    assert (await ends(office, request)).state is State.SUCCEEDED
    assert (road.most, len(road.came)) == (1, 3)


@pytest.mark.parametrize("course", [Course.PAUSE, Course.STOP])
async def test_a_click_in_the_middle_lets_those_under_way_end(office: Office, course: Course) -> None:
    """No further row begins, in any lane."""
    clicked = asyncio.Event()

    async def clicks() -> None:
        await office.lists.steering.steer(ALICE, request.id, course)
        clicked.set()

    road = Road(together=3, trips={NEW[0]: clicked.wait, NEW[1]: clicks, NEW[2]: clicked.wait})
    request = await under_way(office, road)
    await office.sweep.once()
    progress = await stands(office, request)
    assert (progress.done, progress.begun) == (3, 0)
    assert set(road.came) == set(NEW[:3])
    if course is Course.PAUSE:
        await office.lists.steering.steer(ALICE, request.id, Course.GO_ON)
    ended = await ends(office, request)
    assert ended.state is State.SUCCEEDED
    assert road.came.total() == (7 if course is Course.PAUSE else 3)


async def test_an_outage_in_one_lane_lets_the_others_end(office: Office) -> None:
    """They are written down, its row waits again, and nothing new begins until later."""
    road = Road(together=3, trips={NEW[0]: unreachable})
    request = await under_way(office, road)
    await office.sweep.once()
    assert await stands(office, request) == Progress(done=2, waiting=5)
    assert (await rows(office, request))[0] == (RowState.WAITING, "")
    assert any("Arize could not be reached" in run.why for run in office.lists.bars.drawn)
    assert (await ends(office, request)).state is State.SUCCEEDED
    assert road.came == dict.fromkeys(NEW, 1) | {NEW[0]: 2}


async def test_a_key_that_is_revoked_in_the_middle_loses_no_row(office: Office) -> None:
    """All lanes are refused; with another key the list goes on, and nobody is created twice."""

    async def revokes() -> None:
        office.account.keys.revoke("ak-life")

    road, create = Road(together=3, trips={NEW[2]: revokes}), office.desk.command("create")

    async def run(call: Call[Any]) -> Any:  # noqa: ANN401 - as the command has it
        await road.run(call)
        return await create.run(call)

    office.lists.most = 3
    breaks(office, run)
    request = await begun(office, *NEW)
    await office.sweep.once()
    progress = await stands(office, request)
    assert (progress.begun, progress.failed, progress.left_out) == (0, 0, 0)
    assert progress.waiting >= 4
    assert any("Arize refuses the bot's key" in run.why for run in office.lists.bars.drawn)
    office.account.add_key("ak-life", "ADMIN", frozenset())
    office.writes.clear()  # some were refused, so there is no harm in their second try; the mails tell
    assert (await ends(office, request)).state is State.SUCCEEDED
    assert sorted(mail.to for mail in office.account.mails) == sorted(NEW)


async def test_a_bug_in_one_row_lets_the_others_end(office: Office) -> None:
    """It is told as a bug; the row stays begun, and the next turn looks after it."""
    create = office.desk.command("create").concerns
    is_broken: list[bool] = []

    def breaks_once(params: Any) -> Any:  # noqa: ANN401 - as the command has it
        assert create is not None
        if is_broken and params.email == NEW[0]:
            raise RuntimeError("a bug")
        return create(params)

    road = Road(together=2)
    office.lists.most = 3
    office.replaces["create"] = lambda command: replace(command, run=road.run, concerns=breaks_once)
    office.restart()
    request = await begun(office, *NEW)
    await office.sweep_only(Chore.RUN)
    is_broken.append(True)
    with pytest.raises(RuntimeError, match="a bug"):
        await office.lists.turns.take(request.id)
    assert await stands(office, request) == Progress(done=2, begun=1, waiting=4)


async def test_a_database_that_is_silent_from_the_first_begins_no_row(office: Office) -> None:
    """What was not written down as begun is not done; the next turn does all of it."""
    road = Road(together=1)
    request = await under_way(office, road)
    lanes = replace(office.lists.turns.lanes, book=Tired(office.lists.book, times=0))
    with pytest.raises(Unavailable, match="does not answer"):
        await replace(office.lists.turns, lanes=lanes).take(request.id)
    assert not road.came
    assert (await ends(office, request)).state is State.SUCCEEDED
    assert road.came == dict.fromkeys(NEW, 1)


async def test_a_database_that_falls_silent_in_the_middle_cuts_no_write(office: Office) -> None:
    """What is under way comes to its end; since that is not written down, it is looked after by what Arize shows."""
    slow = asyncio.Event()
    road = Road(together=3, trips={NEW[1]: slow.wait, NEW[2]: slow.wait})
    request = await under_way(office, road)
    tired = Tired(office.lists.book, times=1)
    lanes = replace(office.lists.turns.lanes, book=tired)
    turn = asyncio.create_task(replace(office.lists.turns, lanes=lanes).take(request.id))
    await tired.silent.wait()
    assert (turn.done(), road.here) == (False, 2)
    slow.set()
    with pytest.raises(Unavailable, match="does not answer"):
        await turn
    assert (road.here, road.came.total()) == (0, 3)
    assert await stands(office, request) == Progress(begun=3, waiting=4)


async def test_a_turn_that_is_cut_off_leaves_nothing_under_way(office: Office) -> None:
    """The rows stay begun, and are looked after."""
    road = Road(together=100, crowd=3)
    request = await under_way(office, road)
    turn = asyncio.create_task(office.lists.turns.take(request.id))
    await road.crowded.wait()
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    assert (road.here, road.came.total()) == (0, 3)
    assert await stands(office, request) == Progress(begun=3, waiting=4)
