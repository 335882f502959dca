"""The bot is killed in the middle of a long list. The next one goes on: no row is lost, and none is done twice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.domain.request import Chore
from bot.simulator.arize.faults import Hold, Latency
from bot.simulator.slack.faults import Hold as SlackHold
from bot.workflow.batches.lanes import LANES
from tests.kills.dying import LONG, dies_meanwhile
from tests.stories.hours import comes_due
from tests.stories.lists import pastes, results

if TYPE_CHECKING:
    from bot.simulator.slack import Message, Modal
    from tests.processes import Deployment

LINES = [f"new{number}@example.com" for number in range(1, LANES + 5)]


async def ready_to_create(bot: Deployment) -> Modal:
    """A preview that is not sent yet, of four new users more than are done at once."""
    modal = await pastes(bot.person("alice"), "bulk-create", *LINES)
    await modal.shows(f"{len(LINES)} users will be created.", within=LONG)
    return modal


async def paused(bot: Deployment, held: Hold) -> Message:
    """Of so many rows as go at once none was done before somebody paused; all of them are done then."""
    alice, modal = bot.person("alice"), await ready_to_create(bot)
    bot.arize.faults.next("create_user", held, times=LANES)
    await modal.submits()
    await held.reached()
    progress = await alice.reads_dm("Under way", within=LONG)
    await progress.clicks("Pause")
    await alice.sees("It pauses as soon as", within=LONG)
    held.release()
    await alice.reads_dm("Paused by Alice", within=LONG)
    return progress


async def sees_all_of_them(bot: Deployment) -> None:
    """The file has a row for each, the account a user, and each of them one mail."""
    rows = await results(bot.person("alice"), "bulk-create", within=LONG)
    assert [(row["email"], row["outcome"]) for row in rows] == [(email, "done") for email in LINES]
    assert sorted(mail.to for mail in bot.arize.account.mails if mail.to in LINES) == sorted(LINES)
    await bot.person("alice").reads_dm("100 %", within=LONG)


@pytest.mark.parametrize(("row", "after"), [(1, True), (3, False), (len(LINES), True)])
async def test_at_a_row(bot: Deployment, row: int, after: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """The first, one in the middle and the last, before Arize did it or after; every other step is tried in-process."""
    modal, held = await ready_to_create(bot), Hold(after=after)
    if row > 1:
        bot.arize.faults.next("create_user", Latency(0), times=row - 1)
    bot.arize.faults.next("create_user", held)
    await modal.submits()
    await dies_meanwhile(bot, held)
    await sees_all_of_them(bot)


async def test_at_all_rows_that_are_under_way(bot: Deployment) -> None:
    """Arize did every other one of them by then, and not the rest; four more had not begun."""
    modal, held = await ready_to_create(bot), [Hold(after=number % 2 == 0) for number in range(LANES)]
    for each in held:
        bot.arize.faults.next("create_user", each)
    await modal.submits()
    await asyncio.gather(*(each.reached() for each in held))
    await bot.kill()
    for each in held:
        each.release()
    await bot.start()
    await sees_all_of_them(bot)


async def test_before_it_began(bot: Deployment) -> None:
    """It was filed and approved, and no message says so yet."""
    modal, held = await ready_to_create(bot), SlackHold()
    bot.slack.faults.next("chat.postMessage", held)
    await modal.submits()
    await dies_meanwhile(bot, held)
    await sees_all_of_them(bot)


async def test_before_the_results_were_sent(bot: Deployment) -> None:
    """All rows are done; the file comes from the next process."""
    modal, held = await ready_to_create(bot), SlackHold()
    bot.slack.faults.next("files.getUploadURLExternal", held)
    await modal.submits()
    await dies_meanwhile(bot, held)
    await sees_all_of_them(bot)


async def test_at_the_end_of_a_pause(bot: Deployment) -> None:
    """It is stopped, and nobody was told; the next process tells of it, and does none of the rest."""
    alice = bot.person("alice")
    await paused(bot, Hold())
    drawing = SlackHold()
    bot.slack.faults.next("chat.update", drawing)
    await comes_due(bot, Chore.PAUSED)
    await dies_meanwhile(bot, drawing)
    outcomes = [row["outcome"] for row in await results(alice, "bulk-create", within=LONG)]
    assert set(outcomes) == {"done", "left out"}
    assert outcomes.count("done") == len({mail.to for mail in bot.arize.account.mails} & set(LINES))
    await alice.reads_dm("so it was stopped", within=LONG)


async def test_two_processes_share_the_work_and_repeat_nothing(bot: Deployment) -> None:
    """Whichever of them has the batch; a pause clicked meanwhile holds for both."""
    await bot.start()
    progress = await paused(bot, Hold(after=True))
    await progress.clicks("Go on")
    await sees_all_of_them(bot)
