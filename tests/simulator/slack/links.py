"""A plain WebSocket client of the simulator."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import websockets

from tests.simulator.slack.an_app import web_client

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from websockets import ClientConnection

    from bot.simulator.slack import SlackSimulator

Json = dict[str, Any]


async def a_url(slack: SlackSimulator) -> str:
    web = web_client(slack, slack.app_token)
    return str((await web.apps_connections_open(app_token=slack.app_token))["url"])


@asynccontextmanager
async def a_connection(slack: SlackSimulator) -> AsyncIterator[ClientConnection]:
    """Greeted already."""
    async with websockets.connect(await a_url(slack), proxy=None) as socket:
        assert (await heard(socket))["type"] == "hello"
        yield socket


async def heard(socket: ClientConnection) -> Json:
    return dict(json.loads(await asyncio.wait_for(socket.recv(), 10)))


async def acknowledge(socket: ClientConnection, envelope: Json, **more: Any) -> None:  # noqa: ANN401 - JSON
    await socket.send(json.dumps({"envelope_id": envelope["envelope_id"], **more}))
