"""One connection of a client, who may be anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, MutableMapping


@dataclass(frozen=True)
class Patience:
    """With clients.

    `head` is how many seconds the head of a request may take, from the connection or from its first byte on;
    `connections` is how many may be open, before those are cut that were waited for longest. `last_requests` is for how
    many seconds requests are answered, once the server stops, that come by connections which are kept open.
    """

    head: float = 10.0
    connections: int = 1_000
    last_requests: float = 0.0


USUAL = Patience()


class Connection(H11Protocol):
    """h11 that shows an application its connection, so that it can `hang_up`, and that waits for nobody for ever."""

    def __init__(self, patience: Patience, **of_uvicorn: Any) -> None:  # noqa: ANN401 - uvicorn's business
        super().__init__(**of_uvicorn)
        self.since = self.loop.time()
        self._patience = patience
        self._deadline: asyncio.TimerHandle | None = None

    @property
    def is_waiting(self) -> bool:
        """For its client: for a request, or for the rest of one. It has been since `since`, or longer."""
        return self.conn.their_state in (h11.IDLE, h11.SEND_BODY)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}
        self._await_head()
        self._make_room()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._forget_deadline()
        elif self._deadline is None and self.conn.trailing_data[0]:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_deadline()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        self.since = self.loop.time()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Where the rest of a request is no HTTP, its application hears that the client is gone, and answers nobody."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            super().send_400_response(msg)
        else:
            self.transport.abort()
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()

    def _await_head(self) -> None:
        self._deadline = self.loop.call_later(self._patience.head, self.transport.abort)

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _make_room(self) -> None:
        if len(self.connections) > self._patience.connections:
            waiting = [each for each in self.connections if isinstance(each, Connection) and each.is_waiting]
            min(waiting, key=lambda each: each.since).transport.abort()


async def hang_up(scope: MutableMapping[str, Any], receive: Callable[[], Awaitable[MutableMapping[str, Any]]]) -> None:
    """Cut the connection of a request that came through `serving`: its client gets no answer at all."""
    scope["state"]["transport"].abort()
    while (await receive())["type"] != "http.disconnect":
        continue
