"""One row of a batch, when Arize, the policy or the code is not as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.arize import Forbidden, NotSent, ProblemError, UnreadableAnswer
from bot.command import Mark, Told
from bot.domain.audit import Fact
from bot.domain.batch import RowState
from bot.domain.errors import Mistake
from bot.domain.request import Chore, State
from bot.workflow.batches.carrying import Errand
from tests.requests import a_request
from tests.workflow.batches.lists import NEW, NOT_AT_A_PARTNER, begun, breaks, ends, loses_the_first_answer, rows

if TYPE_CHECKING:
    from bot.command import Call
    from tests.workflow.life.office import Office


async def test_an_outage_leaves_the_row_waiting(office: Office) -> None:
    """It had nothing to do with the row."""
    asked: list[str] = []

    async def fails_first(call: Call[Any]) -> Told:
        asked.append(call.params.email)
        if len(asked) == 1:
            raise NotSent("create_user", "refused")
        return Told(Mark.DONE, "Done.")

    breaks(office, fails_first)
    request = await begun(office)
    assert (await ends(office, request)).state is State.SUCCEEDED
    assert sorted(asked) == sorted([NEW[0], *NEW])
    assert any("Arize could not be reached" in run.why for run in office.lists.bars.drawn)


@pytest.mark.parametrize("broken", [RuntimeError("a bug"), TimeoutError(), "not told"])
async def test_what_nobody_foresaw_is_looked_up_and_not_repeated_blindly(office: Office, broken: object) -> None:
    """The user is there although the code broke after the write: that counts as done."""

    async def breaks_after(call: Call[Any]) -> Any:  # noqa: ANN401 - what no command should give
        office.account.add_user("Zoe Quist", call.params.email, status="INVITED")
        if isinstance(broken, Exception):
            raise broken
        return broken

    breaks(office, breaks_after)
    request = await begun(office, "Zoe Quist <zoe@example.com>")
    ended = await ends(office, request)
    assert ended.state is State.SUCCEEDED
    assert [state for state, _ in await rows(office, request)] == [RowState.DONE]


async def test_what_arize_does_not_show_yet_is_waited_for(office: Office) -> None:
    """Not before its time is over does a row wait again."""
    asked = loses_the_first_answer(office)
    request = await begun(office, NEW[0])
    await office.sweep.once()
    office.now += timedelta(seconds=5)
    await office.sweep.once()
    assert await rows(office, request) == [(RowState.BEGUN, "")]
    assert len(asked) == 1
    assert (await ends(office, request)).state is State.SUCCEEDED
    assert len(asked) == 2


async def test_a_row_of_which_nobody_can_tell_ends_with_that(office: Office) -> None:
    """Somebody else invited them meanwhile under another name, or they changed it: nothing is sent again."""
    asked: list[str] = []

    async def is_lost(call: Call[Any]) -> Told:
        asked.append(call.params.email)
        office.account.add_user("Another Name", call.params.email, status="INVITED")
        raise ProblemError(500, operation="create_user", may_have_happened=True)

    breaks(office, is_lost)
    request = await begun(office, "Zoe Quist <zoe@example.com>")
    await ends(office, request)
    said = "zoe@example.com is there, but it is not known whether this put them there."
    assert await rows(office, request) == [(RowState.FAILED, said)]
    assert asked == ["zoe@example.com"]


async def test_somebody_who_is_there_still_was_not_deleted(office: Office) -> None:
    """Each row is looked up by its own user: it is tried again, and done then."""
    asked: list[str] = []

    async def is_lost_once(call: Call[Any]) -> Told:
        asked.append(call.user.email)
        if len(asked) == 1:
            raise ProblemError(500, operation="delete_user", may_have_happened=True)
        await call.arize.delete_user(call.user.id)
        return Told(Mark.DONE, "Gone.")

    office.replaces["delete"] = lambda command: replace(command, run=is_lost_once)
    office.restart()
    request = await begun(office, "sam@example.com", command="bulk-delete")
    for each in ("U0BEN", "U0CARLA"):
        await office.approves(each, request)
    assert (await ends(office, request)).state is State.SUCCEEDED
    assert asked == ["sam@example.com"] * 2
    assert office.account.user("sam@example.com") is None


async def test_arize_that_does_not_tell_what_became_of_a_row_delays_it(office: Office) -> None:
    """Nobody guesses."""
    office.line.loses = True
    request = await begun(office, "sam@example.com", command="bulk-delete")
    for each in ("U0BEN", "U0CARLA"):
        await office.approves(each, request)
    await office.sweep.once()
    assert [state for state, _ in await rows(office, request)] == [RowState.BEGUN]
    office.line.is_silent = True
    office.now += timedelta(seconds=5)
    await office.sweep.once()
    run = await office.lists.book.run(request.id)
    assert run is not None
    assert run.why
    office.line.is_silent = False
    assert (await ends(office, request)).state is State.SUCCEEDED


async def test_arize_that_is_silent_before_a_row_loses_none(office: Office) -> None:
    """Its target is read first, and a look whose answer is lost changes nothing."""
    request = await begun(office, "sam@example.com", command="bulk-delete")
    for each in ("U0BEN", "U0CARLA"):
        await office.approves(each, request)
    await office.sweep_only(Chore.RUN)
    office.line.is_silent = True
    await office.sweep.once()
    assert await rows(office, request) == [(RowState.WAITING, "")]
    run = await office.lists.book.run(request.id)
    assert run is not None
    assert run.why == "Arize did not answer in time."
    office.line.is_silent = False
    assert (await ends(office, request)).state is State.SUCCEEDED


async def test_a_row_that_the_policy_refuses_by_now_is_not_done(office: Office) -> None:
    """The others are; what changed is asked about again at each row."""
    request = await begun(office, "Bo <bo@partner.example>", NEW[0])
    office.restart_with(NOT_AT_A_PARTNER)
    ended = await ends(office, request)
    assert ended.ending is not None
    assert ended.state is State.FAILED
    assert "may not ask for this any more" in ended.ending.sentence


async def test_whoever_may_not_is_refused_at_the_row_itself(office: Office) -> None:
    """Whatever was asked before: the policy is the last word before each write."""
    request = await begun(office)
    await office.sweep_only(Chore.RUN)
    await office.lists.book.lay_out(request.id, 2)
    assert (await office.lists.book.proceed(request.id, (), office.now, 1)).begun == (1,)
    office.restart_with('[roles]\nadmins = ["U0BEN"]')
    stranger, carrying = office.town.people["U0DEV"], office.lists.turns.lanes.carrying
    carried = await carrying.carry_out(Errand.of(office.desk, request), stranger, 1)
    await office.lists.book.proceed(request.id, carried.settled, office.now, 0)
    state, why = (await rows(office, request))[0]
    assert state is RowState.FAILED
    assert why == "Only “admins” may use “create”. Ask one of them."
    assert office.writes == []


async def test_a_list_of_another_version_is_told_as_such(office: Office) -> None:
    """Nobody is told to type something again that was asked for, and approved, long ago."""
    with pytest.raises(Mistake, match="This version of the app does not know “bulk-frob” any more"):
        Errand.of(office.desk, a_request(State.RUNNING, operation="bulk-frob"))


async def test_the_audit_names_each_row_by_its_own_address(office: Office) -> None:
    """Whoever looks for somebody finds what became of them, and by which request."""
    request = await begun(office)
    await ends(office, request)
    told = [row.entry for row in await office.rows() if row.entry.fact is Fact.ROW_DONE]
    assert sorted((entry.subject, entry.request_id) for entry in told) == [(email, request.id) for email in sorted(NEW)]


async def test_one_user_whom_nobody_can_read_holds_no_list_up(office: Office) -> None:
    """The answer is Arize's own, and it may be the same for ever: that row fails, and the others are done."""

    async def cannot_be_read(call: Call[Any]) -> Told:
        if call.params.email == NEW[0]:
            raise UnreadableAnswer("get_user", "the user lacks an id or an address")
        return Told(Mark.DONE, "Done.")

    breaks(office, cannot_be_read)
    request = await begun(office)
    await ends(office, request)
    assert [state for state, _ in await rows(office, request)] == [RowState.FAILED, RowState.DONE]


