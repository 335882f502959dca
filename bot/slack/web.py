"""The one Web API client: a shared connection pool, no debug lines, repeated only where Slack surely did nothing."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.slack.calls import Nobody, SlackWatcher, WatchedClient, WatchedLimits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from slack_sdk.web.async_client import AsyncWebClient

TIMEOUT = 10
"""Seconds for one call."""
SERVER_ERROR = 500

SLACK_TROUBLE = (SlackApiError, TimeoutError, aiohttp.ClientError)
"""Whatever a call to Slack may end in, besides an answer."""

HALFWAY = ("fatal_error", "internal_error")
"""Slack's words for a failure of its own, before which it may have done some of the work, as it documents."""
MIGRATING = ("external_channel_migrating", "org_login_required", "team_added_to_org")
"""Slack's words for a workspace or a channel that moves to another organization: it is back when that is over."""
PASSING = (
    *HALFWAY,
    *MIGRATING,
    "message_limit_exceeded",
    "rate_limited",
    "ratelimited",
    "request_timeout",
    "service_unavailable",
    "update_failed",
)
"""Slack's words for what a later try may mend. Whatever else it answers stays as it is."""

QUIET = logging.getLogger("slack_sdk.quiet")
"""Handed to the SDK, whose debug lines hold whole messages; its level is fixed where the client is made."""


@asynccontextmanager
async def slack_session(seconds: float = TIMEOUT) -> AsyncIterator[aiohttp.ClientSession]:
    """Connections to Slack, kept open between calls, each of which may take so many seconds."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=seconds)) as session:
        yield session


def web_client(
    token: str, api_url: str, session: aiohttp.ClientSession, *, direct: bool, watcher: SlackWatcher | None = None
) -> WatchedClient:
    """A call has as long as the session gives it.

    `direct` keeps the client from using a proxy of the environment, which it would even for a loopback address.
    `watcher` hears of every call. What is repeated is repeated where Slack surely did nothing: after a 429.
    """
    QUIET.setLevel(logging.INFO)
    client = WatchedClient(
        token=token,
        base_url=api_url,
        session=session,
        timeout=TIMEOUT,
        logger=QUIET,
        retry_handlers=[WatchedLimits(watcher or Nobody())],
    )
    client.watcher = watcher or Nobody()
    if direct:
        client.proxy = None
    return client


def beside(web: AsyncWebClient, token: str, session: aiohttp.ClientSession) -> WatchedClient:
    """A client with another token: it goes the way of `web`, is watched as that is, and repeats nothing by itself."""
    client = WatchedClient(token, web.base_url, TIMEOUT, session=session, logger=QUIET, retry_handlers=[])
    client.watcher, client.proxy = watcher_of(web), web.proxy
    return client


def watcher_of(web: AsyncWebClient) -> SlackWatcher:
    """Who counts the calls of this client."""
    return web.watcher if isinstance(web, WatchedClient) else Nobody()


def error_code(error: BaseException) -> str:
    """Slack's own word for what went wrong, as far as there is one; else the kind of error."""
    data = getattr(getattr(error, "response", None), "data", None)
    said = data.get("error") if isinstance(data, dict) else None
    return str(said or type(error).__name__)


def answered(error: BaseException) -> bool:
    """Whether Slack itself said no, rather than nothing, or something that cannot be read."""
    data = getattr(getattr(error, "response", None), "data", None)
    return isinstance(data, dict) and data.get("ok") is False


def is_passing(error: BaseException) -> bool:
    """Whether a later try may mend it: Slack said nothing, or something of the moment."""
    return not answered(error) or error_code(error) in PASSING


def refused(error: BaseException) -> bool:
    """Whether Slack itself said no, and surely did nothing."""
    return answered(error) and error_code(error) not in HALFWAY


def is_slacks(web: AsyncWebClient, url: str, hosts: Sequence[str]) -> bool:
    """Whether an address that came through the client is one of Slack's `hosts`, or the one we ask ourselves."""
    ours, theirs = urlsplit(web.base_url), urlsplit(url)
    if theirs.scheme == "https" and theirs.hostname in hosts:
        return True
    return (ours.scheme, ours.netloc) == (theirs.scheme, theirs.netloc)


def may_have_happened(error: SlackApiError) -> bool:
    """Whether Slack may have done the work all the same: after a 5xx, its own failure, or what cannot be read."""
    return not refused(error) and getattr(error.response, "status_code", SERVER_ERROR) != 429  # noqa: PLR2004 - RFC 6585


def retry_after(error: SlackApiError) -> float:
    """Seconds that Slack asks to wait; 0 where it does not say."""
    said = getattr(error.response, "headers", {}).get("Retry-After", "")
    return float(said) if said.isdecimal() else 0.0
