"""A batch under way, when things are not as they were: people, targets, Arize, and the code itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest

from bot.command import Mark, Told
from bot.domain.audit import Fact
from bot.domain.batch import Course, Progress, RowState
from bot.domain.errors import Mistake, Unavailable
from bot.domain.request import Chore, State
from bot.workflow.batches.turns import summed_up
from bot.workflow.ports import Unreachable
from tests.jobs import jobs_due
from tests.workflow.batches.lists import ALICE, CARLA, DEV, NEW, begun, drawn_up, ends, files, rows

if TYPE_CHECKING:
    from tests.workflow.life.office import Office


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


async def test_a_turn_ends_in_time_and_leaves_the_next_one_behind(office: Office) -> None:
    """So that a shutdown, a pause and other work never wait for a whole list."""
    office.lists.most = 1
    office.restart()
    request = await begun(office)
    await office.sweep_only(Chore.RUN)
    seconds = count(step=4.0)
    await replace(office.lists.turns, clock=lambda: next(seconds)).take(request.id)
    run = await office.lists.book.run(request.id)
    assert run is not None
    assert run.progress == Progress(done=1, waiting=1)
    assert run.pace == 12.0
    due = [job.chore for job in await jobs_due(office.ledger.engine, office.now) if job.key == request.id]
    assert Chore.BATCH in due


async def test_a_paused_batch_has_nothing_to_do(office: Office) -> None:
    """Until somebody says so; a batch of no rows that is over is over."""
    request = await begun(office)
    await office.sweep_only(Chore.RUN)
    await office.lists.book.lay_out(request.id, 2)
    said = await office.lists.steering.steer(ALICE, request.id, Course.PAUSE)
    assert "It pauses" in said.words
    await office.sweep.once()
    assert office.writes == []
    assert (
        await office.lists.steering.steer(ALICE, request.id, Course.PAUSE)
    ).words == "That is how it stands already."
    assert (await office.lists.steering.steer(ALICE, request.id, Course.GO_ON)).words == "It goes on where it was."
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
    await office.sweep_only(Chore.RUN)
    await office.sweep_only(Chore.BATCH)
    assert {state for state, _ in await rows(office, request)} == {RowState.DONE}
    office.lists.bars.trouble = Unavailable("Slack did not take the message.")
    office.now += timedelta(hours=1)
    await office.sweep.once()
    assert office.files.sent == []
    office.lists.bars.trouble = None
    await ends(office, request)
    assert [name.rpartition("-results-")[0] for _, name, _ in office.files.sent] == ["bulk-create"]


async def test_a_list_that_waits_is_sent_without_what_became_of_its_rows(office: Office) -> None:
    """Whoever is to approve it reads whom it is about; the columns of an end come with the end."""
    request = await files(office, await drawn_up(office, *NEW, asker=DEV), asker=DEV)
    assert request.state is State.PENDING
    await office.lists.reports.whom(CARLA, request.id)
    whom, name, content = office.files.sent[-1]
    assert (whom, name.startswith("bulk-create-")) == ("U0CARLA", True)
    assert content.splitlines()[:2] == ["row,line,email,id,name,role", "1,1,zoe@example.com,,Zoe,MEMBER"]


async def test_a_list_that_is_over_is_sent_with_what_became_of_each_row(office: Office) -> None:
    """Whenever somebody asks for it; the audit says which it was."""
    request = await begun(office)
    await ends(office, request)
    await office.lists.reports.whom(CARLA, request.id)
    lines = office.files.sent[-1][2].splitlines()
    assert lines[0] == "row,line,email,id,name,role,outcome,what happened"
    assert [line.split(",")[6] for line in lines[1:]] == [RowState.DONE.value] * 2
    (asked,) = [row.entry for row in await office.rows() if row.entry.actor_id == "U0CARLA"][:1]
    assert (asked.operation, asked.why) == (
        "bulk-create",
        f"An export: Create many users: the 2 users of request {request.id[:8]}.",
    )


async def test_users_who_are_there_stand_in_the_list_as_they_were_found(office: Office) -> None:
    """With the id by which they are meant."""
    ada = office.account.user("ada@example.com")
    assert ada is not None
    request = await files(office, await drawn_up(office, ada.email, command="bulk-delete"))
    await office.lists.reports.whom(CARLA, request.id)
    assert office.files.sent[-1][2].splitlines()[1] == f"1,1,ada@example.com,{ada.id},Ada,MEMBER"


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
