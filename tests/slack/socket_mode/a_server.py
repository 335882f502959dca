"""A server that sends whatever a test wants it to, as Slack would never do."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
from pydantic import SecretStr
from slack_bolt import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocketDisconnect

from bot.serving.server import serving
from bot.slack.socket_mode import Door, SocketPace, kept_open
from tests.slack.socket_mode.an_app import BRISK

if TYPE_CHECKING:
    from asyncio import Transport
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.websockets import WebSocket

    from bot.slack.payloads import Payload


class Server:
    """`connections` are all there ever were; `heard` is what the app sent, parsed; `asked` what it was asked to do."""

    def __init__(self, greeting: str) -> None:
        self.greeting = greeting
        self.connections: list[WebSocket] = []
        self.heard: list[dict[str, Any]] = []
        self.asked: list[dict[str, Any]] = []
        self.base = ""

    async def open(self, _: Request) -> JSONResponse:
        return JSONResponse({"ok": True, "url": f"{self.base.replace('http', 'ws', 1)}/link"})

    async def link(self, socket: WebSocket) -> None:
        await socket.accept()
        self.connections.append(socket)
        if self.greeting:
            await socket.send_text(self.greeting)
        try:
            while True:
                self.heard.append(await socket.receive_json())
        except WebSocketDisconnect:
            return

    async def says(self, text: str, connection: int = 0) -> None:
        await self.connections[connection].send_text(text)

    async def asks(self, envelope_id: str, connection: int = 0, **payload: object) -> None:
        envelope = {"type": "interactive", "envelope_id": envelope_id, "payload": payload}
        await self.says(json.dumps({**envelope, "accepts_response_payload": True}), connection)

    def writes(self, raw: bytes, connection: int = 0) -> None:
        """Bytes, past everything that knows WebSockets."""
        transport: Transport = self.connections[connection].scope["state"]["transport"]
        transport.write(raw)

    async def dispatch(self, payload: Payload) -> BoltResponse:
        """The app: it breaks, refuses or is slow where the payload says so."""
        self.asked.append(payload)
        if "breaks" in payload:
            raise RuntimeError("broken on purpose")
        await asyncio.sleep(payload.get("seconds", 0))
        return BoltResponse(status=payload.get("status", 200), body="")

    async def acked(self, *envelope_ids: str) -> None:
        """Return once these are acknowledged."""
        await self.until(lambda: {ack["envelope_id"] for ack in self.heard} >= set(envelope_ids))

    async def until(self, seen: Any) -> None:  # noqa: ANN401 - a condition
        async with asyncio.timeout(5):
            while not seen():  # noqa: ASYNC110 - the two ends share nothing that would tell
                await asyncio.sleep(0.005)


HELLO = '{"type":"hello","num_connections":1}'


@asynccontextmanager
async def a_server(greeting: str = HELLO, pace: SocketPace = BRISK) -> AsyncIterator[Server]:
    """With an app that is connected twice."""
    server = Server(greeting)
    routes = [Route("/api/apps.connections.open", server.open, methods=["POST"]), WebSocketRoute("/link", server.link)]
    async with serving(Starlette(routes=routes)) as server.base, aiohttp.ClientSession() as session:
        web = AsyncWebClient(base_url=f"{server.base}/api/")
        web.proxy = None
        door = Door.beside(web, SecretStr("xapp-1"), session, server.dispatch, pace)
        async with kept_open(door):
            await server.until(lambda: len(server.connections) == 2)
            yield server
