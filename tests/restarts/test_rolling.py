"""A new version is rolled out while people work: one process stops while the next one starts, and nobody notices."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.processes import deployment
from tests.restarts.balancer import balancer, free_port
from tests.restarts.load import Load

if TYPE_CHECKING:
    from tests.processes import Deployment
    from tests.restarts.balancer import Balancer

ROUNDS = 2
REPLICAS = 2


async def test_in_socket_mode() -> None:
    """Slack spreads what people do over the connections of all processes, and goes on with those that are left."""
    async with deployment("postgresql") as bot:
        load = Load(bot)
        await bot.start(REPLICAS)
        load.begin()
        for _ in range(ROUNDS):
            _, status = await asyncio.gather(bot.start(), bot.stop_oldest())
            assert status == 0
        await load.end()
        assert (load.failed, load.late) == (0, 0)
        await load.all_is_well()


async def test_over_http() -> None:
    """Behind a proxy that goes on to the next process where one accepts no connection any more."""
    async with deployment("postgresql", BOT_TRANSPORT="http") as bot, balancer() as (balancing, url):
        bot.variables["SLACK_SIGNING_SECRET"] = bot.slack.signing_secret
        bot.slack.deliver_over_http(url)
        load = Load(bot)
        await asyncio.gather(*(starts(bot, balancing) for _ in range(REPLICAS)))
        load.begin()
        for _ in range(ROUNDS):
            _, status = await asyncio.gather(starts(bot, balancing), bot.stop_oldest())
            assert status == 0
            balancing.backends.pop(0)
        await load.end()
        assert (load.failed, load.late) == (0, 0)
        await load.all_is_well()


async def starts(bot: Deployment, balancing: Balancer) -> None:
    port = free_port()
    await bot.start(BOT_PORT=str(port))
    balancing.backends.append(f"http://127.0.0.1:{port}")
