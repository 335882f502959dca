"""A process that ends anywhere: at the n-th call to the database, or with a write to Arize under way."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.workflow.life.office import Office


class Killed(BaseException):
    """What SIGKILL is to a process: no handler of ours sees it, and nothing after it happens."""


@dataclass
class Fuse:
    """Burns down with every step; at zero the process is gone, and takes no step any more. None: it lasts."""

    steps: int | None = None
    after: bool = False
    is_burnt: bool = False

    def renew(self) -> None:
        """For the next process."""
        self.steps, self.is_burnt = None, False

    async def around(self, work: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401 - whatever the call gives
        burnt = self.is_burnt or self._burn()
        if burnt and not (self.after and self.steps == 0):
            raise Killed
        self.steps = None if burnt else self.steps
        done = await work()
        if burnt:
            raise Killed
        return done

    def _burn(self) -> bool:
        if self.steps is None:
            return False
        self.steps -= 1
        self.is_burnt = self.steps == 0
        return self.is_burnt


@dataclass
class Fragile:
    """The real ledger, until the fuse is burnt."""

    ledger: Any
    fuse: Fuse

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method of the ledger
        real = getattr(self.ledger, name)

        async def called(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the ledger has it
            return await self.fuse.around(lambda: real(*args, **kwargs))

        return called


@dataclass
class Line(httpx.AsyncBaseTransport):
    """The way to Arize. A write is told to `watch` before it arrives; the fuse burns there as well.

    With `loses` the next write is done, and its answer is lost. While it `is_silent` nothing is answered, and with
    `refuses` everything with that status.
    """

    account: httpx.AsyncBaseTransport
    fuse: Fuse
    watch: Callable[[httpx.Request], Awaitable[None]]
    loses: bool = False
    is_silent: bool = False
    refuses: int = 0
    dead: list[str] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.is_silent:
            raise httpx.ReadTimeout("silent on purpose")
        if self.refuses:
            return httpx.Response(self.refuses, json={"title": "refused on purpose", "status": self.refuses})
        if request.method == "GET":
            return await self.account.handle_async_request(request)
        answer: httpx.Response = await self.fuse.around(lambda: self._written(request))
        return answer

    async def _written(self, request: httpx.Request) -> httpx.Response:
        """What has left arrives, even where the process that sent it is gone by then."""
        arriving = asyncio.ensure_future(self._arrived(request))
        try:
            return await asyncio.shield(arriving)
        except asyncio.CancelledError:
            await arriving
            raise

    async def _arrived(self, request: httpx.Request) -> httpx.Response:
        await self.watch(request)
        answer = await self.account.handle_async_request(request)
        if self.loses:
            self.loses = False
            raise httpx.ReadTimeout("lost on purpose")
        return answer


async def one_life(office: Office) -> bool:
    """Whether the process did all that was due before it ended."""
    try:
        await office.sweep.once()
    except Killed:
        return False
    return True
