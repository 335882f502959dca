"""Requests that nobody decides: reminded of, and expired in the end. And what Slack not answering does to cards."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.request import Chore
from bot.simulator.slack.faults import Drop, Error, Html, RateLimited
from bot.simulator.slack.workspace import ADMINS
from tests.stories.acts import creates, opens_update
from tests.stories.hours import comes_due
from tests.stories.offices import POLICY, approves, asks_for, card_of, reviews
from tests.world import PAIRS, open_world

if TYPE_CHECKING:
    from bot.simulator.slack.faults import Fault
    from tests.world import World

SOON = timedelta(seconds=1)
NEVER = timedelta(hours=1)


@pytest.mark.parametrize(("transport", "database"), PAIRS)
async def test_a_request_that_nobody_decides_expires(transport: str, database: str) -> None:
    """The cards and whoever asked hear of it; a decision that comes later does nothing, and says so."""
    async with open_world(transport, database, policy=POLICY) as world:
        dev, carla = world.person("dev"), world.person("carla")
        await asks_for(dev)
        late = await reviews(carla)
        late.choose("Decision", "Approve")
        await comes_due(world, Chore.EXPIRE)
        card = await carla.reads_dm("Expired")
        assert card.buttons == []
        await dev.reads_dm("Expired")
        await late.submits()
        await late.shows("The time to decide this was over")
        assert world.calls("create_user") == 0


@pytest.mark.parametrize(("transport", "database"), PAIRS)
async def test_a_request_that_waits_is_brought_up_again(transport: str, database: str) -> None:
    """In a new message, since nobody is notified of a change to an old one; both can be decided from."""
    shorter = {"reminder": SOON, "request_ttl": NEVER}
    async with open_world(transport, database, policy=POLICY, shorter=shorter) as world:
        dev, carla = world.person("dev"), world.person("carla")
        await asks_for(dev)
        await carla.reads_dm("Still waiting")
        await approves(carla)
        await dev.reads_dm("Done")
        await carla.reads_dm("Done")
        cards = [text for text in carla.dm if "zoe@example.com" in text]
        await world.slack.changes.until(lambda: all("Done" in text for text in carla.dm) or None, 5)
        assert len(cards) >= 2


async def test_with_a_channel_the_cards_go_there() -> None:
    """And by direct message only to those whom the policy names to be told, which here is nobody."""
    async with open_world(policy=POLICY, settings={"BOT_APPROVALS_CHANNEL": ADMINS}) as world:
        dev, ben = world.person("dev"), world.person("ben")
        await asks_for(dev)
        card = await ben.sees("Takes 1 approval.")
        await card.clicks("Review")
        modal = await ben.modal("Review request")
        modal.choose("Decision", "Approve")
        await modal.submits()
        await dev.reads_dm("Done: zoe@example.com was created.")
        assert ben.dm == world.person("carla").dm == []


async def test_whoever_is_told_is_a_matter_of_its_own() -> None:
    """`notify` names who hears of it by direct message, beside the channel: here the leads."""
    policy = POLICY.replace("[operations.update]", "[operations.update]\nnotify = ['approvers']", 1)
    async with open_world(policy=policy, settings={"BOT_APPROVALS_CHANNEL": ADMINS}) as world:
        dev, carla, alice = world.person("dev"), world.person("carla"), world.person("alice")
        modal = await opens_update(dev, "jane@example.com")
        modal.fill("Name", "Jane Q. Doe")
        await modal.submits()
        await carla.reads_dm("Takes 1 approval.")
        await alice.sees("Takes 1 approval.")
        assert alice.dm == []


async def test_nobody_learns_of_a_request_who_cannot_be_told_and_the_others_do(office: World) -> None:
    """One approver who cannot be written to does not keep the others from hearing of it."""
    dev, carla = office.person("dev"), office.person("carla")
    office.slack.faults.next("conversations.open", Error("user_disabled"))
    await asks_for(dev)
    await card_of(carla)
    await approves(carla)
    await dev.reads_dm("Done")


@pytest.mark.parametrize(
    "fault",
    [RateLimited(1), Error("internal_error"), Error("rate_limited"), Error("team_added_to_org"), Drop(), Html()],
)
async def test_cards_come_later_where_slack_does_not_answer(fault: Fault) -> None:
    """Nothing is lost: they are posted once Slack does."""
    async with open_world(policy=POLICY) as world:
        dev, carla = world.person("dev"), world.person("carla")
        world.slack.faults.next("chat.postMessage", fault, times=3)
        await asks_for(dev)
        await carla.reads_dm("Takes 1 approval.", within=15)


async def test_a_card_that_was_deleted_is_no_reason_to_stop(office: World) -> None:
    """The others are redrawn, and whoever asked is told."""
    dev, carla, ben = office.person("dev"), office.person("carla"), office.person("ben")
    await asks_for(dev)
    await ben.reads_dm("Takes 1 approval.")
    modal = await reviews(carla)
    office.slack.faults.next("chat.update", Error("message_not_found"))
    modal.choose("Decision", "Approve")
    await modal.submits()
    await dev.reads_dm("Done")


@pytest.mark.parametrize(("transport", "database"), PAIRS)
async def test_whoever_asked_hears_by_message_when_the_command_is_long_over(transport: str, database: str) -> None:
    """Slack gives an answer half an hour; a result that nobody could be shown comes by direct message."""
    async with open_world(transport, database, policy=POLICY, shorter={"lease": 2 * SOON}) as world:
        alice = world.person("alice")
        world.slack.faults.next("response_url", Error("expired_url"), times=3)
        world.slack.faults.next("chat.postMessage", Error("internal_error"), times=1)
        await creates(alice, "zoe@example.com")
        await alice.reads_dm("zoe@example.com was created.", within=15)
        assert world.calls("create_user") == 1
