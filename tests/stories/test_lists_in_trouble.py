"""A list under way, and the message that shows how far it is: gone, not ours to change, or not taken for long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Hold, Html
from bot.simulator.slack.faults import Error, RateLimited
from bot.workflow.batches.lanes import LANES
from tests.stories.lists import confirms, pastes, results
from tests.world import assert_clean, open_world

if TYPE_CHECKING:
    from bot.simulator.slack import Message
    from tests.world import World

WHOM = "xi@example.com, Xi Wu, Member"
TOLD = "1 user was created."


def is_deleted(world: World, message: Message) -> None:
    """By an admin, or by the workspace's retention."""
    kept = world.slack.messages.find(message.channel, message.ts)
    assert kept is not None
    world.slack.messages.delete(kept)


async def test_a_message_that_was_deleted_comes_back_once_and_tells_the_end(world: World) -> None:
    """With its file; nobody has to know that it was gone."""
    alice, held = world.person("alice"), Hold()
    modal = await pastes(alice, "bulk-create", WHOM)
    world.arize.faults.next("create_user", held)
    await confirms(modal, TOLD.replace("was", "will be"))
    await held.reached()
    is_deleted(world, await alice.reads_dm("Under way"))
    held.release()
    assert [row["outcome"] for row in await results(alice, "bulk-create")] == ["done"]
    await alice.reads_dm("100 %")
    assert len([message for message in alice.dm if "Create 1 user" in message]) == 1


async def test_a_message_that_is_deleted_under_way_is_posted_anew(world: World) -> None:
    """With the buttons to steer it: a pause still has its “Go on”."""
    alice, held = world.person("alice"), Hold()
    modal = await pastes(alice, "bulk-create", *(f"new{number}@example.com" for number in range(LANES + 4)))
    world.arize.faults.next("create_user", held, times=LANES)
    await confirms(modal, "20 users will be created.")
    await held.reached()
    progress = await alice.reads_dm("Under way")
    await progress.clicks("Pause")
    await alice.sees("It pauses as soon as the rows under way are done.")
    is_deleted(world, progress)
    held.release()
    again = await alice.reads_dm("80 %")
    assert "Paused by Alice" in again.text
    await again.clicks("Go on")
    assert [row["outcome"] for row in await results(alice, "bulk-create")] == ["done"] * 20
    assert "20 users were created." in again.text


async def test_an_end_is_told_where_no_message_can_be_drawn(world: World) -> None:
    """As of any other request, with the file after it: not a word of a bug."""
    alice = world.person("alice")
    modal = await pastes(alice, "bulk-create", WHOM)
    world.slack.faults.next("chat.update", Error("cant_update_message"), times=100)
    await confirms(modal, TOLD.replace("was", "will be"))
    assert [row["outcome"] for row in await results(alice, "bulk-create")] == ["done"]
    await alice.reads_dm(f"Done: {TOLD}")
    world.slack.faults.clear()


async def test_an_end_is_told_once_however_often_its_file_is_tried(world: World) -> None:
    """The message cannot be drawn, so another one says it; Slack takes the file at the fifth time only."""
    alice = world.person("alice")
    modal = await pastes(alice, "bulk-create", WHOM)
    world.slack.faults.next("chat.update", Error("edit_window_closed"), times=100)
    world.slack.faults.next("files.getUploadURLExternal", Error("internal_error"), times=4)
    await confirms(modal, TOLD.replace("was", "will be"))
    assert [row["outcome"] for row in await results(alice, "bulk-create", within=20)] == ["done"]
    assert len([message for message in alice.dm if f"Done: {TOLD}" in message]) == 1
    world.slack.faults.clear()


async def test_rows_do_not_wait_for_as_long_as_slack_says() -> None:
    """Slack takes no change of the message for half an hour; the users are created meanwhile."""
    async with open_world(shorter={"lease": timedelta(seconds=8)}) as world:
        alice = world.person("alice")
        modal = await pastes(alice, "bulk-create", WHOM)
        world.slack.faults.next("chat.update", RateLimited(1800))
        await confirms(modal, TOLD.replace("was", "will be"))
        assert [row["outcome"] for row in await results(alice, "bulk-create")] == ["done"]
        assert world.calls("create_user") == 1
        await world.settles()
        assert_clean(world)


@pytest.mark.parametrize("status", [200, 401, 403, 404, 502])
async def test_a_gateway_that_answers_for_arize_fails_no_row(world: World, status: int) -> None:
    """Its page says nothing of the users, whatever its code: each row waits until Arize answers, and is done once."""
    alice, crowd = world.person("alice"), [f"crowd{number}@example.com" for number in range(5)]
    for address in crowd:
        world.arize.account.add_user("Crowd", address)
    modal = await pastes(alice, "bulk-delete", *crowd)
    world.arize.faults.next("get_user", Html(status), times=len(crowd))
    await confirms(modal, "5 users will be", "5")
    assert [row["outcome"] for row in await results(alice, "bulk-delete")] == ["done"] * 5
    assert world.calls("delete_user") == 5
