"""The app in Slack: its token, its scopes, and how Slack reaches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.checkup.clocks import clock
from bot.app.checkup.finding import ok, unseen, warning, wrong
from bot.slack.identity import NotInstalled
from bot.slack.probing import Mute, refused_connection
from bot.slack.scopes import SCOPES
from bot.slack.socket_mode.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.app.checkup.finding import Finding
    from bot.settings import Settings
    from bot.slack.identity import Installation

    Installed = Callable[[], Awaitable[Installation]]
    """Raises NotInstalled."""

NOT_LOOKED_AT = "This was not looked at, because the bot token does not work."
UPDATE = "Update it: paste what `ax-user-bot manifest` prints under App Manifest, and install the app again."


async def token_found(installed: Installed) -> AsyncIterator[Finding]:
    try:
        found = await installed()
    except NotInstalled as error:
        yield wrong("slack.token", error.words, error.remedy, stops=True)
        yield unseen("slack.scopes", NOT_LOOKED_AT)
        return
    yield ok("slack.token", f"Slack knows the app as {found.bot} in {found.team} ({found.identity.team_id}).")
    for finding in _scopes(found.scopes):
        yield finding
    yield clock("slack.clock", "Slack", found.said_date)


def _scopes(granted: frozenset[str]) -> Iterator[Finding]:
    if not granted:
        yield unseen("slack.scopes", "Slack does not say which scopes the app has.", UPDATE)
        return
    needed = frozenset(scope.name for scope in SCOPES)
    for scope in SCOPES:
        if scope.name not in granted:
            yield wrong("slack.scopes", f"The app lacks the scope {scope.name}: {scope.without}.", UPDATE)
    if extra := sorted(granted - needed):
        words = f"The app has scopes that the bot does not use: {', '.join(extra)}."
        yield warning("slack.scopes", words, f"Take them away, so that its token is worth less to a thief. {UPDATE}")
    elif needed == granted:
        yield ok("slack.scopes", f"The app has the {len(needed)} scopes that it needs, and no other.")


async def reach_found(settings: Settings, web: AsyncWebClient) -> AsyncIterator[Finding]:
    """How what people do comes to the bot, as far as that can be asked."""
    if settings.transport == "socket":
        yield await _socket_mode(settings, web)
    else:
        yield unseen(
            "slack.request_url",
            "Whether Slack reaches the bot, and whether SLACK_SIGNING_SECRET is the app's, cannot be asked.",
            f"Run the bot and type {settings.command} help; Slack says dispatch_failed where it does not reach it.",
        )
    yield unseen(
        "slack.interactivity",
        "Whether the command, the shortcuts, Interactivity and the events are set up cannot be asked.",
        f"Run the bot, type {settings.command} help, click a button, and open the app's Home; if nothing comes:"
        f" {UPDATE}",
    )


_BY_ITSELF = "It is tried again by itself; where that goes on, check the network."


async def _socket_mode(settings: Settings, web: AsyncWebClient) -> Finding:
    name = "slack.socket_mode"
    try:
        code = await refused_connection(web, settings.slack_app_token)
    except Mute as why:
        return wrong(name, f"Slack does not say whether a connection may be opened ({why}).", _BY_ITSELF)
    if code is None:
        return ok(name, "Slack opens connections for SLACK_APP_TOKEN.")
    known = refusal(code)
    if known is not None:
        return wrong(name, known.words, known.remedy, stops=True)
    return wrong(name, f"Slack opens no connection for SLACK_APP_TOKEN ({code}).", _BY_ITSELF)
