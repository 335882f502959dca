"""The direct message that shows how far a batch is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.slack.announcer import trouble
from bot.slack.sendable import sendable_message
from bot.slack.views.progress import blank_message, progress_message
from bot.slack.web import SLACK_TROUBLE

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.command import RequestFacts
    from bot.workflow.batchbook import BatchRun


@dataclass(frozen=True)
class ProgressMessages:
    web: AsyncWebClient

    async def post(self, person_id: str, facts: RequestFacts) -> tuple[str, str]:
        drawn = sendable_message(blank_message(facts))
        try:
            answer = await self.web.chat_postMessage(channel=person_id, unfurl_links=False, unfurl_media=False, **drawn)
        except SLACK_TROUBLE as error:
            raise trouble("chat.postMessage", error) from error
        return str(answer["channel"]), str(answer["ts"])

    async def draw(self, facts: RequestFacts, run: BatchRun) -> None:
        drawn = sendable_message(progress_message(facts, run))
        try:
            await self.web.chat_update(channel=run.channel, ts=run.ts, **drawn)
        except SLACK_TROUBLE as error:
            raise trouble("chat.update", error) from error
