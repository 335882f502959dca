"""How Slack reaches the app: over a socket that we open, or by signed HTTP requests. Both end in the same dispatch."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, cast

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from bot.serving import serving
from bot.slack.socket_mode import Door, kept_open

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import ClientSession
    from pydantic import SecretStr
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient
    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.slack.socket_mode import SocketMode, SocketPace

PATH = "/slack/events"
"""The request URL for commands, interactions and events, as the manifest names it."""


@asynccontextmanager
async def over_socket_mode(
    app: AsyncApp, app_token: SecretStr, web: AsyncWebClient, session: ClientSession, pace: SocketPace
) -> AsyncIterator[SocketMode]:
    """Connected while the block lasts. Raises NoSocketMode where Slack refuses the token, or Socket Mode is off."""
    async with kept_open(Door.beside(web, app_token, session, app.async_dispatch, pace)) as socket_mode:
        yield socket_mode


@asynccontextmanager
async def over_http(app: AsyncApp, host: str, port: int, last_requests: float) -> AsyncIterator[str]:
    """The request URL that Slack must be able to reach; requests with a wrong signature are refused by Bolt."""
    async with serving(
        _timed(AsyncSlackRequestHandler(app, path=PATH)), host, port, last_requests=last_requests
    ) as base:
        yield base + PATH


def _timed(handler: AsyncSlackRequestHandler) -> ASGIApp:
    """Refuse a request whose time is no number as one without a signature: the check of the signature breaks on it."""

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        timestamp = Headers(scope=scope).get("x-slack-request-timestamp", "0")
        if timestamp.isascii() and timestamp.isdecimal():
            await cast("ASGIApp", handler)(scope, receive, send)
        else:
            await PlainTextResponse("", 401)(scope, receive, send)

    return checked
