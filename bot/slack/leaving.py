"""Somebody's account changed in Slack, and what is pressed on the cards about those who left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.leaver import Stay
from bot.slack.asked import Asked
from bot.slack.payloads import read_user_change
from bot.slack.troubles import Trouble, attempt
from bot.slack.views.leavers import stands_message
from bot.slack.views.outcomes import sentence
from bot.workflow.endings import DELETE

if TYPE_CHECKING:
    from bot.slack.handling import Handling
    from bot.slack.payloads import Interaction, Payload
    from bot.slack.replies import Replies
    from bot.slack.views.outcomes import Message
    from bot.workflow.leaving import Change, Leaving
    from bot.workflow.unwritten import Unwritten


@dataclass(frozen=True)
class Leavers:
    """`is_on` is whether the operator wants to hear of them."""

    leaving: Leaving
    unwritten: Unwritten
    handling: Handling
    replies: Replies
    is_on: bool

    def read(self, body: Payload) -> Change | None:
        """What an event says of somebody of the bot's own workspace. Raises what Slack does not send."""
        return read_user_change(body, self.handling.desk.gate.team_id) if self.is_on else None

    async def changed(self, interaction: Interaction, change: Change) -> None:
        """Nobody waits for an answer, and Slack does not tell it again: what could not be written down is kept."""
        trouble = await attempt(interaction, self.leaving.heard(change))
        if trouble is not None:
            self.unwritten.keep(change)

    async def deleting(self, interaction: Interaction, leaver_id: str) -> None:
        """Delete was pressed: the command's own form, unless it is over."""
        trouble = await attempt(interaction, self._delete(interaction, leaver_id))
        if trouble is not None:
            await self.replies.tell(interaction, _said(trouble))

    async def _delete(self, interaction: Interaction, leaver_id: str) -> None:
        leaver = await self.leaving.stands(leaver_id)
        if leaver.target is not None and leaver.stay in {Stay.WAITING, Stay.KEPT}:
            command = self.handling.desk.command(DELETE)
            await self.handling.go(interaction, Asked.again(command, leaver.target.id, {}))
        else:
            await self.leaving.insist(interaction.asker, leaver)
            await self.replies.tell(interaction, stands_message(leaver))

    async def keeping(self, interaction: Interaction, leaver_id: str) -> None:
        """Keep was pressed: how it stands now, whoever was first."""
        kept = await attempt(interaction, self.leaving.keep(interaction.asker, leaver_id))
        await self.replies.tell(interaction, _said(kept) if isinstance(kept, Trouble) else stands_message(kept))


def _said(trouble: Trouble) -> Message:
    return sentence(":warning:", trouble.words)
