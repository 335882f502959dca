"""Messages about requests: cards in channels and direct messages, and the answer to whoever asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.request import Card, State
from bot.slack.posting import change, post
from bot.slack.views.cards import card_message, first_card
from bot.slack.views.notices import notice_message, reminder_message

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.command import RequestFacts


@dataclass(frozen=True)
class Announcer:
    web: AsyncWebClient

    async def post(self, addressee: str, facts: RequestFacts) -> Card:
        """`addressee` is a channel's id, or a person's: then it goes to their direct message."""
        channel, ts = await post(self.web, addressee, first_card(facts))
        return Card(facts.request.id, addressee, channel, ts)

    async def draw(self, card: Card, facts: RequestFacts, *, reminds: bool) -> None:
        waits = facts.request.state is State.PENDING
        drawn = reminder_message(facts) if reminds and waits else card_message(facts)
        await change(self.web, card.channel, card.ts, drawn)

    async def notify(self, person_id: str, facts: RequestFacts) -> None:
        await post(self.web, person_id, notice_message(facts))
