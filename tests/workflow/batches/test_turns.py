"""A batch under way, when things are not as they were: people, targets, Arize, and the code itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from bot.arize import NotSent, ProblemError
from bot.command import Mark, Told
from bot.domain.audit import Fact
from bot.domain.batch import Course, Progress, RowState
from bot.domain.errors import Mistake, Unavailable
from bot.domain.request import Chore, State
from bot.workflow.batches.carrying import Errand
from bot.workflow.batches.turns import summed_up
from bot.workflow.ports import Unreachable
from tests.workflow.batches.lists import ALICE, drawn_up, ends, files

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.command import Call
    from bot.domain.request import Request
    from tests.workflow.life.office import Office

NEW = ("zoe@example.com", "yan@example.com")


async def begun(office: Office, *lines: str, command: str = "bulk-create") -> Request:
    return await files(office, await drawn_up(office, *(lines or NEW), command=command))


async def rows(office: Office, request: Request) -> list[tuple[RowState, str]]:
    return [(end.state, end.sentence) for end in await office.lists.book.ends(request.id)]


def breaks(office: Office, run: Callable[[Call[Any]], Awaitable[Any]]) -> None:
    """The single command does something else from now on, in every process."""
    office.replaces["create"] = lambda command: replace(command, run=run)
    office.restart()


async def test_a_requester_who_left_stops_what_was_not_begun(office: Office) -> None:
    """It says why, and gets no list of colleagues."""
    request = await begun(office)
    await office.sweep_only(Chore.RUN)
    del office.town.people["U0ALICE"]
    ended = await ends(office, request)
    assert ended.state is State.FAILED
    assert ended.ending is not None
    assert "who asked for it, is not a full member here any more" in " ".join(ended.ending.details)
    assert {state for state, _ in await rows(office, request)} == {RowState.LEFT_OUT}
    assert office.files.sent == []
    assert office.writes == []


async def test_slack_that_does_not_say_who_somebody_is_only_delays_it(office: Office) -> None:
    """The batch waits, and no row is lost for it."""
    request = await begun(office)
    await office.sweep_only(Chore.RUN)
    office.town.is_mute = True
    await office.sweep.once()
    run = await office.lists.book.run(request.id)
    assert run is not None
    assert (run.course, run.progress) == (Course.GO_ON, Progress(waiting=2))
    assert "Slack" in run.why
    office.town.is_mute = False
    assert (await ends(office, request)).state is State.SUCCEEDED


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
    assert asked == [NEW[0], *NEW]
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
    asked: list[str] = []

    async def is_lost_once(call: Call[Any]) -> Told:
        asked.append(call.params.email)
        if len(asked) == 1:
            raise ProblemError(500, operation="create_user", may_have_happened=True)
        return Told(Mark.DONE, "Done.")

    breaks(office, is_lost_once)
    request = await begun(office, NEW[0])
    await office.sweep.once()
    office.now += timedelta(seconds=5)
    await office.sweep.once()
    assert await rows(office, request) == [(RowState.BEGUN, "")]
    assert len(asked) == 1
    assert (await ends(office, request)).state is State.SUCCEEDED
    assert len(asked) == 2


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


async def test_a_row_that_the_policy_refuses_by_now_is_not_done(office: Office) -> None:
    """The others are; what changed is asked about again at each row."""
    request = await begun(office, "Bo <bo@partner.example>", NEW[0])
    office.restart_with(
        """
        [roles]
        admins = ["U0ALICE"]
        [operations.create]
        run = ["admins"]
        [[operations.create.when]]
        email_domain = ["partner.example"]
        run = []
        """
    )
    ended = await ends(office, request)
    assert ended.ending is not None
    assert ended.state is State.FAILED
    assert "may not ask for this any more" in ended.ending.sentence


async def test_whoever_may_not_is_refused_at_the_row_itself(office: Office) -> None:
    """Whatever was asked before: the policy is the last word before each write."""
    request = await begun(office)
    await office.sweep_only(Chore.RUN)
    await office.lists.book.lay_out(request.id, 2)
    number = await office.lists.book.take(request.id, office.now)
    assert number == 1
    office.restart_with('[roles]\nadmins = ["U0BEN"]')
    stranger = office.town.people["U0DEV"]
    await office.lists.turns.carrying.carry_out(Errand.of(office.desk, request), stranger, number)
    state, why = (await rows(office, request))[0]
    assert state is RowState.FAILED
    assert why == "Only “admins” may use “create”. Ask one of them."
    assert office.writes == []


async def test_a_turn_ends_in_time_and_leaves_the_next_one_behind(office: Office) -> None:
    """So that a shutdown, a pause and other work never wait for a whole list."""
    request = await begun(office)
    await office.sweep_only(Chore.RUN)
    seconds = count(step=4.0)
    await replace(office.lists.turns, clock=lambda: next(seconds)).take(request.id)
    run = await office.lists.book.run(request.id)
    assert run is not None
    assert run.progress == Progress(done=1, waiting=1)
    assert run.pace == 12.0
    due = [job.chore for job in await office.ledger.due(office.now, 100) if job.key == request.id]
    assert Chore.BATCH in due


async def test_a_paused_batch_has_nothing_to_do(office: Office) -> None:
    """Until somebody says so; a batch of no rows that is over is over."""
    request = await begun(office)
    await office.sweep_only(Chore.RUN)
    await office.lists.book.lay_out(request.id, 2)
    said = await office.lists.steering.steer(ALICE, request.id, Course.PAUSE)
    assert "It pauses" in said
    await office.sweep.once()
    assert office.writes == []
    assert await office.lists.steering.steer(ALICE, request.id, Course.PAUSE) == "That is how it stands already."
    assert await office.lists.steering.steer(ALICE, request.id, Course.GO_ON) == "It goes on where it was."
    ended = await ends(office, request)
    assert ended.state is State.SUCCEEDED
    await office.lists.turns.take(request.id)
    with pytest.raises(Mistake, match="not under way any more"):
        await office.lists.steering.steer(ALICE, request.id, Course.STOP)
    facts = [row.entry.fact for row in await office.rows()]
    assert [fact for fact in facts if fact in (Fact.PAUSED, Fact.RESUMED, Fact.ROW_DONE)] == [
        Fact.PAUSED,
        Fact.RESUMED,
        Fact.ROW_DONE,
        Fact.ROW_DONE,
    ]


async def test_a_message_that_slack_does_not_take_stops_no_work(office: Office) -> None:
    """The rows matter more than the bar; at the end it is tried again until it is there."""
    office.lists.bars.trouble = Unreachable("channel_not_found")
    request = await begun(office)
    await office.sweep.once()
    assert {state for state, _ in await rows(office, request)} == {RowState.DONE}
    office.lists.bars.trouble = Unavailable("Slack did not take the message.")
    office.now += timedelta(hours=1)
    await office.sweep.once()
    assert office.files.sent == []
    office.lists.bars.trouble = None
    await ends(office, request)
    assert [name.rpartition("-results-")[0] for _, name, _ in office.files.sent] == ["bulk-create"]


async def test_only_a_batch_has_a_list(office: Office) -> None:
    """A button of another request, forged or old, is answered."""
    jane = office.account.user("jane@example.com")
    assert jane is not None
    request = await office.asks_to_update(jane.id, jane.email)
    with pytest.raises(Mistake, match="older version"):
        await office.lists.reports.whom(ALICE, request.id)
    await office.lists.board.insist("nothing")


@pytest.mark.parametrize(
    ("progress", "mark", "sentence", "details"),
    [
        (Progress(done=1), Mark.DONE, "1 user was created.", ()),
        (Progress(done=1200), Mark.DONE, "1,200 users were created.", ()),
        (
            Progress(done=1, failed=2),
            Mark.PARTLY_DONE,
            "1 of 3 users was created.",
            ("2 could not be created; the file says why.",),
        ),
        (Progress(left_out=2), Mark.FAILED, "0 of 2 users were created.", ("2 were not begun. Stopped by Ada.",)),
    ],
)
def test_how_it_ended_is_told_in_numbers(
    progress: Progress, mark: Mark, sentence: str, details: tuple[str, ...]
) -> None:
    """Partial success as partial success."""
    assert summed_up(progress, "created", "Stopped by Ada.") == Told(mark, sentence, details=details)
