"""How Slack reaches the app: over a socket that we open, or by signed HTTP requests. Both end in the same dispatch."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, cast

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_sdk.signature import SignatureVerifier

from bot.serving import serving
from bot.slack.doorstep import Doorstep
from bot.slack.web import QUIET

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from pydantic import SecretStr
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient
    from starlette.types import ASGIApp

PATH = "/slack/events"
"""The request URL for commands, interactions and events, as the manifest names it."""


@asynccontextmanager
async def over_socket_mode(app: AsyncApp, app_token: SecretStr, web: AsyncWebClient) -> AsyncIterator[None]:
    """Connected while the block lasts; the SDK reconnects by itself when Slack refreshes a connection."""
    handler = AsyncSocketModeHandler(app, app_token.get_secret_value(), logger=QUIET, web_client=web)
    handler.client.proxy = web.proxy
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt has no types here
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt has no types here


@asynccontextmanager
async def over_http(app: AsyncApp, signing_secret: SecretStr, host: str, port: int) -> AsyncIterator[str]:
    """The request URL that Slack must be able to reach. What is not signed ends on the doorstep; Bolt checks again."""
    inside = cast("ASGIApp", AsyncSlackRequestHandler(app, path=PATH))
    verifier = SignatureVerifier(signing_secret.get_secret_value())
    async with serving(Doorstep(inside, PATH, verifier), host, port) as base:
        yield base + PATH
