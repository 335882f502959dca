"""A forward proxy for plain HTTP, such as HTTPS_PROXY may name."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.piping import piped

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def a_proxy() -> AsyncIterator[tuple[str, list[str]]]:
    """Its URL, and the paths that were asked for through it."""
    asked: list[str] = []
    ends: set[asyncio.StreamWriter] = set()

    async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        method, target, version = (await reader.readline()).decode().split()
        to = urlsplit(target)
        asked.append(to.path)
        from_there, to_there = await asyncio.open_connection(to.hostname, to.port)
        ends.update((writer, to_there))
        once = "Connection: close\r\n" if method == "POST" else ""
        to_there.write(f"{method} {to.path}?{to.query} {version}\r\n{once}".encode())
        await asyncio.gather(piped(reader, to_there), piped(from_there, writer))

    server = await asyncio.start_server(forward, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}", asked
        for end in ends:
            end.transport.abort()
