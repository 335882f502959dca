"""What an attack needs of where it happens: a world in this process, or processes of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from bot.simulator.arize import RunningArize
    from bot.simulator.slack import Person, SlackSimulator


class Scene(Protocol):
    """`tests.world.World` and `tests.processes.Deployment` are."""

    @property
    def slack(self) -> SlackSimulator: ...

    @property
    def arize(self) -> RunningArize: ...

    @property
    def database_url(self) -> str: ...

    @property
    def said(self) -> str:
        """The whole log."""
        ...

    def person(self, handle: str) -> Person: ...

    def records(self) -> list[dict[str, Any]]: ...

    async def settles(self) -> None:
        """Return once all that was asked so far is done."""
        ...

    async def sweeps(self) -> None:
        """Return once all that is due is done."""
        ...
