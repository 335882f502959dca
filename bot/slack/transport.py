"""How Slack reaches the app: over a socket that we open, or by signed HTTP requests. Both end in the same dispatch."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, cast

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from bot.serving import serving
from bot.slack.spans import arrives
from bot.slack.web import QUIET

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from aiohttp import WSMessage
    from pydantic import SecretStr
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient
    from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/slack/events"
"""The request URL for commands, interactions and events, as the manifest names it."""


@asynccontextmanager
async def over_socket_mode(
    app: AsyncApp, app_token: SecretStr, web: AsyncWebClient, on_reconnect: Callable[[str], None]
) -> AsyncIterator[Callable[[], int]]:
    """Connected while the block lasts; the SDK reconnects by itself when Slack refreshes a connection.

    Yields what counts the connections that are open. `on_reconnect` is told why Slack asks for another one.
    """
    handler = AsyncSocketModeHandler(app, app_token.get_secret_value(), logger=QUIET, web_client=web)
    handler.client.proxy = web.proxy

    async def arrived(*_: object) -> None:
        arrives()

    async def heard(message: WSMessage) -> None:
        if (farewell := json.loads(message.data)).get("type") == "disconnect":
            on_reconnect(str(farewell.get("reason", "")))

    handler.client.message_listeners.append(arrived)
    handler.client.on_message_listeners.append(heard)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt has no types here
    try:
        yield lambda: int(not getattr(handler.client.current_session, "closed", True))
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt has no types here


@asynccontextmanager
async def over_http(app: AsyncApp, host: str, port: int) -> AsyncIterator[str]:
    """The request URL that Slack must be able to reach; requests with a wrong signature are refused by Bolt."""
    async with serving(_timed(AsyncSlackRequestHandler(app, path=PATH)), host, port) as base:
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
