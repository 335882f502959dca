"""A card that nobody wrote down, since the process that posted it stopped before: known again once it is clicked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Mistake, Unavailable
from bot.domain.request import Chore, Job
from bot.workflow.passwords import place_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.domain.people import Person
    from bot.domain.request import Card
    from bot.workflow.batchbook import BatchBook
    from bot.workflow.ledger import Ledger
    from bot.workflow.ports import DirectMessages

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Adoption:
    """What a click names is drawn over, and a click may name any message: so it has to be where cards are.

    `channel` is the one where all cards go, or nothing.
    """

    ledger: Ledger
    batches: BatchBook
    messages: DirectMessages
    channel: str
    now: Callable[[], datetime]
    ring: Callable[[], None]

    async def adopt(self, person: Person, clicked: Card) -> None:
        """Only for whom the request is shown to: a card shows all of it, wherever it stands."""
        known = await self.ledger.cards(clicked.request_id)
        if any((card.channel, card.ts) == (clicked.channel, clicked.ts) for card in known):
            return
        if await self._is_another(clicked) or not await self._is_where_cards_are(person, clicked):
            log.warning("card.not_adopted", request=clicked.request_id, channel=clicked.channel)
            return
        await self.ledger.keep_cards([clicked])
        await self.ledger.add_job(Job(Chore.CARDS, clicked.request_id, self.now()))
        self.ring()

    async def _is_another(self, clicked: Card) -> bool:
        """Whether it is known to be no card: it carries a password, or says how far a list is."""
        place = place_of(clicked.channel, clicked.ts)
        return await self.ledger.has_job(Chore.WITHDRAW, place) or await self.batches.shows_one(
            clicked.channel, clicked.ts
        )

    async def _is_where_cards_are(self, person: Person, clicked: Card) -> bool:
        """In the channel for them, or in the direct message of whoever clicked; where Slack does not say, it is not."""
        if clicked.channel == self.channel:
            return True
        try:
            return clicked.channel == await self.messages.open(person)
        except (Mistake, Unavailable):
            return False
