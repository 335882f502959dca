"""Cards about people who left Slack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.leaver import LeaverCard
from bot.slack.posting import change, post
from bot.slack.views.leavers import leaver_message

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.domain.leaver import Leaver


@dataclass(frozen=True)
class LeaverCards:
    web: AsyncWebClient

    async def post(self, addressee: str, leaver: Leaver) -> LeaverCard:
        channel, ts = await post(self.web, addressee, leaver_message(leaver, stated=False))
        return LeaverCard(leaver.id, addressee, channel, ts)

    async def draw(self, card: LeaverCard, leaver: Leaver) -> None:
        await change(self.web, card.channel, card.ts, leaver_message(leaver))
