"""A bot that runs: everything is opened here, and closed in reverse."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog

from bot.app.account import arize_client
from bot.app.edges import Edges
from bot.app.monitoring import monitoring, watch_database, watched_pulse
from bot.app.pace import USUAL, Pace
from bot.app.policies import policy_of
from bot.app.storing import opened_engine, utc_now
from bot.app.watching import WatchedBatches, WatchedLedger
from bot.app.wiring import wired
from bot.arize import ArizeError
from bot.settings.values import is_loopback
from bot.slack.app import SlackApp
from bot.slack.background import Background
from bot.slack.identity import identify
from bot.slack.socket_mode import Door, kept_open
from bot.slack.web import slack_session, web_client
from bot.store import SqlHomes, SqlLeavers, SqlReviews
from bot.workflow.health import Pulse

if TYPE_CHECKING:
    from asyncio import Task
    from collections.abc import AsyncIterator, Callable
    from datetime import timedelta

    from aiohttp import ClientSession
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.app.wiring import Wired
    from bot.arize import ArizeClient, Ended
    from bot.settings import Settings
    from bot.slack.calls import SlackWatcher
    from bot.slack.identity import AppIdentity
    from bot.slack.listeners import Listeners
    from bot.slack.socket_mode import SocketMode
    from bot.workflow.sweep import Sweep
    from bot.workflow.unwritten import Unwritten

__all__ = ["Bot", "running", "slack_client"]

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Bot:
    """A bot that is connected: by `socket_mode`, or over HTTP, where Slack reaches it at `request_url`.

    `monitor_url` is where operators' machines ask how it is.
    """

    background: Background
    identity: AppIdentity
    sweep: Sweep
    monitor_url: str
    request_url: str | None = None
    socket_mode: SocketMode | None = None

    @property
    def ways_in(self) -> int:
        """By how many ways Slack can reach it at the moment."""
        return self.socket_mode.connections if self.socket_mode else 1

    async def over(self) -> None:
        """Never returns: raises NotInstalled once Slack cannot be reached any more, however often it is tried."""
        await (self.socket_mode.over() if self.socket_mode else asyncio.Event().wait())


@asynccontextmanager
async def running(settings: Settings, pace: Pace = USUAL) -> AsyncIterator[Bot]:
    """The bot, connected while the block lasts.

    Raises NotInstalled where Slack refuses the token, UnfitSchema where the database's schema is not this version's,
    PolicyError for a policy file that cannot be used, CannotWork for such a proxy, Unavailable where the database does
    not answer, and OSError for a port that is taken.
    """
    policy = policy_of(settings)
    async with AsyncExitStack() as stack:
        monitor, monitor_url = await stack.enter_async_context(monitoring(settings))
        session = await stack.enter_async_context(slack_session(pace.answer))
        web = slack_client(settings, session, monitor.slack)
        engine = await stack.enter_async_context(opened_engine(settings))
        watch_database(monitor, engine)
        stack.push_async_callback(monitor.close)
        pulse = Pulse(utc_now)
        arize = await stack.enter_async_context(_arize(settings, watched_pulse(monitor, pulse), pace))
        probing = await stack.enter_async_context(_probing(arize))
        identity = await identify(web)
        await probing
        background = Background()
        ledger = WatchedLedger(engine, utc_now, meter=monitor.work)
        batches = WatchedBatches(engine, meter=monitor.work)
        books = SqlHomes(engine), batches, SqlLeavers(engine), SqlReviews(engine)
        edges = Edges(web, session, arize, ledger, identity, background, policy, *books, pulse, pace, monitor)
        parts = wired(settings, edges)
        stack.push_async_callback(_drain, background, parts.unwritten, pace.drain)
        await stack.enter_async_context(_sweeping(parts, background, settings.sweep_every))
        bot = Bot(background, identity, parts.sweep, monitor_url)
        connected = await stack.enter_async_context(_connected(settings, edges, parts.listeners, bot))
        monitor.started(lambda: connected.ways_in)
        log.info("bot.ready", transport=settings.transport, team=identity.team_id, monitor=monitor_url)
        try:
            yield connected
        finally:
            monitor.stopping()
            log.info("bot.stopping")


@asynccontextmanager
async def _sweeping(parts: Wired, background: Background, every: timedelta) -> AsyncIterator[None]:
    """What was left undone is looked for at once, and again and again."""
    task = asyncio.get_running_loop().create_task(_rounds(parts, background, every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _rounds(parts: Wired, background: Background, every: timedelta) -> None:
    """A round is work like any other: where the bot is told to stop in the middle of it, it is waited for."""
    while True:
        await asyncio.shield(background.spawn(_round(parts)))
        await asyncio.sleep(every.total_seconds())


async def _round(parts: Wired) -> None:
    """What could not be written down comes first: it leaves work that is due."""
    await parts.unwritten.again()
    await parts.sweep.round()


def slack_client(settings: Settings, session: ClientSession, watcher: SlackWatcher | None = None) -> AsyncWebClient:
    direct = is_loopback(urlsplit(settings.slack_api_url).hostname)
    token = settings.slack_bot_token.get_secret_value()
    return web_client(token, settings.slack_api_url, session, direct=direct, watcher=watcher)


@asynccontextmanager
async def _arize(settings: Settings, on_end: Callable[[Ended], None], pace: Pace) -> AsyncIterator[ArizeClient]:
    warns = not settings.disable_prerelease_warning
    client = arize_client(settings, timeout=pace.answer, retry=pace.arize, warn_prerelease=warns, on_end=on_end)
    async with client:
        yield client


@asynccontextmanager
async def _probing(arize: ArizeClient) -> AsyncIterator[Task[None]]:
    """Arize is asked how it writes its words, while Slack is asked who we are. Cut off where the block ends before."""
    probing = asyncio.create_task(_probe(arize))
    try:
        yield probing
    finally:
        probing.cancel()
        await asyncio.wait({probing})


async def _probe(arize: ArizeClient) -> None:
    try:
        await arize.probe()
    except ArizeError as error:
        log.warning("arize.not_answering", error=type(error).__name__)


@asynccontextmanager
async def _connected(settings: Settings, edges: Edges, listeners: Listeners, bot: Bot) -> AsyncIterator[Bot]:
    app = SlackApp(listeners, settings.command)
    if settings.transport == "http":
        from bot.slack.transport import over_http  # noqa: PLC0415 - in Socket Mode no HTTP server is loaded

        secret = settings.slack_signing_secret.get_secret_value()
        async with over_http(app, secret, settings.host, settings.port, edges.pace.last_requests) as request_url:
            yield replace(bot, request_url=request_url)
    else:
        door = Door.beside(edges.web, settings.slack_app_token, edges.session, app.dispatch, edges.pace.socket)
        async with kept_open(door, edges.monitor.sockets.reconnected) as socket_mode:
            yield replace(bot, socket_mode=socket_mode)


async def _drain(background: Background, unwritten: Unwritten, seconds: float) -> None:
    """What could not be written down is tried once more, in the time that other work has."""
    background.spawn(unwritten.again())
    cut = await background.drain(seconds)
    if cut:
        log.warning("background.cut", tasks=cut)
    unwritten.end()
