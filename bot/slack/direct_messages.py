"""The direct message that carries a temporary password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.domain.errors import Expected, Mistake, Unavailable
from bot.slack.views.password import announcement, password_message
from bot.slack.web import SLACK_TROUBLE, error_code, is_passing, may_have_happened, retry_after
from bot.workflow.ports import DeliveryUnsure, NotDelivered, Unreachable

if TYPE_CHECKING:
    from pydantic import SecretStr
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.arize import User
    from bot.domain.people import Person
    from bot.workflow.ports import Cover

log = structlog.get_logger(__name__)

KEPT_FOR_GOOD = ("cant_delete_message", "compliance_exports_prevent_deletion")
"""Slack's words for a message that no later try deletes."""
NO_WAY = (
    "Slack takes no direct message to whoever is to receive the temporary password, so it would have no way to go. "
    "Nothing was created; {what}choose another invitation."
)


@dataclass(frozen=True)
class DirectMessages:
    web: AsyncWebClient

    async def open(self, person: Person) -> str:
        """The channel's id. Raises Unavailable where Slack opens none for now, Mistake where it never will."""
        try:
            answer = await self.web.conversations_open(users=person.id)
        except SLACK_TROUBLE as error:
            raise _no_way(error) from error
        return str(answer["channel"]["id"])

    async def announce(self, channel: str, about: str) -> str:
        """Posted before there is a password, so that its place is known, and that the message can be taken back.

        Raises as `open` does.
        """
        try:
            answer = await self.web.chat_postMessage(
                channel=channel, unfurl_links=False, unfurl_media=False, **announcement(about)
            )
        except SLACK_TROUBLE as error:
            raise _no_way(error) from error
        return str(answer["ts"])

    async def put_password(self, channel: str, ts: str, password: SecretStr, about: User, cover: Cover) -> None:
        """Raised errors carry no cause: a traceback must not lead back to the message."""
        try:
            await self.web.chat_update(channel=channel, ts=ts, **password_message(about, password, cover))
        except SlackApiError as error:
            raise _refusal(error) from None
        except aiohttp.ClientConnectorError:
            raise NotDelivered from None
        except Exception:  # noqa: BLE001 - whatever went wrong, Slack may have the message
            raise DeliveryUnsure from None

    async def delete(self, channel: str, ts: str) -> bool:
        """A message that is gone already is as good as deleted. Raises Unavailable, and Unreachable where it stays."""
        try:
            await self.web.chat_delete(channel=channel, ts=ts)
        except SLACK_TROUBLE as error:
            if error_code(error) != "message_not_found":
                raise _kept(error) from error
            return False
        return True


def _no_way(error: BaseException) -> Expected:
    log.warning("slack.unavailable", method="direct message", error=error_code(error))
    if is_passing(error):
        return Unavailable(NO_WAY.format(what="try again, or "))
    return Mistake(NO_WAY.format(what=""))


def _refusal(error: SlackApiError) -> Exception:
    return DeliveryUnsure() if may_have_happened(error) else NotDelivered(retry_after(error))


def _kept(error: BaseException) -> Unavailable | Unreachable:
    code = error_code(error)
    if code in KEPT_FOR_GOOD:
        return Unreachable(code)
    log.warning("slack.unavailable", method="chat.delete", error=code)
    return Unavailable("Slack did not delete the message. Delete it yourself, or try again in a minute.")
