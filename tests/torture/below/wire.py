"""The way to a PostgreSQL server, which can be cut at any message, or be gone for a while."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import make_url

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from sqlalchemy import URL

CHUNK = 1 << 16


@dataclass
class Wire:
    """A proxy on loopback. `messages` counts what went to the server since the last `arm`.

    At message `fuse` everything is cut; `after` the server has it, so that only its answer is lost. While it `is_down`
    nobody gets through, and unless it `flows` nothing arrives.
    """

    server: str
    messages: int = 0
    fuse: int | None = None
    after: bool = False
    stays_down: float = 0.0
    is_down: bool = False
    flows: asyncio.Event = field(default_factory=asyncio.Event)
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _later: set[asyncio.Task[None]] = field(default_factory=set)

    def arm(self, fuse: int | None, *, after: bool = False, stays_down: float = 0.0) -> None:
        """From now on; `stays_down` is how many seconds nobody gets through after the cut. None: it lasts."""
        self.messages, self.fuse, self.after, self.stays_down = 0, fuse, after, stays_down

    def cut(self) -> None:
        """All connections at once, without a word."""
        for writer in tuple(self._open):
            writer.transport.abort()
        self._open.clear()

    async def gone(self, seconds: float) -> None:
        """As a primary that fails, until the next one took over."""
        self.is_down = True
        self.cut()
        await asyncio.sleep(seconds)
        self.is_down = False

    async def up(self) -> None:
        """Return once all that was to strike has struck, and everybody gets through again."""
        while self._later:
            await asyncio.gather(*self._later)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            upstream, downstream = await self._through()
        except OSError:  # nobody is there: the server is down as well
            writer.transport.abort()
            return
        self._open |= {writer, downstream}
        with suppress(OSError):
            await asyncio.gather(self._asks(reader, downstream), _answers(upstream, writer))
        for each in (writer, downstream):
            self._open.discard(each)
            each.transport.abort()

    async def _through(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.is_down:
            raise ConnectionRefusedError
        return await asyncio.open_unix_connection(self.server)

    async def _asks(self, reader: asyncio.StreamReader, server: asyncio.StreamWriter) -> None:
        while asked := await reader.read(CHUNK):
            await self.flows.wait()
            self.messages += 1
            strikes = self.messages == self.fuse
            if strikes and not self.after:
                self._strike()
                return
            server.write(asked)
            await server.drain()
            if strikes:
                await self._begin(self._strike_soon())
        server.transport.abort()

    def _strike(self) -> None:
        self.fuse = None
        if not self.stays_down:
            self.cut()
            return
        self._begin(self.gone(self.stays_down))

    async def _strike_soon(self) -> None:
        """The server reads what it was sent, and works."""
        await asyncio.sleep(0.01)
        self._strike()

    def _begin(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._later.add(task)
        task.add_done_callback(self._later.discard)
        return task


async def _answers(server: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while answered := await server.read(CHUNK):
        writer.write(answered)
        await writer.drain()
    writer.transport.abort()


@asynccontextmanager
async def wired(url: str) -> AsyncIterator[tuple[Wire, str]]:
    """A wire to the server that the URL names, and the URL of the same database through it."""
    named = make_url(url)
    wire = Wire(_socket(named))
    wire.flows.set()
    served = await asyncio.start_server(wire.serve, "127.0.0.1", 0)
    port = served.sockets[0].getsockname()[1]
    through = named.set(host="127.0.0.1", port=port, query={})
    try:
        yield wire, through.render_as_string(hide_password=False)
    finally:
        served.close()
        wire.cut()
        await served.wait_closed()


def _socket(url: URL) -> str:
    """Where the server of the tests listens: a socket in a folder that the query names."""
    folder = url.query["host"]
    return f"{folder}/.s.PGSQL.{url.port or 5432}"
