"""The direct message that shows how far a batch is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.slack.posting import change, post
from bot.slack.views.progress import blank_message, progress_message

if TYPE_CHECKING:
    from datetime import timedelta

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.command import RequestFacts
    from bot.workflow.batchbook import BatchRun


@dataclass(frozen=True)
class ProgressMessages:
    """`doubt` is how long it takes to find out what became of a row whose answer was lost."""

    web: AsyncWebClient
    doubt: timedelta

    async def post(self, person_id: str, facts: RequestFacts) -> tuple[str, str]:
        return await post(self.web, person_id, blank_message(facts))

    async def draw(self, facts: RequestFacts, run: BatchRun) -> None:
        await change(self.web, run.channel, run.ts, progress_message(facts, run, self.doubt))
