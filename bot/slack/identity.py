"""Who the bot itself is, and what it was allowed: asked once, at the start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.errors import CannotWork
from bot.slack.web import SLACK_TROUBLE, answered, error_code, is_passing

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient
    from slack_sdk.web.async_slack_response import AsyncSlackResponse


class NotInstalled(CannotWork):
    """The bot cannot be anybody in Slack. `words` say why, and `remedy` what to do; the text is both."""

    def __init__(self, words: str, remedy: str) -> None:
        super().__init__(f"{words} {remedy}")
        self.words = words
        self.remedy = remedy


@dataclass(frozen=True)
class AppIdentity:
    team_id: str
    bot_user_id: str


@dataclass(frozen=True)
class Installation:
    """`team` and `bot` are names for people; `scopes` and `said_date` are the headers, empty where Slack sent none."""

    identity: AppIdentity
    team: str
    bot: str
    scopes: frozenset[str]
    said_date: str


async def identify(web: AsyncWebClient) -> AppIdentity:
    """Raises what `installation` raises."""
    return (await installation(web)).identity


async def installation(web: AsyncWebClient) -> Installation:
    """`auth.test`. Raises NotInstalled where Slack refuses the token, or does not answer at all."""
    try:
        answer = await web.auth_test()
    except SLACK_TROUBLE as error:
        raise _not_installed(error) from None
    identity = AppIdentity(answer["team_id"], answer["user_id"])
    team, bot = str(answer.get("team") or identity.team_id), str(answer.get("user") or identity.bot_user_id)
    return Installation(identity, team, bot, granted_scopes(answer), answer.headers.get("Date", ""))


def granted_scopes(answer: AsyncSlackResponse) -> frozenset[str]:
    """What the token may, as every answer says it."""
    listed = answer.headers.get("X-OAuth-Scopes", "").split(",")
    return frozenset(scope.strip() for scope in listed if scope.strip())


def _not_installed(error: BaseException) -> NotInstalled:
    code = error_code(error)
    if not answered(error):
        return NotInstalled(f"Slack does not answer at SLACK_API_URL ({code}).", "Check the network and start again.")
    if not is_passing(error):
        return NotInstalled(f"Slack refuses SLACK_BOT_TOKEN ({code}).", "Install the app again and copy its token.")
    words = f"It is not known whether SLACK_BOT_TOKEN is right, because Slack has trouble of its own ({code})."
    return NotInstalled(words, "Start again in a few minutes.")
