"""Somebody opens the App Home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.slack.handling import asker
from bot.slack.troubles import Trouble, attempt
from bot.workflow.ports import Unreachable

if TYPE_CHECKING:
    from bot.slack.payloads import Interaction
    from bot.workflow.homes import Homes
    from bot.workflow.ports import HomeTabs

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Welcome:
    homes: Homes
    tabs: HomeTabs

    async def opened(self, interaction: Interaction, shown: str) -> None:
        """Draw it, or say in it why not; `shown` is Slack's name for what is there."""
        try:
            drawn = await attempt(interaction, self.homes.opened(asker(interaction), shown))
            if isinstance(drawn, Trouble):
                await attempt(interaction, self.tabs.decline(interaction.user_id, drawn.words))
        except Unreachable as gone:
            log.warning("home.unreachable", why=str(gone))
