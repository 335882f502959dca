"""The composition root: everything is made here, and closed in reverse."""

from __future__ import annotations

import time
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

import structlog

from bot.arize import ArizeClient, ArizeError, EnumCase
from bot.commands import discover
from bot.settings.values import is_loopback
from bot.slack.app import bolt_app
from bot.slack.background import Background
from bot.slack.direct_messages import DirectMessages
from bot.slack.directory import Directory
from bot.slack.handling import Handling
from bot.slack.identity import NotInstalled, identify
from bot.slack.listeners import Listeners
from bot.slack.modals import Modals
from bot.slack.picker import Picker
from bot.slack.replies import Replies
from bot.slack.transport import over_http, over_socket_mode
from bot.slack.web import slack_session, web_client
from bot.workflow.changes import Changes
from bot.workflow.desk import Desk
from bot.workflow.gate import Gate
from bot.workflow.passwords import PasswordDesk
from bot.workflow.submissions import SeenSubmissions
from bot.workflow.targets import Targets

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import ClientSession
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.settings import Settings
    from bot.slack.identity import AppIdentity

__all__ = ["Bot", "NotInstalled", "running"]

log = structlog.get_logger(__name__)

DRAIN_SECONDS = 10.0
"""How long work that was acknowledged may go on after the bot was told to stop."""


@dataclass(frozen=True)
class Bot:
    """A bot that is connected. `request_url` is where Slack reaches it over HTTP, None in Socket Mode."""

    background: Background
    identity: AppIdentity
    request_url: str | None


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Bot]:
    """The bot, connected while the block lasts. Raises NotInstalled where Slack refuses the token."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(slack_session())
        web = _web(settings, session)
        identity = await identify(web, settings.slack_bot_token)
        arize = await stack.enter_async_context(_arize(settings))
        background = Background()
        stack.push_async_callback(_drain, background)
        listeners = _listeners(settings, identity, Slack(web, Replies(web, session), background), arize)
        request_url = await stack.enter_async_context(_connected(settings, listeners, identity, web))
        log.info("bot.ready", transport=settings.transport, team=identity.team_id)
        try:
            yield Bot(background, identity, request_url)
        finally:
            log.info("bot.stopping")


@dataclass(frozen=True)
class Slack:
    """The ways to Slack that the wiring below shares."""

    web: AsyncWebClient
    replies: Replies
    background: Background


def _listeners(settings: Settings, identity: AppIdentity, slack: Slack, arize: ArizeClient) -> Listeners:
    people = Directory(slack.web, settings.directory_ttl, time.monotonic)
    gate = Gate(people, identity.team_id)
    messages = DirectMessages(slack.web)
    passwords = PasswordDesk(people, messages, slack.background.later, settings.password_ttl, identity.team_id)
    desk = Desk(gate, Targets(gate, people), arize, passwords, discover(), settings.page_size)
    changes = Changes(desk, SeenSubmissions(), lambda: uuid4().hex)
    handling = Handling(desk, changes, slack.replies, Modals(slack.web), messages, slack.background)
    return Listeners(handling, Picker(desk), slack.background)


def _web(settings: Settings, session: ClientSession) -> AsyncWebClient:
    direct = is_loopback(urlsplit(settings.slack_api_url).hostname)
    return web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url, session, direct=direct)


@asynccontextmanager
async def _arize(settings: Settings) -> AsyncIterator[ArizeClient]:
    async with ArizeClient(
        settings.arize_api_key,
        base_url=settings.arize_base_url,
        enum_case=EnumCase(settings.arize_enum_case),
        warn_prerelease=not settings.disable_prerelease_warning,
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
