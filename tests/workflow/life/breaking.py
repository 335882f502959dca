"""A process that ends anywhere: at the n-th call to the database, or with a write to Arize under way (`line`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

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
class Meanwhile(Fuse):
    """Lasts; but before each of the next steps something else happens: one thing for each."""

    before: list[Callable[[], Awaitable[Any]]] = field(default_factory=list)

    async def around(self, work: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401 - whatever the call gives
        if self.before:
            await self.before.pop(0)()
        return await super().around(work)


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


async def one_life(office: Office) -> bool:
    """Whether the process did all that was due before it ended."""
    try:
        await office.sweep.once()
    except Killed:
        return False
    return True
