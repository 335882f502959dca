"""What Slack said, and when it was asked: remembered for a while, or for as long as one step takes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")
MOST = 10_000
"""Answers that are kept at once."""
ALWAYS_ASKED = float("inf")


@dataclass(frozen=True)
class Memory(Generic[T]):
    """Answers by name. `seconds` is how long one counts; `now` counts seconds and only ever grows.

    `fresh_since` is when the step began that an answer has to be fresh for.
    """

    seconds: float
    now: Callable[[], float]
    fresh_since: float = ALWAYS_ASKED
    _kept: dict[str, tuple[float, T]] = field(default_factory=dict)

    def afresh(self) -> Memory[T]:
        """The same for one step that begins now: what was asked since then is fresh, whoever asked."""
        return replace(self, fresh_since=self.now())

    def recall(self, name: str) -> T | None:
        """What is remembered, and nothing else."""
        kept = self._kept.get(name)
        return kept[1] if kept and kept[0] > self.now() - self.seconds else None

    async def get(self, name: str, ask: Callable[[str], Awaitable[T]], *, fresh: bool = False) -> T:
        """What is remembered, or what `ask` says, which counts from when it was asked. Raises what `ask` raises."""
        asked_at = self.now()
        kept = self._kept.get(name)
        if kept and kept[0] > (self.fresh_since if fresh else asked_at - self.seconds):
            return kept[1]
        said = await ask(name)
        self._keep(name, asked_at, said)
        return said

    def _keep(self, name: str, asked_at: float, said: T) -> None:
        """Unless somebody who asked later was answered sooner: what they heard is newer."""
        if len(self._kept) >= MOST:
            self._kept.clear()
        kept = self._kept.get(name)
        if kept is None or kept[0] <= asked_at:
            self._kept[name] = (asked_at, said)
