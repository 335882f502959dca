"""Slack's end of Socket Mode: it sends envelopes, and knows when each is acknowledged."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING, Any

from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

from bot.simulator.slack.ids import APP
from tests.processes import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from websockets.asyncio.server import ServerConnection

HELLO = {"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}, "debug_info": {"host": "bench"}}
PING_EVERY = 20.0


class Link:
    """One app, connected once."""

    def __init__(self) -> None:
        self.url = ""
        self.connected = asyncio.Event()
        self._waiting: dict[str, asyncio.Future[None]] = {}
        self._numbers = count(1)

    async def greet(self, connection: ServerConnection) -> None:
        await connection.send(json.dumps(HELLO))
        self._connection = connection
        self.connected.set()
        with suppress(ConnectionClosed):  # contenders are killed in the end
            async for message in connection:
                self._heard(json.loads(message).get("envelope_id", ""))

    def _heard(self, envelope_id: str) -> None:
        acknowledged = self._waiting.pop(envelope_id, None)
        if acknowledged:
            acknowledged.set_result(None)

    async def until_connected(self) -> None:
        async with asyncio.timeout(PATIENCE):
            await self.connected.wait()

    async def deliver(self, payload: Mapping[str, Any]) -> None:
        """Return once it is acknowledged."""
        envelope_id = f"e{next(self._numbers)}"
        self._waiting[envelope_id] = acknowledged = asyncio.get_running_loop().create_future()
        envelope = {"envelope_id": envelope_id, "type": "slash_commands", "accepts_response_payload": True}
        await self._connection.send(json.dumps({**envelope, "payload": payload}))
        await acknowledged


@asynccontextmanager
async def link() -> AsyncIterator[Link]:
    """Served in this process until the block ends."""
    open_link = Link()
    async with serve(open_link.greet, "127.0.0.1", 0, ping_interval=PING_EVERY, close_timeout=0.1) as server:
        open_link.url = f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}/link"
        yield open_link
