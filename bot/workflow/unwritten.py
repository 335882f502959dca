"""Changes of accounts that the database did not take: Slack does not tell of them again, so they are tried again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Expected

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.workflow.leaving import Change

log = structlog.get_logger(__name__)

MOST = 10_000
"""People; what is remembered of each is an id, a name and an address."""


@dataclass
class Unwritten:
    """The latest change of each person, for as long as the process lives: there is no other place while it is away.

    `write` is what would have written them down. A change says where to look and decides nothing, so it does not
    matter how old it is by then (decision 50).
    """

    write: Callable[[Change], Awaitable[None]]
    most: int = MOST
    _changes: dict[str, Change] = field(default_factory=dict)

    def keep(self, change: Change) -> None:
        """Departures may take all the room, others half of it: most of these are a new status or picture."""
        room = self.most if change.is_deactivated else self.most // 2
        if change.slack_id in self._changes or len(self._changes) < room:
            self._changes[change.slack_id] = change
            _tell("leaver.put_off", change)
        else:
            _tell("leaver.missed", change)

    async def again(self) -> None:
        """Try all of them, in the order in which people were first put off, until one cannot be written either."""
        for change in tuple(self._changes.values()):
            if not await self._is_over(change):
                return

    async def _is_over(self, change: Change) -> bool:
        try:
            await self.write(change)
        except Expected:
            return False
        except Exception:
            log.exception("leaver.failed")
            _tell("leaver.missed", change)
        if self._changes.get(change.slack_id) is change:
            del self._changes[change.slack_id]
        return True

    def end(self) -> None:
        """The process ends: what is left is told, and lost."""
        for change in self._changes.values():
            _tell("leaver.missed", change)
        self._changes.clear()


def _tell(event: str, change: Change) -> None:
    """A departure is worth looking at; others come by the thousand."""
    tell = log.warning if change.is_deactivated else log.info
    tell(event, person=change.slack_id, deactivated=change.is_deactivated)
