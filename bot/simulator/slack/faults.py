"""Trouble on demand, in Slack's kinds of it."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from bot.serving.connection import hang_up
from bot.simulator.holding import Holding

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import Receive, Scope, Send

    Work = Callable[[], Awaitable[Response]]

RESPONSE_URL = "response_url"
UPLOAD = "upload"
DOWNLOAD = "download"
"""They name the response_urls, the places to upload to and the files to download, beside the names of Web API methods;
"envelope" and "ack" name what goes over a socket, which a Drop cuts."""
BY_NAME_ONLY = (RESPONSE_URL, UPLOAD, DOWNLOAD, "envelope", "ack")
NOT_FOUND = 404
_PAGE = "<html><head><title>Server Error</title></head><body><h1>Something went wrong</h1></body></html>"


class Fault(Protocol):
    """`work` does what was asked and gives the honest answer."""

    async def play(self, method: str, work: Work) -> Response: ...


class Faults:
    """Faults that wait for their call; those that fit are used up in the order they came."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[str, Fault]] = deque()

    def next(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` calls of `method` meet the fault; "*" stands for any Web API method."""
        self._waiting.extend([(method, fault)] * times)

    def take(self, method: str) -> Fault | None:
        names = (method,) if method in BY_NAME_ONLY else (method, "*")
        found = next((waiting for waiting in self._waiting if waiting[0] in names), None)
        if found is None:
            return None
        self._waiting.remove(found)
        return found[1]

    def clear(self) -> None:
        self._waiting.clear()

    def __len__(self) -> int:
        return len(self._waiting)


@dataclass(frozen=True)
class Error:
    """An error code of Slack's; nothing was done."""

    code: str

    async def play(self, method: str, work: Work) -> Response:  # noqa: ARG002 - nothing is done
        status = NOT_FOUND if method == RESPONSE_URL else 200
        return JSONResponse({"ok": False, "error": self.code}, status)


@dataclass(frozen=True)
class RateLimited:
    """429; nothing was done. `retry_after` is in seconds, None leaves the header out."""

    retry_after: int | None = 1

    async def play(self, method: str, work: Work) -> Response:  # noqa: ARG002 - nothing is done
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers)


@dataclass(frozen=True)
class Status:
    """A status without JSON; nothing was done."""

    code: int = 500

    async def play(self, method: str, work: Work) -> Response:  # noqa: ARG002 - nothing is done
        return PlainTextResponse("Internal Server Error", self.code)


@dataclass(frozen=True)
class Html:
    """A page for people where an answer should be; nothing was done."""

    code: int = 502

    async def play(self, method: str, work: Work) -> Response:  # noqa: ARG002 - nothing is done
        return HTMLResponse(_PAGE, self.code)


@dataclass(frozen=True)
class Latency:
    """The honest answer, late."""

    seconds: float

    async def play(self, method: str, work: Work) -> Response:  # noqa: ARG002 - the same for all
        await asyncio.sleep(self.seconds)
        return await work()


@dataclass(frozen=True)
class Drop:
    """The connection is cut; `after` the work was done, or before it."""

    after: bool = False

    async def play(self, method: str, work: Work) -> Response:  # noqa: ARG002 - the same for all
        if self.after:
            await work()
        return HungUp()


class Hold(Holding):
    """The call hangs until it is released, and then the connection is cut; `after` the work was done, or before it."""

    async def play(self, method: str, work: Work) -> Response:  # noqa: ARG002 - the same for all
        if self.after:
            await work()
        await self.hold()
        return HungUp()


class HungUp(Response):
    """No answer at all."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI has it
        await hang_up(scope, receive)
