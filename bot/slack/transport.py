"""How Slack reaches the app by signed HTTP requests. They end in the same dispatch as what comes by Socket Mode."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.serving import serving
from bot.slack.requests import SignedRequests

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.slack.app import SlackApp

PATH = "/slack/events"
"""The request URL for commands, interactions and events, as the manifest names it."""


@asynccontextmanager
async def over_http(
    app: SlackApp, signing_secret: str, host: str, port: int, last_requests: float
) -> AsyncIterator[str]:
    """The request URL that Slack must be able to reach; requests with a wrong signature are refused."""
    signed = SignedRequests(app.dispatch, signing_secret, PATH)
    async with serving(signed, host, port, last_requests=last_requests) as base:
        yield base + PATH
