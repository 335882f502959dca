"""Who hears of a request: cards for those who decide, a message for whoever asked. All of it drawn from the store."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Unavailable
from bot.domain.request import Chore, Job, State
from bot.workflow.addressees import reach_all
from bot.workflow.ports import Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
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
    announcer: Announcer
    gate: Gate
    archive: Archive
    ledger: Ledger
    timing: Timing
    now: Callable[[], datetime]
    addressees: Addressees

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
        """Drawing takes time, and the request may move on meanwhile: it ends when what was drawn is how it stands."""
        drawn = 0
        while (request := await self.ledger.find(request_id)) is not None and request.version != drawn:
            drawn = request.version
            facts = await self.archive.facts(request)
            if request.state is State.PENDING:
                await reach_all((addressee, self._post(addressee, facts)) for addressee in await self._missing(request))
            cards = await self.ledger.cards(request.id)
            stale = [card for card in cards if card.drawn < request.version]
            reminders = _reminders(cards)
            await reach_all((card.addressee, self._draw(card, facts, reminds=card in reminders)) for card in stale)

    async def remind(self, request_id: str) -> None:
        """Bring a request up that nobody decided: a new card, since nobody is notified of a change to an old one.

        One that Slack does not take is not sent again: those who got theirs would get another.
        """
        request = await self.ledger.find(request_id)
        if request is None or request.state is not State.PENDING:
            return
        again = self.now() + self.timing.reminder
        if again < request.expires_at:
            await self.ledger.add_job(Job(Chore.REMIND, request.id, again))
        facts = await self.archive.facts(request)
        try:
            await reach_all(
                [(addressee, self._post(addressee, facts)) for addressee in await self._addressees(request)]
            )
        except Unavailable:
            log.warning("reminder.not_sent", request=request.id)
        await self.ledger.add_job(Job(Chore.CARDS, request.id, self.now()))

    async def tell(self, request_id: str) -> None:
        """Tell whoever asked how it ended."""
        request = await self.ledger.find(request_id)
        if request is not None:
            facts = await self.archive.facts(request)
            await reach_all([(request.requester_id, self.announcer.notify(request.requester_id, facts))])

    async def _post(self, addressee: str, facts: RequestFacts) -> None:
        """Posted without a word about its state, and written down before it says one: no card is ever untrue."""
        await self.ledger.keep_card(await self.announcer.post(addressee, facts))

    async def _draw(self, card: Card, facts: RequestFacts, *, reminds: bool) -> None:
        try:
            await self.announcer.draw(card, facts, reminds=reminds)
        except Unreachable:
            await self.ledger.forget_card(card)
            raise
        await self.ledger.keep_card(replace(card, drawn=facts.request.version))

    async def _missing(self, request: Request) -> list[str]:
        """The addressees who have no card yet."""
        have_one = {card.addressee for card in await self.ledger.cards(request.id)}
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
