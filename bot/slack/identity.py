"""Who the bot itself is: asked once, at the start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.slack.web import SLACK_TROUBLE, answered, error_code

if TYPE_CHECKING:
    from pydantic import SecretStr
    from slack_sdk.web.async_client import AsyncWebClient


class NotInstalled(Exception):  # noqa: N818 - a sentence for the operator
    """The bot cannot be anybody in Slack; the text says what to do."""


@dataclass(frozen=True)
class AppIdentity:
    token: SecretStr
    team_id: str
    enterprise_id: str | None
    bot_id: str
    bot_user_id: str


async def identify(web: AsyncWebClient, token: SecretStr) -> AppIdentity:
    """`auth.test`. Raises NotInstalled where Slack refuses the token, or does not answer at all."""
    try:
        answer = await web.auth_test()
    except SLACK_TROUBLE as error:
        raise _not_installed(error) from None
    return AppIdentity(token, answer["team_id"], answer.get("enterprise_id"), answer["bot_id"], answer["user_id"])


def _not_installed(error: BaseException) -> NotInstalled:
    code = error_code(error)
    if answered(error):
        return NotInstalled(f"Slack refuses SLACK_BOT_TOKEN ({code}). Install the app again and copy its token.")
    return NotInstalled(f"Slack does not answer at SLACK_API_URL ({code}). Check the network and start again.")
