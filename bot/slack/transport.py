"""How Slack reaches the app by signed HTTP requests. They end in the same dispatch as what comes by Socket Mode."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from slack_sdk.signature import SignatureVerifier

from bot.serving.connection import Patience
from bot.serving.server import serving
from bot.slack.doorstep import Doorstep

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.slack.app import SlackApp

PATH = "/slack/events"
"""The request URL for commands, interactions and events, as the manifest names it."""


@asynccontextmanager
async def over_http(app: SlackApp, secret: str, host: str, port: int, last_requests: float) -> AsyncIterator[str]:
    """The request URL that Slack must be able to reach. What is not signed ends on the doorstep."""
    doorstep = Doorstep(app.dispatch, PATH, SignatureVerifier(secret))
    async with serving(doorstep, host, port, patience=Patience(last_requests=last_requests)) as base:
        yield base + PATH
