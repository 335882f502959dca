"""The cards about somebody who left Slack: for those who may delete their user, or approve that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.command import Concern
from bot.domain.leaver import Stay
from bot.workflow.ports import Unreachable
from bot.workflow.reaching import reach_all, reach_each

if TYPE_CHECKING:
    from typing import Any

    from bot.command import Command
    from bot.domain.leaver import Leaver, LeaverCard
    from bot.workflow.addressees import Addressees
    from bot.workflow.gate import Gate
    from bot.workflow.leaverbook import LeaverBook
    from bot.workflow.ports import LeaverCards


@dataclass(frozen=True)
class Farewells:
    """`command` is the one whose policy says who is told."""

    cards: LeaverCards
    gate: Gate
    book: LeaverBook
    addressees: Addressees
    command: Command[Any]

    async def draw(self, leaver_id: str) -> None:
        """Post the cards that are missing, and redraw those that show an older version. Raises Unavailable.

        Whoever is at it holds the job, so that no older drawing ever comes after a newer one. A card is posted without
        a word about what becomes of them, and written down before it offers anything.
        """
        drawn = 0
        while (leaver := await self.book.find(leaver_id)) is not None and leaver.version != drawn:
            drawn = leaver.version
            if leaver.stay is Stay.WAITING:
                missing = await self._missing(leaver)
                await reach_each(((each, self.cards.post(each, leaver)) for each in missing), self.book.keep_cards)
            stale = [card for card in await self.book.cards(leaver.id) if card.drawn < leaver.version]
            await reach_all([(card.addressee, self._draw(card, leaver)) for card in stale], self.book.keep_cards)

    async def _missing(self, leaver: Leaver) -> list[str]:
        """The addressees who have no card yet."""
        have_one = {card.addressee for card in await self.book.cards(leaver.id)}
        return [addressee for addressee in await self._told(leaver) if addressee not in have_one]

    async def _told(self, leaver: Leaver) -> list[str]:
        """Nobody while it is not known whether there is a user."""
        if leaver.target is None:
            return []
        circle = self.gate.circle_about(self.command, Concern(leaver.target.email))
        deciders = (*circle.runners, *circle.approvers)
        return await self.addressees.of(circle, deciders, {leaver.slack_id}, leaver.id)

    async def _draw(self, card: LeaverCard, leaver: Leaver) -> LeaverCard:
        try:
            await self.cards.draw(card, leaver)
        except Unreachable:
            await self.book.forget_card(card)
            raise
        return replace(card, drawn=leaver.version)
