"""Served alone, for other clients to try."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from bot.serving.server import serving
from bot.simulator.slack import run_alone, slack_simulator
from bot.simulator.slack.simulator import SlackSimulator
from tests.simulator.slack.an_app import a_manifest


async def test_it_says_where_it_is_and_how_to_get_in() -> None:
    """URL, tokens, signing secret; and it stops when told to."""
    said: list[str] = []
    enough = asyncio.Event()

    def say(line: str) -> None:
        said.append(line)
        if len(said) == 5:
            enough.set()

    running = asyncio.create_task(run_alone(0, manifest=a_manifest(), say=say))
    await asyncio.wait_for(enough.wait(), 5)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    text = "\n".join(said)
    for expected in ("http://127.0.0.1:", "/api/", "xoxb-sim-", "xapp-sim-", "signing secret"):
        assert expected in text


async def test_two_runs_share_no_secret() -> None:
    """They are made up each time."""
    one, two = SlackSimulator(a_manifest()), SlackSimulator(a_manifest())
    assert one.bot_token != two.bot_token
    assert one.app_token != two.app_token
    assert one.signing_secret != two.signing_secret


async def test_a_taken_port_is_an_error() -> None:
    """Before anything is served."""
    async with slack_simulator(manifest=a_manifest()) as first:
        port = int(first.url.rpartition(":")[2])
        with pytest.raises(OSError, match="Cannot listen"):
            async with slack_simulator(manifest=a_manifest(), port=port):
                pass
    async with serving(None, port=port):
        assert first.api_url == f"http://127.0.0.1:{port}/api/"
