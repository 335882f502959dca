"""Two connections are kept, whatever becomes of one of them, and nothing that people do is lost."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.simulator.slack import Drop
from tests.slack.socket_mode.an_app import BRISK, answering, kept, until_open

if TYPE_CHECKING:
    from bot.simulator.slack import SlackSimulator

WORDS = [f"word{number}" for number in range(60)]


async def all_are_typed(slack: SlackSimulator, heard: list[str]) -> None:
    """By two people in turn, a few milliseconds apart; everybody got an answer to everything."""
    for number, word in enumerate(WORDS):
        await slack.person(("alice", "ben")[number % 2]).types(f"/try {word}")
    answers = slack.person("alice").ephemerals + slack.person("ben").ephemerals
    assert sorted(answers) == sorted(f"heard {word}" for word in WORDS)
    assert slack.person("alice").notices + slack.person("ben").notices == []
    assert set(heard) == set(WORDS)


async def test_two_are_open_and_both_are_used(slack: SlackSimulator) -> None:
    """Envelopes are spread over them."""
    heard: list[str] = []
    async with kept(slack, answering(slack, heard)) as socket_mode:
        await until_open(slack)
        assert socket_mode.connections == 2
        await all_are_typed(slack, heard)
    assert len(slack.connections) == 0
    assert len(heard) == len(WORDS)


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_refresh_under_load_drops_nothing(slack: SlackSimulator, reason: str) -> None:
    """The next connection is there before the last one goes; what is under way on that one is answered by it."""
    heard: list[str] = []
    reasons: list[str] = []
    slack.limit_acks(2)
    async with kept(slack, answering(slack, heard), reasons=reasons):
        await until_open(slack)

        async def refreshes() -> None:
            for _ in range(3):
                await asyncio.sleep(0.02)
                await slack.connections.disconnect("warning" if reason == "warning" else "refresh_requested", 0.05)

        await asyncio.gather(all_are_typed(slack, heard), refreshes())
        await until_open(slack)
    assert set(reasons) == {reason}
    assert len(reasons) >= 4


async def test_after_a_warning_the_last_connection_is_used_until_slack_closes_it(slack: SlackSimulator) -> None:
    """There are four for a while, and each is answered by."""
    heard: list[str] = []
    async with kept(slack, answering(slack, heard)):
        await until_open(slack)
        await slack.connections.disconnect("warning", 0.3)
        await until_open(slack, 4)
        await all_are_typed(slack, heard)
        await until_open(slack, 2)
    assert len(heard) == len(WORDS)


async def test_a_connection_that_slack_forgets_to_close_is_closed(slack: SlackSimulator) -> None:
    """After a while."""
    async with kept(slack, pace=replace(BRISK, linger=0.1)):
        await until_open(slack)
        await slack.connections.disconnect("warning", 60)
        await until_open(slack, 4)
        await until_open(slack, 2)


@pytest.mark.parametrize("after", [True, False])
async def test_a_connection_that_is_cut_in_the_middle_of_an_envelope(slack: SlackSimulator, after: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """The other one gets the envelope, and a new one takes the place."""
    heard: list[str] = []
    slack.limit_acks(0.3)
    async with kept(slack, answering(slack, heard)):
        await until_open(slack)
        slack.faults.next("envelope", Drop(after=after), times=2)
        await all_are_typed(slack, heard)
        await until_open(slack)


async def test_an_ack_that_is_lost_makes_us_hear_it_twice(slack: SlackSimulator) -> None:
    """And the person gets one answer."""
    heard: list[str] = []
    slack.limit_acks(0.3)
    async with kept(slack, answering(slack, heard)):
        await until_open(slack)
        slack.faults.next("ack", Drop())
        await slack.person("alice").types("/try it")
    assert heard == ["it", "it"]
    assert slack.person("alice").ephemerals == ["heard it"]


async def test_all_connections_that_are_cut_come_back(slack: SlackSimulator) -> None:
    """By themselves; the reason is told."""
    reasons: list[str] = []
    async with kept(slack, reasons=reasons):
        await until_open(slack)
        slack.connections.drop()
        await until_open(slack)
        await slack.person("alice").types("/try it")
    assert slack.person("alice").ephemerals == ["heard it"]
    assert reasons == ["lost", "lost"]


async def test_a_silent_connection_is_noticed_and_replaced(slack: SlackSimulator) -> None:
    """Nobody said that it is gone: a ping was not answered. Slack itself may take longer to notice."""
    heard: list[str] = []
    reasons: list[str] = []
    slack.limit_acks(0.3)
    async with kept(slack, answering(slack, heard), replace(BRISK, heartbeat=0.3), reasons):
        await until_open(slack)
        slack.connections.freeze(0)
        await all_are_typed(slack, heard)
        found = await slack.changes.until(lambda: reasons or None, 5)
        assert found == ["lost"]
        await until_open(slack, 3)


async def test_what_is_under_way_is_acknowledged_before_a_connection_closes(slack: SlackSimulator) -> None:
    """A person who clicked just before the bot stops has their answer."""
    app, asked = answering(slack), asyncio.Event()

    @app.command("/raw")
    async def _(ack: object) -> None:
        asked.set()
        await asyncio.sleep(0.2)
        assert callable(ack)
        await ack("late")

    async with kept(slack, app):
        typing = asyncio.create_task(slack.person("alice").types("/raw"))
        await asked.wait()
    await typing
    assert slack.person("alice").ephemerals == ["late"]


async def test_what_takes_longer_than_an_ack_may_does_not_hold_up_the_end(slack: SlackSimulator) -> None:
    """Nobody waits for such an ack any more."""
    app, asked = answering(slack), asyncio.Event()

    @app.command("/raw")
    async def _() -> None:
        asked.set()
        await asyncio.Event().wait()

    slack.limit_acks(0.1)
    async with asyncio.timeout(6):
        async with kept(slack, app):
            typing = asyncio.create_task(slack.person("alice").types("/raw"))
            await asked.wait()
        await typing
    assert slack.person("alice").notices == ['/raw failed with the error "operation_timeout"']
