"""The port for operators' machines: what it answers, and what it does not."""

from __future__ import annotations

import socket

import httpx
import pytest

from bot.app.running import running
from bot.simulator.arize import arize_simulator
from bot.simulator.slack import slack_simulator
from tests.databases import fresh_database
from tests.monitor.scraping import Scrape, asked, scraped
from tests.world import MANIFEST, TRANSPORTS, environment, open_world


@pytest.mark.parametrize("path", ["/", "/slack/events", "/metrics/", "/healthz/x"])
async def test_nothing_else_is_there(path: str) -> None:
    """Slack's requests least of all."""
    async with open_world("http") as world:
        assert (await asked(world.bot, path)).status_code == 404


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_it_is_only_read(path: str) -> None:
    """Nothing can be changed there."""
    async with open_world() as world, httpx.AsyncClient(trust_env=False) as client:
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            assert (await client.request(method, world.bot.monitor_url + path)).status_code == 405


async def test_slacks_port_shows_no_metrics() -> None:
    """What the world may reach tells nothing of the bot's health."""
    async with open_world("http") as world, httpx.AsyncClient(trust_env=False) as client:
        assert world.bot.request_url is not None
        for path in ("/metrics", "/healthz", "/readyz"):
            answer = await client.get(world.bot.request_url.replace("/slack/events", path))
            assert answer.status_code == 404


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_the_version_and_the_transport_are_told(transport: str) -> None:
    """With what the process itself costs."""
    async with open_world(transport) as world:
        seen = await scraped(world)
        assert seen.value("info", version="0.1.0", transport=transport) == 1
        assert "process_resident_memory_bytes" in seen.text
        assert "python_gc_collections_total" in seen.text


async def test_each_bot_counts_for_itself() -> None:
    """Two in one process are two bots."""
    async with open_world() as one, open_world() as another:
        await one.person("alice").types("/ax-user roles")
        await one.person("alice").sees("Annotator")
        assert (await scraped(one)).value("acks_total") == 1
        assert (await scraped(another)).value("acks_total") == 0


async def test_whoever_speaks_openmetrics_gets_that() -> None:
    """By its media type, and with its end marked."""
    async with open_world() as world:
        answer = await asked(world.bot, "/metrics", accept="application/openmetrics-text; version=1.0.0")
        assert answer.headers["content-type"].startswith("application/openmetrics-text")
        assert answer.text.endswith("# EOF\n")
        assert (await asked(world.bot, "/metrics")).headers["content-type"].startswith("text/plain; version=")


async def test_a_port_that_is_taken_is_told_with_the_setting() -> None:
    """Before anybody is asked for anything."""
    async with (
        slack_simulator(manifest=MANIFEST) as slack,
        arize_simulator() as arize,
        fresh_database("sqlite") as url,
    ):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            settings = environment("socket", slack, arize, {"DATABASE_URL": url, "BOT_MONITOR_PORT": port})
            with pytest.raises(OSError, match=rf"127\.0\.0\.1:{port}: .* Choose another BOT_MONITOR_PORT"):
                async with running(settings):
                    raise AssertionError("it should not have started")
    assert slack.inspector.entries() == []


def test_a_sample_that_is_not_there_is_none() -> None:
    """The tests' own reading glass does not invent."""
    assert Scrape("").value("acks_total") == 0
    assert Scrape("").families() == set()
