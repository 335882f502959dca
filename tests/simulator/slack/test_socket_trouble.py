"""What can go wrong with one of several connections, and what becomes of envelopes then."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import websockets

from bot.simulator.slack import Drop, Unanswered
from tests.simulator.slack.links import a_connection, a_url, acknowledge, heard

if TYPE_CHECKING:
    from bot.simulator.slack import SlackSimulator

CLICK = {"type": "block_actions"}


async def test_an_ack_counts_by_the_connection_of_its_envelope(slack: SlackSimulator) -> None:
    """By another one it is none, and the envelope is delivered again."""
    slack.limit_acks(0.1)
    async with a_connection(slack) as one, a_connection(slack) as two:
        sending = asyncio.create_task(slack.forge("interactive", CLICK, connection=0))
        envelope = await heard(one)
        await acknowledge(two, envelope, payload={"a": 1})
        again = await heard(two)
        assert (again["envelope_id"], again["retry_attempt"]) == (envelope["envelope_id"], 1)
        await acknowledge(two, again, payload={"a": 2})
        assert (await sending).body == {"a": 2}


async def test_without_an_ack_an_envelope_goes_to_another_connection(slack: SlackSimulator) -> None:
    """Though the first one stands; after three of them it was too late."""
    slack.limit_acks(0.05)
    async with a_connection(slack) as one, a_connection(slack) as two:
        with pytest.raises(Unanswered, match="operation_timeout"):
            await slack.forge("interactive", CLICK, connection=0)
        assert [(await heard(socket)).get("retry_attempt", 0) for socket in (one, two, one)] == [0, 1, 2]


async def test_each_delivery_of_an_envelope_is_an_exchange_of_its_own(slack: SlackSimulator) -> None:
    """With its own time and its own end: nobody answered, the connection went, or it was acknowledged."""
    slack.limit_acks(0.1)
    async with a_connection(slack) as one, a_connection(slack) as two:
        sending = asyncio.create_task(slack.forge("interactive", CLICK, connection=0))
        await heard(one)
        await heard(two)
        slack.connections.drop(1)
        await acknowledge(one, await heard(one), payload={"a": 1})
        await sending
    acks = [entry["response"]["ack"] for entry in slack.inspector.entries() if entry["direction"] == "slack→app"]
    assert acks == [{"error": "operation_timeout"}, {"error": "connection_lost"}, {"a": 1}]


async def test_a_warning_comes_ahead_of_the_end(slack: SlackSimulator) -> None:
    """Envelopes come by that connection as long as it stands; then it is closed, and those that came later are not."""
    async with a_connection(slack) as one:
        await slack.connections.disconnect("warning", 0.1)
        assert (await heard(one))["reason"] == "warning"
        sending = asyncio.create_task(slack.forge("interactive", CLICK))
        await acknowledge(one, await heard(one))
        assert (await sending).ok
        async with a_connection(slack):
            assert (await heard(one))["reason"] == "refresh_requested"
            with pytest.raises(websockets.ConnectionClosedOK):
                await one.recv()
            assert len(slack.connections) == 1


async def test_a_connection_that_was_closed_meanwhile_is_not_closed_again(slack: SlackSimulator) -> None:
    """The app had time to do that itself."""
    async with a_connection(slack):
        await slack.connections.disconnect("warning", 0.05)
    async with a_connection(slack):
        await asyncio.sleep(0.1)
        assert len(slack.connections) == 1


async def test_one_connection_can_be_cut(slack: SlackSimulator) -> None:
    """The others stand."""
    async with a_connection(slack) as one, a_connection(slack) as two:
        slack.connections.drop(1)
        with pytest.raises(websockets.ConnectionClosedError):
            await two.recv()
        sending = asyncio.create_task(slack.forge("interactive", CLICK))
        await acknowledge(one, await heard(one))
        assert (await sending).ok


@pytest.mark.parametrize("after", [False, True])
async def test_a_connection_can_be_cut_by_its_envelope(slack: SlackSimulator, after: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """In the middle of it, or when it was sent; another connection gets it whole."""
    slack.limit_acks(0.1)
    slack.faults.next("envelope", Drop(after=after))
    async with a_connection(slack) as one, a_connection(slack) as two:
        sending = asyncio.create_task(slack.forge("interactive", CLICK, connection=0))
        if after:
            assert (await heard(one))["payload"] == CLICK
        with pytest.raises(websockets.ConnectionClosedError):
            await one.recv()
        await acknowledge(two, await heard(two))
        assert (await sending).ok


async def test_a_connection_can_fall_silent(slack: SlackSimulator) -> None:
    """It stands, answers no ping, and nothing comes by it."""
    slack.limit_acks(0.1)
    async with a_connection(slack) as one, a_connection(slack) as two:
        slack.connections.freeze(0)
        pong = await one.ping()
        sending = asyncio.create_task(slack.forge("interactive", CLICK, connection=0))
        await acknowledge(two, await heard(two))
        assert (await sending).ok
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(pong, 0.05)
        assert len(slack.connections) == 2
        slack.connections.drop(0)


async def test_a_silent_connection_hears_no_farewell(slack: SlackSimulator) -> None:
    """Slack gives it up; the app finds out by itself."""
    async with a_connection(slack) as one:
        slack.connections.freeze(0)
        await slack.connections.disconnect("refresh_requested")
        assert len(slack.connections) == 0
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(one.recv(), 0.05)
        one.transport.abort()


async def test_socket_mode_that_was_switched_off_stays_off(slack: SlackSimulator) -> None:
    """Whoever comes back is told the same."""
    async with a_connection(slack) as one:
        await slack.connections.disconnect("link_disabled")
        assert (await heard(one))["reason"] == "link_disabled"
    async with websockets.connect(await a_url(slack), proxy=None) as again:
        assert (await heard(again))["reason"] == "link_disabled"
