"""A list becomes a preview: in the modal that it was sent from, or by message where that was closed meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.slack.troubles import Trouble, attempt
from bot.slack.views.outcomes import sentence
from bot.slack.views.previews import preview_view, ready_message
from bot.slack.views.saying import trouble_view, waiting_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Command
    from bot.slack.modals import Modals
    from bot.slack.payloads import Interaction
    from bot.slack.replies import Replies
    from bot.workflow.batches.drafting import Drafting, Preview
    from bot.workflow.batches.matching import Tell
    from bot.workflow.desk import Desk

SOURCES = frozenset({"draft", "users", "request"})
"""Values that name a list, in place of a form's: a draft, the ids of picked users, a batch of which rows are left."""


@dataclass(frozen=True)
class Previews:
    desk: Desk
    drafting: Drafting
    modals: Modals
    replies: Replies

    async def fill(
        self, interaction: Interaction, view_id: str, command: Command[Any], values: Mapping[str, Any]
    ) -> None:
        """Draw up what the values say. What goes wrong is said in the modal, or by message.

        Nothing is said of a list that its person corrected and sent again meanwhile: that one is shown.
        """
        drawn = await attempt(interaction, self._drawn(interaction, view_id, command, values))
        if isinstance(drawn, Trouble):
            view, words = trouble_view(command.label, drawn.words), sentence(":warning:", drawn.words)
        else:
            view, words = preview_view(drawn, interaction.response_url), ready_message(drawn)
        if await attempt(interaction, self.modals.fill(view_id, view)) is True:
            return
        if isinstance(drawn, Trouble) or await attempt(interaction, self.drafting.is_outdated(drawn)) is not True:
            await self.replies.tell(interaction, words)

    async def _drawn(
        self, interaction: Interaction, view_id: str, command: Command[Any], values: Mapping[str, Any]
    ) -> Preview:
        asker, tell = interaction.asker, self._tell(view_id, command)
        if "draft" in values:
            return await self.drafting.opened(self.desk, asker, command, str(values["draft"]))
        if "users" in values:
            return await self.drafting.of_users(self.desk, asker, command, str(values["users"]).split(), tell)
        if "request" in values:
            return await self.drafting.again(self.desk, asker, command, str(values["request"]), tell)
        return await self.drafting.draw_up(self.desk, asker, command, values, tell)

    def _tell(self, view_id: str, command: Command[Any]) -> Tell:
        async def tell(words: str) -> None:
            await self.modals.hint(view_id, waiting_view(command.label, words))

        return tell
