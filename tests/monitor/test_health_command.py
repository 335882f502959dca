"""`ax-user-bot health`: what a container's health check runs, which has no curl."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize import arize_simulator
from bot.simulator.slack import slack_simulator
from tests.databases import fresh_database
from tests.processes import started, variables_for
from tests.world import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Mapping

WELL, NOT_WELL, CANNOT = 0, 1, 2
NEEDED = {"SLACK_BOT_TOKEN": "xoxb-x", "SLACK_APP_TOKEN": "xapp-x", "ARIZE_API_KEY": "ak-x"}


async def said(*arguments: str, variables: Mapping[str, str]) -> tuple[int | None, str]:
    """Exit status, and all that was printed."""
    async with started("health", *arguments, variables=variables) as process:
        out, err = await process.communicate()
        return process.returncode, (out + err).decode()


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return str(taken.getsockname()[1])


async def test_a_bot_that_runs_says_that_it_lives_and_is_ready() -> None:
    """Asked on its own machine, wherever it listens; a port that is taken keeps another one from starting."""
    async with (
        slack_simulator(manifest=MANIFEST) as slack,
        arize_simulator(seeded=True) as arize,
        fresh_database("sqlite") as url,
    ):
        monitor = {"BOT_MONITOR_HOST": "0.0.0.0", "BOT_MONITOR_PORT": free_port()}  # noqa: S104 - as in a container
        variables = variables_for(slack, arize, url) | monitor
        async with started("run", variables=variables):
            await slack.until_connected(20)
            assert await said(variables=variables) == (WELL, "ok\n")
            status, told = await said("--ready", variables=variables)
            assert (status, '"title":"Ready"' in told) == (WELL, True)
            async with started("run", variables=variables) as another:
                _, why = await another.communicate()
            assert another.returncode == CANNOT
            assert "Choose another BOT_MONITOR_PORT" in why.decode()
            assert "Traceback" not in why.decode()


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
async def test_where_no_bot_runs_nothing_answers(host: str) -> None:
    """Which is no health."""
    status, told = await said(variables={**NEEDED, "BOT_MONITOR_HOST": host, "BOT_MONITOR_PORT": free_port()})
    assert status == NOT_WELL
    assert told.startswith(f"Nothing answers at http://{f'[{host}]' if ':' in host else host}:")


async def test_a_port_that_the_system_picks_cannot_be_asked() -> None:
    """It says so, rather than to ask somebody else."""
    status, told = await said(variables={**NEEDED, "BOT_MONITOR_PORT": "0"})
    assert (status, told.split(",")[0]) == (CANNOT, "BOT_MONITOR_PORT is 0")
