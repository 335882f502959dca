"""A process is told to stop while people work: what it took in it ends, and it says how it ended."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize import Hold
from tests.processes import deployment
from tests.restarts.balancer import PATH, free_port
from tests.restarts.load import Load
from tests.world import PAIRS

if TYPE_CHECKING:
    from tests.processes import Deployment

CANNOT_WORK = 2
WORK_SECONDS = 1.0


async def starts(bot: Deployment, transport: str) -> None:
    port = free_port()
    if transport == "http":
        bot.slack.deliver_over_http(f"http://127.0.0.1:{port}{PATH}")
    await bot.start(BOT_TRANSPORT=transport, BOT_PORT=str(port), SLACK_SIGNING_SECRET=bot.slack.signing_secret)


@pytest.mark.parametrize(("transport", "database"), PAIRS)
async def test_under_load_nothing_is_lost(transport: str, database: str) -> None:
    """While nobody is there Slack says so to whoever clicks; all that was taken in is answered, and ends once."""
    async with deployment(database) as bot:
        load = Load(bot)
        await starts(bot, transport)
        load.begin()
        await asyncio.sleep(WORK_SECONDS)
        assert await bot.stop_oldest() == 0
        stopped = len(load.looked) + len(load.invited)
        await starts(bot, transport)
        await asyncio.sleep(WORK_SECONDS)
        await load.end()
        assert len(load.looked) + len(load.invited) > stopped
        await load.all_is_well()


async def test_a_token_that_is_revoked_ends_the_process_with_a_sentence() -> None:
    """At the next refresh; what was under way is finished before, and the exit status tells of it."""
    async with deployment("sqlite") as bot:
        await bot.start()
        held, alice = Hold(), bot.person("alice")
        bot.arize.faults.next("list_users", held)
        await alice.types("/ax-user list")
        await held.reached()
        bot.slack.app_token = "xapp-a-new-one"
        await bot.slack.connections.disconnect("warning", 60)
        await bot.slack.changes.until(lambda: len(bot.slack.connections) == 0 or None, 10)
        held.release()
        assert await asyncio.wait_for(bot.running[0].wait(), 20) == CANNOT_WORK
        assert "Slack refuses SLACK_APP_TOKEN (invalid_auth). Generate an app-level token" in bot.said
        assert "Traceback" not in bot.said
        await alice.sees("Oldest first")


async def test_socket_mode_that_is_switched_off_ends_the_process_with_a_sentence() -> None:
    """It says where to switch it on."""
    async with deployment("sqlite") as bot:
        await bot.start()
        await bot.slack.connections.disconnect("link_disabled")
        assert await asyncio.wait_for(bot.running[0].wait(), 20) == CANNOT_WORK
        assert "Socket Mode is switched off for this Slack app (link_disabled)." in bot.said


@pytest.mark.parametrize("again", [signal.SIGTERM, signal.SIGINT])
async def test_a_second_signal_ends_it_at_once(again: signal.Signals) -> None:
    """Whatever it is still waiting for."""
    async with deployment("sqlite") as bot:
        await bot.start()
        held = Hold()
        bot.arize.faults.next("list_users", held)
        await bot.person("alice").types("/ax-user list")
        await held.reached()
        (process,) = bot.running
        process.terminate()
        await bot.slack.changes.until(lambda: len(bot.slack.connections) == 0 or None, 10)
        assert process.returncode is None
        process.send_signal(again)
        assert await asyncio.wait_for(process.wait(), 5) == -again
        held.release()
