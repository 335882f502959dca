"""Clicks about batches: steer one that is under way, have a list as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.batch import Course
from bot.domain.errors import Mistake
from bot.slack.troubles import Trouble, attempt
from bot.slack.views.outcomes import sentence
from bot.slack.views.presses import GO_ON, PAUSE, STOP
from bot.slack.views.progress import steered_message

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.command import Sent
    from bot.slack.payloads import Interaction
    from bot.slack.replies import Replies
    from bot.workflow.batches.reports import Reports
    from bot.workflow.batches.steering import Steering

COURSES = {PAUSE: Course.PAUSE, GO_ON: Course.GO_ON, STOP: Course.STOP}
NOTHING = "There is nothing in this list."


@dataclass(frozen=True)
class Batching:
    steering: Steering
    reports: Reports
    replies: Replies

    async def steered(self, interaction: Interaction, name: str, request_id: str) -> None:
        wanted = COURSES[name]
        said = await attempt(interaction, self.steering.steer(interaction.asker, request_id, wanted))
        words = sentence(":warning:", said.words) if isinstance(said, Trouble) else steered_message(said, wanted)
        await self.replies.tell(interaction, words)

    async def whom(self, interaction: Interaction, request_id: str) -> None:
        """Every row of a batch, as a file."""
        await self._answer(interaction, _sent(self.reports.whom(interaction.asker, request_id)))

    async def plan(self, interaction: Interaction, value: str) -> None:
        """Every row of a preview, with what is wrong, as a file."""
        command, _, draft_id = value.partition(" ")
        await self._answer(interaction, _sent(self.reports.plan(interaction.asker, command, draft_id)))

    async def _answer(self, interaction: Interaction, work: Awaitable[str]) -> None:
        said = await attempt(interaction, work)
        mark, words = (":warning:", said.words) if isinstance(said, Trouble) else (":white_check_mark:", said)
        await self.replies.tell(interaction, sentence(mark, words))


async def _sent(sending: Awaitable[Sent | None]) -> str:
    sent = await sending
    if sent is None:
        raise Mistake(NOTHING)
    return f"{sent.name} is in your direct messages with this app."
