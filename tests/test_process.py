"""The bot as a process: what an operator starts, sees and stops."""

from __future__ import annotations

import asyncio
import json
import signal

import pytest

from bot.simulator.arize import Latency, arize_simulator
from bot.simulator.slack import slack_simulator
from tests.databases import fresh_database
from tests.processes import started, variables_for
from tests.world import MANIFEST

CANNOT_START = 2


async def test_a_configuration_that_cannot_work_is_told_whole_and_at_once() -> None:
    """In words, with exit status 2 and without a traceback."""
    async with started("run", variables={"BOT_TRANSPORT": "http", "BOT_COMAND": "/x"}) as process:
        _, told = await process.communicate()
    assert process.returncode == CANNOT_START
    for expected in ("SLACK_BOT_TOKEN", "ARIZE_API_KEY", "SLACK_SIGNING_SECRET", "did you mean BOT_COMMAND?"):
        assert expected in told.decode()
    assert "Traceback" not in told.decode()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
async def test_the_bot_answers_until_it_is_stopped_and_then_ends_in_order(stop: signal.Signals) -> None:
    """Exit status 0, and a log of one JSON object a line without a secret in it."""
    async with (
        slack_simulator(manifest=MANIFEST) as slack,
        arize_simulator(seeded=True) as arize,
        fresh_database("sqlite") as url,
        started("run", variables=variables_for(slack, arize, url)) as process,
    ):
        await slack.until_connected(20)
        alice = slack.person("alice")
        await alice.types("/ax-user get ada@example.com")
        await alice.sees("Ada Byron")
        process.send_signal(stop)
        _, log = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 0
    events = [json.loads(line)["event"] for line in log.decode().splitlines()]
    assert {"bot.ready", "interaction.arrived", "command.asked", "bot.stopping"} <= set(events)
    assert not any(secret in log.decode() for secret in (slack.bot_token, slack.app_token, arize.api_key))


async def test_what_was_acknowledged_is_finished_before_the_bot_ends() -> None:
    """A person whose command arrived just before the stop still gets the answer."""
    async with (
        slack_simulator(manifest=MANIFEST) as slack,
        arize_simulator(seeded=True) as arize,
        fresh_database("sqlite") as url,
    ):
        async with started("run", variables=variables_for(slack, arize, url)) as process:
            await slack.until_connected(20)
            alice = slack.person("alice")
            # Twice, since the check that follows a start reads a list too.
            arize.faults.next("list_users", Latency(1), times=2)
            await alice.types("/ax-user list")
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.communicate(), 20)
        await alice.sees("Oldest first")
    assert process.returncode == 0


async def test_a_token_that_slack_refuses_is_one_line() -> None:
    """Which variable, why, and what to do."""
    async with (
        slack_simulator(manifest=MANIFEST) as slack,
        arize_simulator() as arize,
        fresh_database("sqlite") as url,
    ):
        variables = variables_for(slack, arize, url) | {"SLACK_BOT_TOKEN": "xoxb-not-this-one"}
        async with started("run", variables=variables) as process:
            _, told = await process.communicate()
    assert process.returncode == CANNOT_START
    assert "Slack refuses SLACK_BOT_TOKEN (invalid_auth). Install the app again and copy its token." in told.decode()
    assert "xoxb-not-this-one" not in told.decode()


async def test_a_slack_that_is_not_there_is_one_line() -> None:
    """Rather than a traceback."""
    variables = {
        "SLACK_BOT_TOKEN": "xoxb-x",
        "SLACK_APP_TOKEN": "xapp-x",
        "SLACK_API_URL": "http://127.0.0.1:9/api/",
        "ARIZE_API_KEY": "ak-x",
        "ARIZE_BASE_URL": "http://127.0.0.1:9",
    }
    async with fresh_database("sqlite") as url, started("run", variables={**variables, "DATABASE_URL": url}) as process:
        _, told = await process.communicate()
    assert process.returncode == CANNOT_START
    assert "Slack does not answer at SLACK_API_URL" in told.decode()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("demo", "--port", "0"), "The demo is ready: open http://127.0.0.1:"),
        (("simulate", "arize", "--port", "0"), "http://127.0.0.1:"),
        (("simulate", "slack", "--port", "0"), "http://127.0.0.1:"),
    ],
)
async def test_what_runs_alone_says_where_and_stops_on_ctrl_c(arguments: tuple[str, ...], told: str) -> None:
    """The demo and both simulators."""
    async with started(*arguments, variables={"PYTHONUNBUFFERED": "1"}) as process:
        assert process.stdout is not None
        said = ""
        while told not in said:
            line = await asyncio.wait_for(process.stdout.readline(), 20)
            assert line, said
            said += line.decode()
        process.send_signal(signal.SIGINT)
        await asyncio.wait_for(process.wait(), 20)
    assert process.returncode == 0


async def test_the_version_is_printed() -> None:
    """As the package has it."""
    async with started("version") as process:
        told, _ = await process.communicate()
    assert told.decode().strip() == "0.1.0"
