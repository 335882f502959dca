"""A proxy that leads to TLS by CONNECT, as HTTPS_PROXY may name (RFC 9110, section 9.3.6)."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.piping import piped

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import AsyncIterator

ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


@dataclass
class Tunnel:
    """`heads` are the requests that it was asked to lead somewhere by."""

    port: int = 0
    heads: list[str] = field(default_factory=list)

    def url(self, credentials: str = "") -> str:
        return f"http://{credentials}127.0.0.1:{self.port}"


@asynccontextmanager
async def a_tunnel(said: bytes = ESTABLISHED, *, to: int | None = None) -> AsyncIterator[Tunnel]:
    """It says this, and leads to a port of this machine, whatever name was asked for; else nowhere."""
    tunnel = Tunnel()
    ends: set[StreamWriter] = set()

    async def lead(reader: StreamReader, writer: StreamWriter) -> None:
        ends.add(writer)
        tunnel.heads.append((await reader.readuntil(b"\r\n\r\n")).decode())
        writer.write(said)
        if to is None:
            writer.close()
        else:
            await led(reader, writer, to)

    async with await asyncio.start_server(lead, "127.0.0.1", 0) as server:
        tunnel.port = server.sockets[0].getsockname()[1]
        yield tunnel
        for end in ends:
            end.transport.abort()


async def led(reader: StreamReader, writer: StreamWriter, port: int) -> None:
    """What comes from one end goes to the other, until either ends."""
    from_there, to_there = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.gather(piped(reader, to_there), piped(from_there, writer))
