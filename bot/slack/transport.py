"""How Slack reaches the app by signed HTTP requests. They end in the same dispatch as what comes by Socket Mode."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, cast

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from bot.serving import serving
from bot.slack.spans import arrives

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_bolt.async_app import AsyncApp
    from starlette.types import ASGIApp, Receive, Scope, Send


PATH = "/slack/events"
"""The request URL for commands, interactions and events, as the manifest names it."""


@asynccontextmanager
async def over_http(app: AsyncApp, host: str, port: int, last_requests: float) -> AsyncIterator[str]:
    """The request URL that Slack must be able to reach; requests with a wrong signature are refused by Bolt."""
    handler = _timed(AsyncSlackRequestHandler(app, path=PATH))
    async with serving(handler, host, port, last_requests=last_requests) as base:
        yield base + PATH


def _timed(handler: AsyncSlackRequestHandler) -> ASGIApp:
    """Refuse a request whose time is no number as one without a signature: the check of the signature breaks on it."""

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        arrives()
        timestamp = Headers(scope=scope).get("x-slack-request-timestamp", "0")
        if timestamp.isascii() and timestamp.isdecimal():
            await cast("ASGIApp", handler)(scope, receive, send)
        else:
            await PlainTextResponse("", 401)(scope, receive, send)

    return checked
