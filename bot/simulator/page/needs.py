"""What the page needs of the simulated workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from bot.simulator.slack.people import Persona


class Client(Protocol):
    """One person's Slack client. Raises ClientRefusal, with a sentence, for what it does not let them do."""

    def snapshot(self) -> dict[str, Any]: ...

    async def send(self, channel: str, text: str) -> None: ...

    def mark_read(self, channel: str) -> None: ...

    async def act(
        self,
        container: dict[str, Any],
        block_id: str,
        action_id: str,
        value: object = None,
        values: dict[str, dict[str, object]] | None = None,
    ) -> None: ...

    async def options(
        self, container: dict[str, Any], block_id: str, action_id: str, query: str
    ) -> Mapping[str, Any]: ...

    async def submit(self, view_id: str, values: dict[str, dict[str, object]]) -> None: ...

    async def close(self, view_id: str) -> None: ...

    async def open_home(self) -> None: ...


class Changes(Protocol):
    def watch(self) -> AsyncIterator[object]:
        """Yield whenever anything that somebody can see has changed."""
        ...


class Inspector(Protocol):
    def entries(self) -> Sequence[Mapping[str, Any]]:
        """The calls between Slack and the app, newest last; each has an increasing `id`."""
        ...


class People(Protocol):
    @property
    def people(self) -> Mapping[str, Persona]: ...


class Slack(Protocol):
    @property
    def changes(self) -> Changes: ...

    @property
    def inspector(self) -> Inspector: ...

    @property
    def workspace(self) -> People: ...

    def client(self, user_id: str) -> Client:
        """Raises LookupError for an id that nobody has."""
        ...
