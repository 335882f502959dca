"""A list that was asked of another version of the app, and that this one cannot read: it is over, and says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.command import BatchParams
from bot.domain.batch import Course, RowEnd, RowState
from bot.domain.errors import Mistake, Refused
from bot.domain.request import Chore, State
from bot.slack.views.progress import steered_message
from bot.workflow.batchbook import Settled
from bot.workflow.checks import PATIENCE
from tests.jobs import jobs_due
from tests.workflow.batches.lists import ALICE, BEN, DEV, begun, ends, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.command import Command
    from bot.domain.request import Request
    from bot.workflow.decisions import Decided
    from bot.workflow.gate import Asker
    from tests.workflow.life.office import Office

UNREAD = "This request was made by another version of the app, and this one cannot read it. Ask for it again."
DONE = (Settled(RowEnd(1, RowState.DONE)),)


class Newer(BatchParams):
    """What no list was asked with so far."""

    shoe_size: int


def with_other_params(command: Command[Any]) -> Command[Any]:
    return replace(command, params=Newer)


def by_another_name(command: Command[Any]) -> Command[Any]:
    return replace(command, name="bulk-invite")


async def under_way(office: Office) -> Request:
    """Of two rows the first one is begun."""
    request = await begun(office)
    await office.sweep_only(Chore.RUN)
    await office.lists.book.lay_out(request.id, 2)
    assert (await office.lists.book.proceed(request.id, (), office.now, 1)).begun == (1,)
    return request


async def is_read_by(office: Office, version: Callable[[Command[Any]], Command[Any]], request: Request) -> Request:
    """The bot is replaced by another version, which does what is due, and waits for one that can read the list."""
    office.replaces["bulk-create"] = version
    office.restart()
    await office.sweep.once()
    office.now += PATIENCE
    await office.sweep.once()
    found = await office.ledger.find(request.id)
    assert found is not None
    assert found.ending is not None
    return found


@pytest.mark.parametrize("version", [with_other_params, by_another_name])
async def test_what_was_done_counts_and_the_rest_is_left_out(
    office: Office, version: Callable[[Command[Any]], Command[Any]]
) -> None:
    """Nothing more begins, and nobody has to stop it: it can be asked for again at once."""
    request = await under_way(office)
    await office.lists.book.proceed(request.id, DONE, office.now, 0)
    ended = await is_read_by(office, version, request)
    assert ended.ending is not None
    assert (ended.state, ended.ending.sentence) == (State.SUCCEEDED, "1 of 2 users was done.")
    assert ended.ending.details == (f"1 was not begun. {UNREAD}",)
    assert [state for state, _ in await rows(office, request)] == [RowState.DONE, RowState.LEFT_OUT]
    assert office.writes == []


async def test_its_message_says_so_and_no_file_comes(office: Office) -> None:
    """Nobody can read its rows."""
    request = await under_way(office)
    await office.lists.book.proceed(request.id, DONE, office.now, 0)
    await is_read_by(office, with_other_params, request)
    assert [(run.why, run.progress.left) for run in office.lists.bars.drawn][-1] == (UNREAD, 0)
    assert office.files.sent == []
    waiting = await jobs_due(office.ledger.engine, office.now + timedelta(days=1))
    assert Chore.TELL not in {job.chore for job in waiting if job.key == request.id}


async def test_a_row_under_way_makes_its_end_unknown(office: Office) -> None:
    """Neither done nor not done: nobody can find out what became of it."""
    request = await under_way(office)
    ended = await is_read_by(office, with_other_params, request)
    assert ended.ending is not None
    assert (ended.state, ended.ending.sentence) == (State.UNKNOWN, "0 of 2 users were done.")
    assert ended.ending.details == (
        f"1 was not begun. {UNREAD}",
        "What became of 1 user more is not known: look at them before you try again.",
    )


async def test_one_that_is_paused_is_ended_by_whoever_asked(office: Office) -> None:
    """It has nothing to do until then; to others it is what they cannot judge."""
    request = await under_way(office)
    await office.lists.book.proceed(request.id, DONE, office.now, 0)
    await office.lists.steering.steer(ALICE, request.id, Course.PAUSE)
    await office.sweep.once()
    office.replaces["bulk-create"] = with_other_params
    office.restart()
    with pytest.raises(Mistake, match="another version of the app"):
        await office.lists.steering.steer(BEN, request.id, Course.STOP)
    assert "It stops" in (await office.lists.steering.steer(ALICE, request.id, Course.STOP)).words
    await office.sweep.once()
    assert (await now(office, request)).state is State.SUCCEEDED


async def test_one_that_is_not_known_by_its_name_is_stopped_all_the_same(office: Office) -> None:
    """Whoever asked presses the button; only what it is called cannot be said."""
    request = await under_way(office)
    office.replaces["bulk-create"] = by_another_name
    office.restart()
    steered = await office.lists.steering.steer(ALICE, request.id, Course.STOP)
    assert (steered.facts, steered.happened) == (None, True)
    assert steered_message(steered, Course.STOP)["text"] == steered.words


async def test_it_waits_for_the_version_that_can_read_it(office: Office) -> None:
    """While the app is replaced, processes of both versions look: the older one ends nothing that the newer can do."""
    request = await begun(office)
    await office.sweep_only(Chore.RUN)
    office.replaces["bulk-create"] = with_other_params
    office.restart()
    for _ in range(5):
        await office.sweep.once()
        office.now += PATIENCE / 10
    assert office.lists.bars.drawn[-1].why.startswith("Another version of the app began this")
    del office.replaces["bulk-create"]
    office.restart()
    assert (await ends(office, request)).state is State.SUCCEEDED
    assert [state for state, _ in await rows(office, request)] == [RowState.DONE] * 2


async def test_what_is_stopped_but_under_way_is_waited_for_as_well(office: Office) -> None:
    """The newer version can find out what became of it."""
    request = await under_way(office)
    await office.lists.steering.steer(ALICE, request.id, Course.STOP)
    office.replaces["bulk-create"] = with_other_params
    office.restart()
    await office.sweep.once()
    assert (await now(office, request)).state is State.RUNNING
    del office.replaces["bulk-create"]
    office.restart()
    await ends(office, request)
    assert [state for state, _ in await rows(office, request)] == [RowState.LEFT_OUT] * 2


async def now(office: Office, request: Request) -> Request:
    found = await office.ledger.find(request.id)
    assert found is not None
    return found


async def settles(office: Office, asker: Asker, request: Request) -> Decided:
    return await office.decisions.settle(asker, request.id, happened=False, comment="Both are there.")


async def given_up(office: Office) -> Request:
    """Of two users who are to be deleted, the first one is under way, and nobody can read the list any more."""
    request = await begun(office, *("sam@example.com", "jane@example.com"), command="bulk-delete")
    for each in ("U0BEN", "U0CARLA"):
        await office.approves(each, request)
    await office.sweep_only(Chore.RUN)
    await office.lists.book.lay_out(request.id, 2)
    await office.lists.book.proceed(request.id, (), office.now, 1)
    office.replaces["bulk-delete"] = with_other_params
    office.restart()
    await office.sweep.once()
    office.now += PATIENCE
    await office.sweep.once()
    return request


async def test_somebody_can_say_what_became_of_it(office: Office) -> None:
    """Whoever may decide it, whatever is in it: nobody else could ever end it."""
    request = await given_up(office)
    facts, needs_somebody = await office.decisions.check(ALICE, request.id)
    assert (facts.request.id, needs_somebody) == (request.id, True)
    assert (await settles(office, BEN, request)).counted
    assert (await now(office, request)).state is State.FAILED


async def test_nobody_says_it_who_could_not_decide_all_of_it(office: Office) -> None:
    """Failing closed: neither whoever asked for it, nor whoever is no approver; and nothing else is done with it."""
    request = await given_up(office)
    with pytest.raises(Refused, match="You asked for this yourself"):
        await settles(office, ALICE, request)
    for ask in (office.decisions.check(DEV, request.id), settles(office, DEV, request)):
        with pytest.raises(Refused, match="This request is none of yours"):
            await ask
    with pytest.raises(Mistake, match="another version of the app"):
        await office.decisions.review(BEN, request.id)
    assert (await now(office, request)).state is State.UNKNOWN
