"""A bot that runs: everything is opened here, and closed in reverse."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog

from bot.app.edges import Edges
from bot.app.pace import USUAL, Pace
from bot.app.policies import policy_of
from bot.app.storing import opened_ledger, utc_now
from bot.app.wiring import wired
from bot.arize import ArizeClient, ArizeError, EnumCase
from bot.settings.values import is_loopback
from bot.slack.app import bolt_app
from bot.slack.background import Background
from bot.slack.identity import NotInstalled, identify
from bot.slack.transport import over_http, over_socket_mode
from bot.slack.web import slack_session, web_client
from bot.store import SqlBatches, SqlHomes, SqlLeavers, SqlReviews
from bot.workflow.health import Pulse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import timedelta

    from aiohttp import ClientSession
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.settings import Settings
    from bot.slack.identity import AppIdentity
    from bot.slack.listeners import Listeners
    from bot.workflow.sweep import Sweep

__all__ = ["Bot", "NotInstalled", "running", "slack_client"]

log = structlog.get_logger(__name__)

DRAIN_SECONDS = 10.0
"""How long work that was acknowledged may go on after the bot was told to stop."""


@dataclass(frozen=True)
class Bot:
    """A bot that is connected. `request_url` is where Slack reaches it over HTTP, None in Socket Mode."""

    background: Background
    identity: AppIdentity
    request_url: str | None
    sweep: Sweep


@asynccontextmanager
async def running(settings: Settings, pace: Pace = USUAL) -> AsyncIterator[Bot]:
    """The bot, connected while the block lasts.

    Raises NotInstalled where Slack refuses the token, UnfitSchema where the database's schema is not this version's,
    PolicyError for a policy file that cannot be used, and Unavailable where the database does not answer.
    """
    policy = policy_of(settings)
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(slack_session(pace.answer))
        web = slack_client(settings, session)
        ledger = await stack.enter_async_context(opened_ledger(settings))
        identity = await identify(web, settings.slack_bot_token)
        pulse = Pulse(utc_now)
        arize = await stack.enter_async_context(_arize(settings, pulse, pace))
        background = Background()
        stack.push_async_callback(_drain, background)
        engine = ledger.engine
        books = SqlHomes(engine), SqlBatches(engine), SqlLeavers(engine), SqlReviews(engine)
        edges = Edges(web, session, arize, ledger, identity, background, policy, *books, pulse, pace)
        parts = wired(settings, edges)
        await stack.enter_async_context(_sweeping(parts.sweep, background, settings.sweep_every))
        request_url = await stack.enter_async_context(_connected(settings, parts.listeners, identity, web))
        log.info("bot.ready", transport=settings.transport, team=identity.team_id)
        try:
            yield Bot(background, identity, request_url, parts.sweep)
        finally:
            log.info("bot.stopping")


@asynccontextmanager
async def _sweeping(sweep: Sweep, background: Background, every: timedelta) -> AsyncIterator[None]:
    """What was left undone is looked for at once, and again and again."""
    task = asyncio.get_running_loop().create_task(_rounds(sweep, background, every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _rounds(sweep: Sweep, background: Background, every: timedelta) -> None:
    """A round is work like any other: where the bot is told to stop in the middle of it, it is waited for."""
    while True:
        await asyncio.shield(background.spawn(sweep.round()))
        await asyncio.sleep(every.total_seconds())


def slack_client(settings: Settings, session: ClientSession) -> AsyncWebClient:
    direct = is_loopback(urlsplit(settings.slack_api_url).hostname)
    return web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url, session, direct=direct)


@asynccontextmanager
async def _arize(settings: Settings, pulse: Pulse, pace: Pace) -> AsyncIterator[ArizeClient]:
    async with ArizeClient(
        settings.arize_api_key,
        base_url=settings.arize_base_url,
        enum_case=EnumCase(settings.arize_enum_case),
        warn_prerelease=not settings.disable_prerelease_warning,
        timeout=pace.answer,
        retry=pace.arize,
        on_end=pulse.heard,
    ) as client:
        try:
            await client.probe()
        except ArizeError as error:
            log.warning("arize.not_answering", error=type(error).__name__)
        yield client


@asynccontextmanager
async def _connected(
    settings: Settings, listeners: Listeners, identity: AppIdentity, web: AsyncWebClient
) -> AsyncIterator[str | None]:
    secret = settings.slack_signing_secret.get_secret_value()
    app = bolt_app(listeners, identity, command=settings.command, signing_secret=secret)
    if settings.transport == "http":
        async with over_http(app, settings.host, settings.port) as request_url:
            yield request_url
    else:
        async with over_socket_mode(app, settings.slack_app_token, web):
            yield None


async def _drain(background: Background) -> None:
    cut = await background.drain(DRAIN_SECONDS)
    if cut:
        log.warning("background.cut", tasks=cut)
