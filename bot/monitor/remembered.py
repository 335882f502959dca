"""An answer that is not asked for more often than needed, and not waited for longer than wanted."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

import structlog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = structlog.get_logger(__name__)

T = TypeVar("T")


@dataclass
class Remembered(Generic[T]):
    """An answer counts for `lasts` seconds, and is waited for `patience` seconds.

    Whoever asks while somebody does already waits for the same answer. A question that takes longer is not cut
    off, since a database's driver is better left to end by itself: there is one at a time, however often somebody
    looks.
    """

    ask: Callable[[], Awaitable[T | None]]
    lasts: float
    patience: float
    _asking: asyncio.Task[T | None] | None = None
    _until: float = field(default=0.0)

    async def get(self) -> T | None:
        """None where no answer came, or not in time."""
        loop = asyncio.get_running_loop()
        if self._asking is None or (self._asking.done() and loop.time() >= self._until):
            self._asking = loop.create_task(self._asked())
        await asyncio.wait({self._asking}, timeout=self.patience)
        return self._asking.result() if self._asking.done() else None

    async def close(self) -> None:
        """Ask no more; what is being asked is cut off."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait({self._asking})

    async def _asked(self) -> T | None:
        try:
            return await self.ask()
        except Exception:
            log.exception("monitor.question_failed")
            return None
        finally:
            self._until = asyncio.get_running_loop().time() + self.lasts
