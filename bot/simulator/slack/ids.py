"""Ids that look like Slack's. Numbers rise, so that what is newer sorts behind what is older."""

from __future__ import annotations

import itertools
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.slack.clock import Clock

TEAM = "T0SIM"
OTHER_TEAM = "T0OTHER"
APP = "A0SIM"
APP_USER = "U0APP"
APP_BOT = "B0APP"
SLACKBOT = "USLACKBOT"


class Ids:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._count = itertools.count(1)
        self._last_ts = 0

    def ts(self) -> str:
        """A message's timestamp in seconds and microseconds, which is also its id: no two are alike."""
        self._last_ts = max(self._last_ts + 1, int(self._clock.timestamp() * 1_000_000))
        seconds, rest = divmod(self._last_ts, 1_000_000)
        return f"{seconds}.{rest:06}"

    def file(self) -> str:
        return f"F0{next(self._count):08}"

    def view(self) -> str:
        return f"V0{next(self._count):08}"

    def hash(self) -> str:
        return f"{int(self._clock.timestamp())}.{secrets.token_hex(4)}"

    def block(self) -> str:
        """What Slack makes up for a block without a block_id."""
        return secrets.token_urlsafe(4)

    def event(self) -> str:
        return f"Ev0{next(self._count):08}"

    def trigger(self) -> str:
        return f"{next(self._count)}.{int(self._clock.timestamp())}.{secrets.token_hex(16)}"

    def envelope(self) -> str:
        return secrets.token_hex(16)
