"""Choosing, among those whom a review found, whom to delete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.slack.asked import Asked
from bot.slack.showing import show_in
from bot.slack.troubles import Trouble, attempt
from bot.slack.views.choosing import TITLE, choosing_view
from bot.slack.views.outcomes import sentence
from bot.slack.views.saying import waiting_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.slack.blockkit import View
    from bot.slack.handling import Handling
    from bot.slack.modals import Modals
    from bot.slack.payloads import Interaction
    from bot.slack.replies import Replies
    from bot.slack.views.choosing import Ticked
    from bot.slack.views.outcomes import Message
    from bot.workflow.rolls import Rolls

BULK_DELETE = "bulk-delete"
"""The command that deletes several users."""


@dataclass(frozen=True)
class Choosing:
    rolls: Rolls
    handling: Handling
    replies: Replies
    modals: Modals

    async def opened(self, interaction: Interaction, review_id: str) -> None:
        """The button below a review was pressed: a modal opens at once; what goes wrong after that is said in it."""
        opening = self.modals.open(interaction.trigger_id, waiting_view(TITLE), interaction.modal)
        opened = await attempt(interaction, opening)
        if isinstance(opened, Trouble):
            await self.replies.tell(interaction, _said(opened))
            return
        await show_in(self.handling, interaction, opened, TITLE, self._page(interaction, review_id, 1))

    async def turned(self, interaction: Interaction, ticked: Ticked, page: int) -> None:
        """Another page takes the place of this one; what was ticked stays so."""
        drawing = self._page(interaction, ticked.review_id, page, ticked.places)
        await show_in(self.handling, interaction, interaction.modal, TITLE, drawing)

    async def sent(self, interaction: Interaction, ticked: Ticked) -> None:
        """The choice was sent; its modal is closed."""
        trouble = await attempt(interaction, self._sent(interaction, ticked))
        if trouble is not None:
            await self.replies.tell(interaction, _said(trouble))

    async def _page(self, interaction: Interaction, review_id: str, page: int, ticked: Sequence[int] = ()) -> View:
        return choosing_view(await self.rolls.choices(interaction.asker, review_id, page), ticked)

    async def _sent(self, interaction: Interaction, ticked: Ticked) -> None:
        chosen = await self.rolls.chosen(interaction.asker, ticked.review_id, ticked.places)
        await self._delete(interaction, chosen)

    async def _delete(self, interaction: Interaction, user_ids: Sequence[str]) -> None:
        """The last step: from here on it is the command's own way, with its policy, confirmation and approval."""
        command = self.handling.desk.command(BULK_DELETE)
        await self.handling.go(interaction, Asked(command, values={"users": " ".join(user_ids)}))


def _said(trouble: Trouble) -> Message:
    return sentence(":warning:", trouble.words)
