"""Who is sent a card: the channel, and the people whom the policy names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.domain.policy import Decision
    from bot.workflow.ports import People

log = structlog.get_logger(__name__)

MOST = 30
"""People who are sent a card each; a channel serves larger circles better."""


@dataclass(frozen=True)
class Addressees:
    """`channel` is where all cards go as well, or nothing."""

    people: People
    channel: str = ""

    async def of(self, circle: Decision, otherwise: tuple[str, ...], but: Collection[str], about: str) -> list[str]:
        """Whom the policy names; where it names nobody, `otherwise`, unless they look into the channel.

        `but` are people who are not told; `about` says in the log what the card is about. Raises Unavailable.
        """
        named = circle.notify
        if named is None:
            named = () if self.channel else otherwise
        wanted = sorted(await self.people.everybody(named) - set(but))
        if len(wanted) > MOST:
            log.warning("announcement.too_many", request=about, people=len(wanted), told=MOST)
        return [*([self.channel] if self.channel else []), *wanted[:MOST]]
