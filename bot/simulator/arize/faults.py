"""Trouble on demand: each fault says what becomes of one request and its answer."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from starlette.datastructures import QueryParams
from starlette.responses import HTMLResponse, Response, StreamingResponse

from bot.serving.connection import hang_up
from bot.simulator.arize.spoiling import bare, repeated, spoil_pagination, spoil_words, with_extras
from bot.simulator.arize.writing import problem
from bot.simulator.holding import Holding

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.types import Receive, Scope, Send

NO_CONTENT = 204
JSON = "application/json"
_PAGE = "<html><head><title>Gateway</title></head><body><h1>Something went wrong</h1></body></html>"


class Exchange(Protocol):
    """One request. `work` does what was asked and gives the honest answer."""

    query: QueryParams

    def work(self) -> Response: ...


class Fault(Protocol):
    async def play(self, exchange: Exchange) -> Response: ...


class Faults:
    """Faults that wait for their request; those that fit an operation are used up in the order they came."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[str, Fault]] = deque()

    def next(self, operation: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` calls of the operation meet the fault; "*" stands for any operation."""
        self._waiting.extend([(operation, fault)] * times)

    def take(self, operation: str) -> Fault | None:
        for waiting in self._waiting:
            if waiting[0] in ("*", operation):
                self._waiting.remove(waiting)
                return waiting[1]
        return None

    def clear(self) -> None:
        self._waiting.clear()

    def __len__(self) -> int:
        return len(self._waiting)


@dataclass(frozen=True)
class Status:
    """An answer without the work: a problem, or HTML, or no body. `retry_after` is in seconds."""

    code: int
    retry_after: int | None = None
    html: bool = False
    empty: bool = False
    detail: str | None = None

    async def play(self, exchange: Exchange) -> Response:  # noqa: ARG002 - nothing is done
        headers = {} if self.retry_after is None else {"retry-after": str(self.retry_after)}
        if self.empty:
            return Response(status_code=self.code, headers=headers)
        if self.html:
            return HTMLResponse(_PAGE, self.code, headers)
        return problem(self.code, self.detail or "The simulator was told to answer so.", headers)


@dataclass(frozen=True)
class Html:
    """A page for people where an API answer should be, as proxies send; nothing is done."""

    code: int = 502

    async def play(self, exchange: Exchange) -> Response:
        return await Status(self.code, html=True).play(exchange)


@dataclass(frozen=True)
class Latency:
    """The work is done and answered, but late."""

    seconds: float

    async def play(self, exchange: Exchange) -> Response:
        await asyncio.sleep(self.seconds)
        return exchange.work()


@dataclass(frozen=True)
class Drop:
    """The connection is cut before the work."""

    async def play(self, exchange: Exchange) -> Response:  # noqa: ARG002 - nothing is done
        return HungUp()


@dataclass(frozen=True)
class LostAnswer:
    """The connection is cut after the work was done."""

    async def play(self, exchange: Exchange) -> Response:
        exchange.work()
        return HungUp()


class Hold(Holding):
    """The call hangs until it is released, and then the connection is cut; `after` the work was done, or before it."""

    async def play(self, exchange: Exchange) -> Response:
        if self.after:
            exchange.work()
        await self.hold()
        return HungUp()


class HungUp(Response):
    """No answer at all."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI has it
        await hang_up(scope, receive)


@dataclass(frozen=True)
class HugeBody:
    """The honest answer with white space before it: still valid JSON, but large. What has no body gets one."""

    size: int = 32 * 1024 * 1024

    async def play(self, exchange: Exchange) -> Response:
        honest = exchange.work()
        body = b" " * self.size + bytes(honest.body)
        return Response(body, 200 if honest.status_code == NO_CONTENT else honest.status_code, media_type=JSON)


@dataclass(frozen=True)
class SlowDrip:
    """The honest answer, byte by byte, `seconds` apart."""

    seconds: float = 0.1

    async def play(self, exchange: Exchange) -> Response:
        honest = exchange.work()
        return StreamingResponse(self._drip(bytes(honest.body)), honest.status_code, media_type=honest.media_type)

    async def _drip(self, body: bytes) -> AsyncIterator[bytes]:
        for byte in body:
            yield bytes([byte])
            await asyncio.sleep(self.seconds)


@dataclass(frozen=True)
class Garbage:
    """The work is done, but the answer breaks off in the middle of its JSON; its length pretends to be right."""

    async def play(self, exchange: Exchange) -> Response:
        return _with_body(exchange.work(), lambda body: body[: len(body) // 2])


@dataclass(frozen=True)
class ExtraMembers:
    """The honest answer, with members of a future version in every object."""

    async def play(self, exchange: Exchange) -> Response:
        return _with_json(exchange.work(), with_extras)


@dataclass(frozen=True)
class UnknownVocabulary:
    """The honest answer, with a role and a status that nobody knows yet."""

    role: str = "AUDITOR"
    status: str = "SUSPENDED"

    async def play(self, exchange: Exchange) -> Response:
        return _with_json(exchange.work(), lambda body: spoil_words(body, role=self.role, status=self.status))


@dataclass(frozen=True)
class MissingMembers:
    """The honest answer without whatever can be left out."""

    async def play(self, exchange: Exchange) -> Response:
        return _with_json(exchange.work(), bare)


@dataclass(frozen=True)
class RepeatedRows:
    """Every row of the page comes twice, as where somebody was put in before it while it was turned."""

    async def play(self, exchange: Exchange) -> Response:
        return _with_json(exchange.work(), repeated)


@dataclass(frozen=True)
class LoopingCursor:
    """The first page, whatever was asked; it says that a next one follows, with the same cursor each time."""

    async def play(self, exchange: Exchange) -> Response:
        others = [(name, value) for name, value in exchange.query.multi_items() if name != "cursor"]
        exchange.query = QueryParams(others)
        return _with_json(exchange.work(), spoil_pagination)


def _with_json(honest: Response, spoil: Callable[[Any], Any]) -> Response:
    if honest.status_code not in (200, 201):
        return honest
    return _with_body(honest, lambda body: json.dumps(spoil(json.loads(body))).encode())


def _with_body(honest: Response, spoil: Callable[[bytes], bytes]) -> Response:
    return Response(spoil(bytes(honest.body)), honest.status_code, media_type=honest.media_type)
