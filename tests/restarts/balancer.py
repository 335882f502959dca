"""A reverse proxy, as one stands before processes that are reached over HTTP."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from bot.serving.listening import listen
from bot.serving.server import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

PATH = "/slack/events"


class Balancer:
    """Takes turns among `backends`, and passes over those that accept no connection; nothing is sent twice."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.backends: list[str] = []
        self._client = client
        self._turn = 0

    async def forward(self, request: Request) -> Response:
        body, headers = await request.body(), {**request.headers}
        self._turn += 1
        start = self._turn % len(self.backends)
        for backend in self.backends[start:] + self.backends[:start]:
            try:
                answer = await self._client.post(backend + PATH, content=body, headers=headers)
            except httpx.ConnectError:
                continue
            except httpx.TransportError:
                return Response(status_code=502)
            return Response(answer.content, answer.status_code, media_type=answer.headers.get("content-type"))
        return Response(status_code=503)


@asynccontextmanager
async def balancer() -> AsyncIterator[tuple[Balancer, str]]:
    """Connections to backends are kept open between requests. Yields the URL to send to as well."""
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
        balancing = Balancer(client)
        async with serving(Starlette(routes=[Route(PATH, balancing.forward, methods=["POST"])])) as url:
            yield balancing, url + PATH


def free_port() -> int:
    with listen("127.0.0.1", 0) as bound:
        return int(bound.getsockname()[1])
