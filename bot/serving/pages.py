"""A few pages for machines, over HTTP/1.1: one answer for each connection, which is closed then.

h11 is there in any case, for the clients of httpx; a server and a framework besides would be a tenth of a start.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

import h11

from bot.serving.listening import base_url, listen

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter, Task
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    Page = Callable[[str], Awaitable["Shown"]]
    """What is shown to whoever says this in `Accept`."""

CHUNK = 65_536
READS = (b"GET", b"HEAD")


@dataclass(frozen=True)
class Shown:
    """What a page answers."""

    content: bytes
    content_type: str = "text/plain; charset=utf-8"
    status: int = HTTPStatus.OK
    allow: str = ""


NOT_FOUND = Shown(b"Not Found", status=HTTPStatus.NOT_FOUND)
ONLY_READ = Shown(b"Method Not Allowed", status=HTTPStatus.METHOD_NOT_ALLOWED, allow="GET, HEAD")


@dataclass(frozen=True)
class Welcome:
    """`seconds` are for a request to come and its answer to go; beyond `most` open connections the oldest is cut."""

    seconds: float = 10.0
    most: int = 100


USUAL = Welcome()


@asynccontextmanager
async def showing(pages: Mapping[str, Page], host: str, port: int, welcome: Welcome = USUAL) -> AsyncIterator[str]:
    """Show `pages` by their path and yield the base URL; stop when the block ends. Raises OSError for a taken port."""
    visitors = _Visitors(pages, welcome)
    with listen(host, port) as bound:
        server = await asyncio.start_server(visitors.arrive, sock=bound)
        try:
            yield base_url(host, bound)
        finally:
            server.close()
            await visitors.leave()


@dataclass(frozen=True)
class _Visitors:
    """Those who are connected are `here`, the longest first."""

    pages: Mapping[str, Page]
    welcome: Welcome
    here: dict[Task[None], None] = field(default_factory=dict)

    def arrive(self, reader: StreamReader, writer: StreamWriter) -> None:
        if len(self.here) >= self.welcome.most:
            next(iter(self.here)).cancel()
        task = asyncio.get_running_loop().create_task(self._visit(reader, writer))
        self.here[task] = None
        task.add_done_callback(self._gone)

    async def leave(self) -> None:
        for task in self.here:
            task.cancel()
        await asyncio.gather(*self.here, return_exceptions=True)

    def _gone(self, task: Task[None]) -> None:
        del self.here[task]
        if not task.cancelled() and (error := task.exception()):
            told = {"message": "A page could not be shown.", "exception": error}
            task.get_loop().call_exception_handler(told)

    async def _visit(self, reader: StreamReader, writer: StreamWriter) -> None:
        try:
            async with asyncio.timeout(self.welcome.seconds):
                writer.write(await _answered(self.pages, reader))
                await writer.drain()
            writer.close()
        except (TimeoutError, OSError):
            pass  # the client is too slow, or gone: nobody is there to be told
        finally:
            if not writer.is_closing():
                writer.transport.abort()


async def _answered(pages: Mapping[str, Page], reader: StreamReader) -> bytes:
    """What to send; nothing where nothing was asked."""
    connection = h11.Connection(h11.SERVER)
    try:
        request = await _request(connection, reader)
    except h11.RemoteProtocolError as error:
        return _sent(connection, Shown(b"", status=error.error_status_hint))
    if request is None:
        return b""
    return _sent(connection, await _shown(pages, request), has_body=request.method != b"HEAD")


async def _request(connection: h11.Connection, reader: StreamReader) -> h11.Request | None:
    """Raises h11.RemoteProtocolError for what is no HTTP."""
    while (event := connection.next_event()) is h11.NEED_DATA:
        connection.receive_data(await reader.read(CHUNK))
    return event if isinstance(event, h11.Request) else None


async def _shown(pages: Mapping[str, Page], request: h11.Request) -> Shown:
    page = pages.get(request.target.partition(b"?")[0].decode("ascii"))
    if page is None:
        return NOT_FOUND
    if request.method not in READS:
        return ONLY_READ
    accept = dict(request.headers).get(b"accept", b"")
    return await page(accept.decode("latin-1"))


def _sent(connection: h11.Connection, shown: Shown, *, has_body: bool = True) -> bytes:
    headers = [
        ("Content-Type", shown.content_type),
        ("Content-Length", str(len(shown.content))),
        *([("Allow", shown.allow)] if shown.allow else []),
        ("Connection", "close"),
    ]
    reason = HTTPStatus(shown.status).phrase
    head = connection.send(h11.Response(status_code=shown.status, headers=headers, reason=reason.encode())) or b""
    return head + (shown.content if has_body else b"")
