"""Questions to Slack that nobody sees: whether a connection may be opened, and whether a channel takes messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.web import SLACK_TROUBLE, error_code, is_passing

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from pydantic import SecretStr
    from slack_sdk.web.async_client import AsyncWebClient

WORDS = "A check of the set-up, which nobody sees."


class Mute(Exception):  # noqa: N818 - what there is to say about no answer
    """Slack did not answer, not so that it can be read, or has trouble of its own; the text is the kind of error."""


async def refused_connection(web: AsyncWebClient, app_token: SecretStr) -> str | None:
    """Slack's word for why a Socket Mode connection is refused; None where one may be opened. Raises Mute.

    The address that it gives is left unused: a connection that nobody reads would be sent what people do.
    """
    return await _refusal(web.apps_connections_open(app_token=app_token.get_secret_value()))


async def refused_message(web: AsyncWebClient, channel: str, bot_user_id: str) -> str | None:
    """Slack's word for why a channel takes no message of ours; None where it does. Raises Mute.

    An ephemeral message to the bot itself takes what a real one takes, is shown to nobody and is not kept.
    """
    return await _refusal(web.chat_postEphemeral(channel=channel, user=bot_user_id, text=WORDS))


async def _refusal(asking: Awaitable[object]) -> str | None:
    try:
        await asking
    except SLACK_TROUBLE as error:
        if is_passing(error):
            raise Mute(error_code(error)) from None
        return error_code(error)
    return None
