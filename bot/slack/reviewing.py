"""Deciding a request in Slack: the modal it is looked at in, and what happens once that was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.domain.request import Card
from bot.slack.asked import Asked
from bot.slack.showing import show_in
from bot.slack.troubles import Trouble, attempt
from bot.slack.views.decided import decided_message
from bot.slack.views.outcomes import sentence
from bot.slack.views.reviews import review_view
from bot.slack.views.saying import message_view, waiting_view
from bot.slack.views.settling import settle_view, settled_view
from bot.workflow.decisions import Ballot

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.slack.blockkit import View
    from bot.slack.handling import Handling
    from bot.slack.modals import Modals
    from bot.slack.payloads import Interaction, Place
    from bot.slack.replies import Replies
    from bot.slack.views.outcomes import Message
    from bot.slack.views.reviews import Reviewed
    from bot.slack.views.settling import Settled
    from bot.workflow.decisions import Decided, Decisions

log = structlog.get_logger(__name__)

TITLE = "Request"


@dataclass(frozen=True)
class Reviewing:
    decisions: Decisions
    handling: Handling
    replies: Replies
    modals: Modals

    async def opened(self, interaction: Interaction, request_id: str, card: Place | None) -> None:
        """Review was clicked: on a card, or in what is none, as a list of requests."""
        await self._in_modal(interaction, lambda: self._review(interaction, request_id, card))

    async def checked(self, interaction: Interaction, request_id: str) -> None:
        """Check was clicked on a request whose outcome is unknown."""
        await self._in_modal(interaction, lambda: self._check(interaction, request_id))

    async def cancelled(self, interaction: Interaction, request_id: str) -> None:
        drawn = await attempt(interaction, self._cancel(interaction, request_id))
        await self.replies.tell(interaction, _said(drawn) if isinstance(drawn, Trouble) else drawn, TITLE)

    async def again(self, interaction: Interaction, request_id: str) -> None:
        """Try again was clicked: the form opens as it was filled in, policy and confirmation included."""
        trouble = await attempt(interaction, self._again(interaction, request_id))
        if trouble is not None:
            await self.replies.tell(interaction, _said(trouble))

    async def decided(self, interaction: Interaction, view_id: str, reviewed: Reviewed) -> None:
        """The decision was sent; the modal stays until it is written down."""
        ballot = Ballot(reviewed.request_id, reviewed.digest, reviewed.approves, reviewed.comment, reviewed.confirmed)
        await self._conclude(interaction, view_id, self.decisions.decide(interaction.asker, ballot))

    async def settled(self, interaction: Interaction, view_id: str, settled: Settled) -> None:
        work = self.decisions.settle(
            interaction.asker, settled.request_id, happened=settled.happened, comment=settled.comment
        )
        await self._conclude(interaction, view_id, work)

    async def _review(self, interaction: Interaction, request_id: str, card: Place | None) -> View:
        clicked = Card(request_id, card.channel, card.channel, card.ts) if card else None
        review = await self.decisions.review(interaction.asker, request_id, clicked)
        interaction.span.about(review.facts.request.operation)
        return review_view(review)

    async def _check(self, interaction: Interaction, request_id: str) -> View:
        facts, needs_somebody = await self.decisions.check(interaction.asker, request_id)
        interaction.span.about(facts.request.operation)
        return settle_view(facts) if needs_somebody else settled_view(facts)

    async def _cancel(self, interaction: Interaction, request_id: str) -> Message:
        decided = await self.decisions.cancel(interaction.asker, request_id)
        interaction.span.about(decided.facts.request.operation)
        return decided_message(decided.facts, counted=decided.counted)

    async def _again(self, interaction: Interaction, request_id: str) -> None:
        command, user_id, values = await self.decisions.again(interaction.asker, request_id)
        await self.handling.go(interaction, Asked.again(self.handling.desk.command(command), user_id, values))

    async def _in_modal(self, interaction: Interaction, draw: Callable[[], Awaitable[View]]) -> None:
        """A modal opens at once; what goes wrong after that is said in it."""
        opening = self.modals.open(interaction.trigger_id, waiting_view(TITLE), interaction.modal)
        opened = await attempt(interaction, opening)
        if isinstance(opened, Trouble):
            await self.replies.tell(interaction, _said(opened))
            return
        await show_in(self.handling, interaction, opened, TITLE, draw())

    async def _conclude(self, interaction: Interaction, view_id: str, work: Awaitable[Decided]) -> None:
        """Say what came of it in the modal, or by message where it was closed meanwhile."""
        done = await attempt(interaction, work)
        if not isinstance(done, Trouble):
            interaction.span.about(done.facts.request.operation)
        words = _said(done) if isinstance(done, Trouble) else decided_message(done.facts, counted=done.counted)
        seen = await attempt(interaction, self.modals.fill(view_id, message_view(TITLE, words)))
        if seen is not True:
            await self.replies.tell(interaction, words)


def _said(trouble: Trouble) -> Message:
    return sentence(":warning:", trouble.words)
