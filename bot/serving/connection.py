"""One connection of a client, who may be anybody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, MutableMapping

    from bot.serving.refusals import Refusals


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
LONGEST_HEAD = 65_536
"""Bytes that a head may have, and all that a client writes around the chunks of a body and behind them; or a little
more: what comes with a request's first bytes, or with its body's, is not counted."""
AROUND = 16
"""Bytes around a chunk that are no more than it takes, as in Go's net/http: its length and two ends of lines are at
least 5, and 12 where leading zeros make the length eight digits long. Many small chunks are a body like any other."""

_EMPTY_LINES = re.compile(rb"(?:\r\n){2,}")
"""One before a request is passed over (RFC 9112, section 2.2)."""
MOST_AHEAD = 8
"""Requests that may wait for the one before them to be answered. A packet holds thousands of the shortest, and each is
some kilobytes here; Slack sends none ahead, nor do proxies."""


class Part(Enum):
    """What of a request the client is at."""

    BETWEEN = auto()
    HEAD = auto()
    BODY = auto()


class Connection(HttpToolsProtocol):
    """One that shows an application its connection, so that it can `hang_up`, and that waits for nobody for ever.

    An application finds the server's `Refusals` in the same place: whoever turns somebody away, it is one line.
    """

    def __init__(
        self,
        patience: Patience,
        refusals: Refusals,
        **of_uvicorn: Any,  # noqa: ANN401 - uvicorn's business
    ) -> None:
        super().__init__(**of_uvicorn)
        self.since = self.loop.time()
        self._patience = patience
        self._refusals = refusals
        self._deadline: asyncio.TimerHandle | None = None
        self._part = Part.BETWEEN
        self._beside = 0

    @property
    def is_waiting(self) -> bool:
        """For its client: for a request, or for the rest of one. It has been since `since`, or longer."""
        return self._is_idle or self.cycle.more_body

    @property
    def _is_idle(self) -> bool:
        """Whether no application is at a request of it."""
        return self.cycle is None or self.cycle.response_complete  # type: ignore[redundant-expr]  # None at first

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport, "refusals": self._refusals}
        self._await_head()
        self._make_room()

    def data_received(self, data: bytes) -> None:
        before = self._part
        self._beside += len(data)
        super().data_received(data)
        if before is Part.BETWEEN and _EMPTY_LINES.fullmatch(data):
            self.send_400_response("These empty lines are no request.")
        elif self._beside > LONGEST_HEAD and not self.transport.is_closing():
            # The parser itself would take any of it, without an end.
            self.send_400_response("The head of this request, or what stands around its body, is too long.")
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_deadline()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Raises what the parser takes for no HTTP, once too many requests wait for their turn."""
        if len(self.pipeline) >= MOST_AHEAD:
            raise ValueError("too many requests at once")
        self._part, self._beside = Part.HEAD, 0
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Raises what the parser takes for no HTTP, for a trailer: it would be one more header, after all were read."""
        if self._part is Part.BODY:
            raise ValueError("a trailer")
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._part, self._beside = Part.BODY, 0
        self._forget_deadline()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._beside = max(self._beside - len(body) - AROUND, 0)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._part = Part.BETWEEN
        super().on_message_complete()

    def on_response_complete(self) -> None:
        self.since = self.loop.time()
        super().on_response_complete()
        if self._part is Part.HEAD:
            self._await_head()

    def send_400_response(self, msg: str) -> None:
        """Where the rest of a request is no HTTP, its application hears that the client is gone, and answers nobody."""
        self._refusals.note(400, msg)
        if self._is_idle or not self.cycle.response_started:
            super().send_400_response(msg)
        else:
            self.transport.abort()
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()

    def _await_head(self) -> None:
        """From its first byte on, or from an empty line on, which some clients send before it.

        What became a WebSocket is none of the server's connections any more, and says nothing for as long as it likes.
        """
        if self._deadline is None and self._is_idle and self._part is not Part.BODY and self in self.connections:
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
