"""An event loop in which nobody waits: where all sleep, the clock jumps to whoever wakes up first."""

from __future__ import annotations

import asyncio
import selectors
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


class _Jumping(selectors.SelectSelector):
    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now += max(0.0, timeout or 0.0)
        return super().select(0)


class VirtualTime(asyncio.SelectorEventLoop):
    """Its `time` begins at 0, and moves by sleeping alone."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def in_virtual_time(story: Coroutine[Any, Any, T]) -> T:
    """What comes of it. Only what sleeps may stand in it, no socket and no thread."""
    with asyncio.Runner(loop_factory=VirtualTime) as runner:
        return runner.run(story)
