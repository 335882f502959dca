"""The simulator on a real socket: Web API, response_urls, files and Socket Mode on one port."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute

from bot.serving.server import serving
from bot.simulator.dating import dated
from bot.simulator.slack.downloading import download
from bot.simulator.slack.people import PERSONAS
from bot.simulator.slack.responding import respond
from bot.simulator.slack.simulator import SlackSimulator
from bot.simulator.slack.uploading import upload
from bot.simulator.slack.web_api import answer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.websockets import WebSocket

    from bot.simulator.slack.clock import Clock
    from bot.simulator.slack.people import Persona


def web(slack: SlackSimulator) -> Starlette:
    async def api(request: Request) -> Response:
        return await answer(slack, request)

    async def response_url(request: Request) -> Response:
        return await respond(slack, request)

    async def upload_url(request: Request) -> Response:
        return await upload(slack, request)

    async def file(request: Request) -> Response:
        return await download(slack, request)

    async def link(socket: WebSocket) -> None:
        await slack.connections.serve(socket)

    return Starlette(
        routes=[
            Route("/api/{method}", api, methods=["GET", "POST"]),
            Route("/response/{key}", response_url, methods=["POST"]),
            Route("/upload/v1/{key}", upload_url, methods=["POST"]),
            Route("/files-pri/{place}/{name}", file),
            Route("/files-pri/{place}/download/{name}", file),
            WebSocketRoute("/link", link),
        ]
    )


@asynccontextmanager
async def slack_simulator(
    *,
    manifest: Path | dict[str, Any],
    host: str = "127.0.0.1",
    port: int = 0,
    clock: Clock | None = None,
    personas: Sequence[Persona] = PERSONAS,
) -> AsyncIterator[SlackSimulator]:
    """Serve a workspace until the block ends. Raises OSError where the port is taken; port 0 lets the system pick."""
    slack = SlackSimulator(manifest, clock, personas)
    async with serving(dated(web(slack), slack.clock.now), host, port, dates=False) as url:
        slack.response_urls.base = url
        try:
            yield slack
        finally:
            await slack.close()


async def run_alone(
    port: int, host: str = "127.0.0.1", *, manifest: Path | dict[str, Any], say: Callable[[str], None]
) -> None:
    """Serve until cancelled; `say` gets the URL and the secrets of this run. Raises OSError where the port is taken."""
    async with slack_simulator(manifest=manifest, host=host, port=port) as slack:
        say(f"A simulated Slack workspace with {len(slack.workspace.people)} people: {slack.url}")
        say(f"  Web API URL     {slack.api_url}")
        say(f"  bot token       {slack.bot_token}")
        say(f"  app token       {slack.app_token}")
        say(f"  signing secret  {slack.signing_secret}")
        await asyncio.Event().wait()
