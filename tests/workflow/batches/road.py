"""What rows of a batch do side by side, and a database that falls silent meanwhile."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.command import Mark, Told
from bot.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.command import Call


@dataclass
class Road:
    """Every row stops here until as many are here as `together` says; `trips` are what some of them do then.

    `crowded` tells that as many came as `crowd` says.
    """

    together: int
    crowd: int = 0
    trips: dict[str, Callable[[], Awaitable[object]]] = field(default_factory=dict)
    here: int = 0
    most: int = 0
    came: Counter[str] = field(default_factory=Counter)
    full: asyncio.Event = field(default_factory=asyncio.Event)
    crowded: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, call: Call[Any]) -> Told:
        email = call.params.email
        self.came[email] += 1
        self.here += 1
        self.most = max(self.most, self.here)
        try:
            await self._meets_the_others()
            if trip := self.trips.pop(email, None):
                await trip()
        finally:
            self.here -= 1
        return Told(Mark.DONE, f"{email} is there.")

    async def _meets_the_others(self) -> None:
        if self.here == self.crowd:
            self.crowded.set()
        if self.here >= self.together:
            self.full.set()
        await self.full.wait()


@dataclass
class Tired:
    """The real book, until it was asked to proceed so many times; then it does not answer."""

    book: Any
    times: int
    silent: asyncio.Event = field(default_factory=asyncio.Event)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method of the book
        return getattr(self.book, name)

    async def proceed(self, *args: Any) -> Any:  # noqa: ANN401 - as the book has it
        self.times -= 1
        if self.times < 0:
            self.silent.set()
            raise Unavailable("The database does not answer.")
        return await self.book.proceed(*args)
