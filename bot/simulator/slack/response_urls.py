"""response_urls: five uses within thirty minutes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.simulator.slack.refusals import SlackError

if TYPE_CHECKING:
    from bot.simulator.slack.clock import Clock

USES = 5
LIFETIME = 30 * 60
"""Seconds (https://docs.slack.dev/interactivity/handling-user-interaction)."""


@dataclass
class ResponseUrl:
    """`source` is the ts of the message that was clicked."""

    user_id: str
    channel: str
    source: str | None
    made: float
    uses: int = 0


class ResponseUrls:
    """`base` is known once the server listens."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, ResponseUrl] = {}
        self.base = ""

    def issue(self, user_id: str, channel: str, source: str | None = None) -> str:
        key = secrets.token_urlsafe(18)
        self._kept[key] = ResponseUrl(user_id, channel, source, self._clock.timestamp())
        return f"{self.base}/response/{key}"

    def channel(self, key: str) -> str:
        """Where its answers go; nothing for one that does not exist."""
        found = self._kept.get(key)
        return found.channel if found else ""

    def use(self, key: str) -> ResponseUrl:
        """Count one use. Raises SlackError once it is used up or too old."""
        found = self._kept.get(key)
        if found is None:
            raise SlackError("no_service")
        if self._clock.timestamp() - found.made > LIFETIME:
            raise SlackError("expired_url")
        if found.uses >= USES:
            raise SlackError("used_url")
        found.uses += 1
        return found
