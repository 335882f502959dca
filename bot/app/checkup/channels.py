"""The channel that requests are put before.

`conversations.info` would tell more, and needs scopes that the bot has no other use for (decision 0061).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.checkup.finding import ok, unseen, warning, wrong
from bot.app.checkup.installed import NOT_LOOKED_AT
from bot.slack.identity import NotInstalled
from bot.slack.probing import Mute, refused_message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.app.checkup.finding import Finding
    from bot.app.checkup.installed import Installed
    from bot.settings import Settings

NAME = "slack.channel"
INVITE = "Invite the app into it: type /invite @ax-user-bot there."
OUTSIDE = ("The app is not in BOT_APPROVALS_CHANNEL, so no request is put before it.", INVITE)
WHO_MAY_POST = "See in the channel's settings who may post there, or set another channel."
REFUSALS = {
    "not_in_channel": OUTSIDE,
    "user_not_in_channel": OUTSIDE,
    "channel_not_found": (
        "The app does not see BOT_APPROVALS_CHANNEL: there is no such channel, or it is private and the app not in it.",
        f"Compare the id with the one in the channel's details. {INVITE}",
    ),
    "is_archived": (
        "BOT_APPROVALS_CHANNEL is archived, so no request is put before it.",
        "Unarchive it, or set another channel.",
    ),
}


async def channel_found(settings: Settings, web: AsyncWebClient, installed: Installed) -> AsyncIterator[Finding]:
    if not settings.approvals_channel:
        yield ok(NAME, "BOT_APPROVALS_CHANNEL is not set: those who may approve are sent direct messages.")
        return
    try:
        bot_user_id = (await installed()).identity.bot_user_id
    except NotInstalled:
        yield unseen(NAME, NOT_LOOKED_AT)
        return
    yield await _reach(web, settings.approvals_channel, bot_user_id)
    yield unseen(
        f"{NAME}.sharing",
        "Whether people of other organizations (Slack Connect) read BOT_APPROVALS_CHANNEL cannot be seen.",
        "Look at the channel's name in Slack: a shared one carries a mark beside it. Cards name people.",
    )


async def _reach(web: AsyncWebClient, channel: str, bot_user_id: str) -> Finding:
    try:
        refusal = await refused_message(web, channel, bot_user_id)
    except Mute as why:
        return warning(NAME, f"Slack does not say whether BOT_APPROVALS_CHANNEL can be reached ({why}).", "Try again.")
    if refusal is None:
        return ok(NAME, "The app is in BOT_APPROVALS_CHANNEL and may write there.")
    if refusal in REFUSALS:
        return wrong(NAME, *REFUSALS[refusal])
    return warning(NAME, f"BOT_APPROVALS_CHANNEL takes no message from the app ({refusal}).", WHO_MAY_POST)
