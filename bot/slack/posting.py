"""Messages that are changed later, in channels and direct messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Unavailable
from bot.slack.sendable import sendable_message
from bot.slack.web import SLACK_TROUBLE, error_code, is_passing
from bot.workflow.ports import Departed, Gone, Unreachable

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.views.outcomes import Message

log = structlog.get_logger(__name__)

LOST = ("message_not_found", "cant_update_message")
"""Slack's words for a message that somebody or the workspace's retention deleted, and for one that is not ours to
change any more, since the app was installed anew."""

DEPARTED = ("user_disabled",)
"""Slack's words for somebody who is deactivated: it is there, and they are not."""


async def post(web: AsyncWebClient, addressee: str, message: Message) -> tuple[str, str]:
    """The channel's id and the timestamp. `addressee` is a channel's id, or a person's: then their direct message's.

    Raises Unavailable where a later try may help, Unreachable where none will.
    """
    drawn = sendable_message(message)
    try:
        answer = await web.chat_postMessage(channel=addressee, unfurl_links=False, unfurl_media=False, **drawn)
    except SLACK_TROUBLE as error:
        raise _trouble("chat.postMessage", error) from error
    return str(answer["channel"]), str(answer["ts"])


async def change(web: AsyncWebClient, channel: str, ts: str, message: Message) -> None:
    """Raises as `post` does, and Gone where the message is lost."""
    try:
        await web.chat_update(channel=channel, ts=ts, **sendable_message(message))
    except SLACK_TROUBLE as error:
        raise _trouble("chat.update", error) from error


def _trouble(method: str, error: BaseException) -> Unavailable | Unreachable:
    code = error_code(error)
    if code in DEPARTED:
        return Departed(code)
    log.warning("slack.unavailable", method=method, error=code)
    if is_passing(error):
        return Unavailable("Slack did not take the message.")
    return Gone(code) if code in LOST else Unreachable(code)
