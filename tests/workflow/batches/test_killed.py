"""A batch whose process dies: at every step there is, before it and after it. No row is lost and none is done twice."""

from __future__ import annotations

import pytest

from bot.domain.batch import RowState
from bot.domain.request import State
from bot.workflow.batches.lanes import LANES
from tests.workflow.batches.lists import drawn_up, ends, files
from tests.workflow.life.breaking import Killed
from tests.workflow.life.offices import an_office

NEW = ("zoe@example.com", "yan@example.com", "xi@example.com", "bo@example.com")
MOST_STEPS = 200


async def dies_at(step: int, lanes: int, *, after: bool) -> bool:
    """Whether there was such a step. `office.writes` insists that no row is written twice."""
    async with an_office() as office:
        office.lists.most = lanes
        office.restart()
        preview = await drawn_up(office, *NEW)
        office.fuse.steps, office.fuse.after = step, after
        try:
            request = await files(office, preview)
        except Killed:
            office.restart()
            request = await files(office, preview, form="V1")
        ended = await ends(office, request)
        assert ended.state is State.SUCCEEDED
        assert [office.account.user(email) is not None for email in NEW] == [True] * len(NEW)
        assert sorted(mail.to for mail in office.account.mails) == sorted(NEW)
        assert {end.state for end in await office.lists.book.ends(request.id)} == {RowState.DONE}
        assert office.files.sent
        return office.fuse.steps is None


@pytest.mark.parametrize("lanes", [2, LANES])
@pytest.mark.parametrize("after", [False, True])
async def test_a_process_that_dies_anywhere_loses_no_row_and_repeats_none(after: bool, lanes: int) -> None:  # noqa: FBT001 - a parameter
    """With some rows under way, or all; what was begun is looked up before anything is done about it."""
    for step in range(1, MOST_STEPS):
        if not await dies_at(step, lanes, after=after):
            break
    else:
        raise AssertionError("There are more steps than that")
    assert step > 20
