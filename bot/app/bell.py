"""Who does the work that is due is woken here, by whoever left some behind."""

from __future__ import annotations

from contextvars import Context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import timedelta

    from bot.slack.background import Background


class Bell:
    """It hangs where work is done, before it is rung for the first time; what others left undone is done as well."""

    def __init__(self, background: Background) -> None:
        self._background = background

    def hang(self, round_: Callable[[], Coroutine[None, None, None]]) -> None:
        self._round = round_

    def ring(self) -> None:
        """Work was written down: do it now, here, unless somebody else is quicker."""
        self._background.spawn(self._round(), Context())

    def ring_after(self, wait: timedelta) -> None:
        """Work was written down that comes due in a while."""
        self._background.later(wait.total_seconds(), self.ring)
