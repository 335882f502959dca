"""Messages about requests: cards in channels and direct messages, and the answer to whoever asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Unavailable
from bot.domain.request import Card, State
from bot.slack.sendable import sendable_message
from bot.slack.views.cards import card_message
from bot.slack.views.notices import notice_message, reminder_message
from bot.slack.web import SLACK_TROUBLE, error_code, is_passing
from bot.workflow.ports import Unreachable

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.command import RequestFacts

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Announcer:
    web: AsyncWebClient

    async def post(self, addressee: str, facts: RequestFacts) -> Card:
        """`addressee` is a channel's id, or a person's: then it goes to their direct message."""
        drawn = sendable_message(card_message(facts, stated=False))
        try:
            answer = await self.web.chat_postMessage(channel=addressee, unfurl_links=False, unfurl_media=False, **drawn)
        except SLACK_TROUBLE as error:
            raise trouble("chat.postMessage", error) from error
        return Card(facts.request.id, addressee, str(answer["channel"]), str(answer["ts"]))

    async def draw(self, card: Card, facts: RequestFacts, *, reminds: bool) -> None:
        waits = facts.request.state is State.PENDING
        drawn = sendable_message(reminder_message(facts) if reminds and waits else card_message(facts))
        try:
            await self.web.chat_update(channel=card.channel, ts=card.ts, **drawn)
        except SLACK_TROUBLE as error:
            raise trouble("chat.update", error) from error

    async def notify(self, person_id: str, facts: RequestFacts) -> None:
        drawn = sendable_message(notice_message(facts))
        try:
            await self.web.chat_postMessage(channel=person_id, unfurl_links=False, unfurl_media=False, **drawn)
        except SLACK_TROUBLE as error:
            raise trouble("chat.postMessage", error) from error


def trouble(method: str, error: BaseException) -> Unavailable | Unreachable:
    code = error_code(error)
    log.warning("slack.unavailable", method=method, error=code)
    return Unavailable("Slack did not take the message.") if is_passing(error) else Unreachable(code)