async def test_each_row_is_asked_about_with_its_own_address(office: Office) -> None:
    """The policy may let somebody do the others, and not this one."""
    request = await begun(office, "Bo <bo@partner.example>", NEW[0])
    await office.sweep_only(Chore.RUN)
    await office.lists.book.lay_out(request.id, 2)
    office.restart_with(NOT_AT_A_PARTNER)
    alice = await office.desk.gate.member("U0ALICE")
    carrying = office.lists.turns.lanes.carrying
    for _ in range(2):
        (number,) = (await office.lists.book.proceed(request.id, (), office.now, 1)).begun
        carried = await carrying.carry_out(Errand.of(office.desk, request), alice, number)
        await office.lists.book.proceed(request.id, carried.settled, office.now, 0)
    assert [state for state, _ in await rows(office, request)] == [RowState.FAILED, RowState.DONE]


async def test_a_row_that_the_bots_key_may_not_do_says_what_it_lacks(office: Office) -> None:
    """By the permission of the single command; the next row is tried all the same."""

    async def is_forbidden(call: Call[Any]) -> Told:
        raise Forbidden(403, detail=call.params.email)

    breaks(office, is_forbidden)
    request = await begun(office)
    assert (await ends(office, request)).state is State.FAILED
    for state, why in await rows(office, request):
        assert state is RowState.FAILED
        assert why.startswith("The bot's Arize key may not do this: it needs USER_CREATE")
