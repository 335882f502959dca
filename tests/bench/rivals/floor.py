"""The least that takes a command from Slack: `python -m tests.bench.rivals.floor PORT PEERS`.

Starlette, the check of the signature, the form; after the ack the same calls that the bot makes, one after the other.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import aiohttp
import httpx
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.responses import Response
from starlette.routing import Route

from bot.serving.server import serving
from bot.slack.transport import PATH
from tests.bench.traffic import SECRET

if TYPE_CHECKING:
    from starlette.requests import Request

ANSWER = {"text": "Ada Byron", "response_type": "ephemeral"}
GET = "get "
"""A command that begins so is looked after; any other is only acknowledged."""


class Floor:
    """Two clients, shared by all requests."""

    def __init__(self, peers: str, arize: httpx.AsyncClient, slack: aiohttp.ClientSession) -> None:
        self._users = f"{peers}/v2/users"
        self._arize, self._slack = arize, slack
        self._verifier = SignatureVerifier(SECRET)

    async def take(self, request: Request) -> Response:
        if not self._verifier.is_valid_request(await request.body(), dict(request.headers)):
            return Response(status_code=401)
        form = dict(parse_qsl((await request.body()).decode()))
        text, url = form["text"], form["response_url"]
        work = BackgroundTask(self._look_up, text.removeprefix(GET), url) if text.startswith(GET) else None
        return Response(status_code=200, background=work)

    async def _look_up(self, email: str, response_url: str) -> None:
        asked = {"limit": "100", "email": email}
        (await self._arize.get(self._users, params=asked, headers={"Authorization": "Bearer ak-bench"})).json()
        async with self._slack.post(response_url, json=ANSWER) as answer:
            await answer.read()


async def main(port: int, peers: str) -> None:
    """Serve until the process ends."""
    async with AsyncExitStack() as stack:
        arize = await stack.enter_async_context(httpx.AsyncClient(trust_env=False))
        slack = await stack.enter_async_context(aiohttp.ClientSession())
        app = Starlette(routes=[Route(PATH, Floor(peers, arize, slack).take, methods=["POST"])])
        await stack.enter_async_context(serving(app, port=port))
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
