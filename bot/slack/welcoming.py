"""Somebody opens the App Home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.slack.troubles import Trouble, attempt

if TYPE_CHECKING:
    from bot.slack.payloads import Interaction
    from bot.workflow.homes import Homes


@dataclass(frozen=True)
class Welcome:
    homes: Homes

    async def opened(self, interaction: Interaction, shown: str) -> None:
        """Draw it, or say in it why not; `shown` is Slack's name for what is there."""
        drawn = await attempt(interaction, self.homes.opened(interaction.asker, shown))
        if isinstance(drawn, Trouble):
            await attempt(interaction, self.homes.decline(interaction.user_id, drawn.words))
