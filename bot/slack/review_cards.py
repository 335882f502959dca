"""The message that shows a review of all users to whoever asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.slack.posting import change, post
from bot.slack.views.roll import begun_message, roll_message

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.domain.roll import Review
    from bot.workflow.rollbook import Findings


@dataclass(frozen=True)
class ReviewCards:
    web: AsyncWebClient

    async def post(self, review: Review) -> tuple[str, str]:
        return await post(self.web, review.person_id, begun_message(review))

    async def draw(self, findings: Findings) -> None:
        review = findings.review
        await change(self.web, review.channel, review.ts, roll_message(findings))
