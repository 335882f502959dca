"""Who hears of a request: cards for those who decide, a message for whoever asked. All of it drawn from the store."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Unavailable
from bot.domain.request import Chore, Job, State
from bot.workflow.ports import Unreachable
from bot.workflow.reaching import Keep, give_up, reach_all, reach_each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from bot.command import RequestFacts
    from bot.domain.request import Card, Request
    from bot.workflow.addressees import Addressees
    from bot.workflow.gate import Gate
    from bot.workflow.ledger import Ledger
    from bot.workflow.ports import Announcer
    from bot.workflow.records import Archive
    from bot.workflow.timing import Timing

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Announcements:
    """`ring` wakes whoever does the jobs that were just written."""

    announcer: Announcer
    gate: Gate
    archive: Archive
    ledger: Ledger
    timing: Timing
    now: Callable[[], datetime]
    addressees: Addressees
    ring: Callable[[], None]

    async def draw(self, request_id: str) -> None:
        """Post the cards that are missing, and redraw those that show an older version.

        Whoever is at it holds the job, so that no older drawing ever comes after a newer one. Raises Unavailable where
        Slack did not take all of it.
        """
        try:
            async with asyncio.timeout(self.timing.work.total_seconds()):
                await self._draw_all(request_id)
        except TimeoutError as slow:
            raise Unavailable("Slack took too long to take the cards.") from slow

    async def _draw_all(self, request_id: str) -> None:
        """Where the request moves on meanwhile, this comes due again: whatever people are to see asks for it."""
        story = await self.ledger.story(request_id)
        if story is None:
            return
        request, facts, cards = story.request, self.archive.told(story), list(story.cards)
        if request.state is State.PENDING:
            missing = await self._missing(request, cards)
            await reach_each(((each, self._post(each, facts)) for each in missing), self._written_down(cards))
        reminders = _reminders(cards)
        stale = [(card, card in reminders) for card in cards if card.drawn < request.version]
        drawing = [(card.addressee, self._draw(card, facts, reminds=reminds)) for card, reminds in stale]
        await reach_all(drawing, self.ledger.keep_cards)

    async def remind(self, request_id: str) -> None:
        """Bring a request up that nobody decided: a new card, since nobody is notified of a change to an old one.

        What Slack does not take, or what is cut, is not sent again: those who got theirs would get another.
        """
        story = await self.ledger.story(request_id)
        if story is None or story.request.state is not State.PENDING:
            return
        request, facts = story.request, self.archive.told(story)
        addressees = await self._addressees(request)
        if not await self._begins_round(request):
            return
        try:
            await self._bring_up(addressees, facts)
        except Unavailable:
            log.warning("reminder.not_sent", request=request.id)

    async def _begins_round(self, request: Request) -> bool:
        """Whether this round is ours. The job for it is let go of first, so nothing can begin the round once more."""
        now = self.now()
        next_round = now + self.timing.reminder
        again = next_round if next_round < request.expires_at else None
        return await self.ledger.let_go(Job(Chore.REMIND, request.id, now), again)

    async def _bring_up(self, addressees: Iterable[str], facts: RequestFacts) -> None:
        """Post them, and let them be drawn whatever became of some. Raises Unavailable for what is not tried again."""
        try:
            await reach_each(((each, self.announcer.post(each, facts)) for each in addressees), self.ledger.keep_cards)
        finally:
            await self.ledger.add_job(Job(Chore.CARDS, facts.request.id, self.now()))
            self.ring()

    async def tell(self, request_id: str) -> None:
        """Tell whoever asked how it ended."""
        story = await self.ledger.story(request_id)
        if story is None:
            return
        requester_id = story.request.requester_id
        try:
            await self.announcer.notify(requester_id, self.archive.told(story))
        except Unreachable as gone:
            give_up(requester_id, gone)

    async def _post(self, addressee: str, facts: RequestFacts) -> Card:
        """Where nobody decided yet, a card shows all that there is to show, and is not drawn a second time."""
        card = await self.announcer.post(addressee, facts)
        return replace(card, drawn=facts.request.version) if facts.is_untouched else card

    def _written_down(self, cards: list[Card]) -> Keep[Card]:
        """Posted with what stays true, and written down before it says how it stands: no card is ever untrue."""

        async def keep(posted: Sequence[Card]) -> None:
            await self.ledger.keep_cards(posted)
            cards.extend(posted)

        return keep

    async def _draw(self, card: Card, facts: RequestFacts, *, reminds: bool) -> Card:
        try:
            await self.announcer.draw(card, facts, reminds=reminds)
        except Unreachable:
            await self.ledger.forget_card(card)
            raise
        return replace(card, drawn=facts.request.version)

    async def _missing(self, request: Request, cards: Iterable[Card]) -> list[str]:
        """The addressees who have no card yet."""
        have_one = {card.addressee for card in cards}
        return [addressee for addressee in await self._addressees(request) if addressee not in have_one]

    async def _addressees(self, request: Request) -> list[str]:
        """The channel, and the people who are told; neither who asked nor whom it is about, who cannot decide it."""
        circle = self.gate.circle(self.archive.command(request), request)
        about = await self.gate.people.by_email(request.subject)
        but = {request.requester_id, about.id if about else ""}
        return await self.addressees.of(circle, circle.approvers, but, request.id)


def _reminders(cards: Iterable[Card]) -> frozenset[Card]:
    """Those that were not the first for their addressee."""
    first: dict[str, Card] = {}
    return frozenset(card for card in cards if first.setdefault(card.addressee, card) != card)
