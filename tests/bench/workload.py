"""What a benchmark *is*: two contenders that do the same thing in turns, and the ratio that the bot should reach."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")
Round = Callable[[], Awaitable[float]]
"""One round of one contender, and what was measured in it."""


class Shelf:
    """What takes long to set up and is only read from: made where it is first wanted, and kept until the run ends."""

    def __init__(self) -> None:
        self._stack = AsyncExitStack()
        self._kept: dict[object, Any] = {}

    async def kept(self, key: object, made: Callable[[], AbstractAsyncContextManager[T]]) -> T:
        if key not in self._kept:
            self._kept[key] = await self._stack.enter_async_context(made())
        found: T = self._kept[key]
        return found

    async def aclose(self) -> None:
        self._kept.clear()
        await self._stack.aclose()


@dataclass(frozen=True)
class Scale:
    """How much is done in a round: as much as a figure needs, or, if `quick`, just enough to see that it works."""

    shelf: Shelf
    quick: bool = False

    def of(self, full: int, quick: int) -> int:
        return quick if self.quick else full


@dataclass(frozen=True)
class Contest:
    """`facts` is filled while rounds go on: what else is worth knowing about them."""

    bot: Round
    rival: Round
    facts: dict[str, Any] = field(default_factory=dict)


class Sense(Enum):
    """How the ratio is made, and on which side of the bound it should be."""

    FASTER = "the rival's time divided by the bot's, at least"
    SHARE = "the bot's rate divided by the rival's, at least"
    COST = "what the bot takes divided by what the rival takes, at most"


@dataclass(frozen=True)
class Target:
    sense: Sense
    bound: float

    def ratio(self, bot: float, rival: float) -> float:
        return rival / bot if self.sense is Sense.FASTER else bot / rival

    def is_met(self, ratio: float) -> bool:
        return ratio <= self.bound if self.sense is Sense.COST else ratio >= self.bound

    def __str__(self) -> str:
        return f"{'≤' if self.sense is Sense.COST else '≥'} {self.bound:g}"


def faster(times: float) -> Target:
    return Target(Sense.FASTER, times)


def at_least(share: float) -> Target:
    return Target(Sense.SHARE, share)


def at_most(times: float) -> Target:
    return Target(Sense.COST, times)


Open = Callable[[Scale], AbstractAsyncContextManager[Contest]]


@dataclass(frozen=True)
class Workload:
    """`open` sets both contenders up; `unit` is what a round gives.

    `most_rounds` is for what takes long, `warms_up` says whether both do one round first that is not counted.
    """

    name: str
    what: str
    against: str
    target: Target
    unit: str
    open: Open
    most_rounds: int | None = None
    warms_up: bool = True
