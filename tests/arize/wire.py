"""A server that says bytes, for what no server that knows HTTP would say; and counts what it is asked."""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from bot.arize import ArizeClient
from tests.arize.story import KEY

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import AsyncIterator

NOBODY = b'{"users": [], "pagination": {"has_more": false}}'


def answer(*headers: bytes, status: bytes = b"200 OK", body: bytes = NOBODY) -> bytes:
    lines = (b"HTTP/1.1 " + status, b"Content-Length: %d" % len(body), *headers)
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


@dataclass(frozen=True)
class Said:
    """What follows a request: bytes, then an end, or a rude one (`resets`), or a header again and again (`drips`)."""

    begins: bytes = b""
    ends: bool = False
    resets: bool = False
    drips: bool = False


CLOSED, RESET = Said(ends=True), Said(resets=True)
"""The request is read, and no answer comes."""


@dataclass
class Wire:
    """One answer for each request, over all connections; the last one is given again and again."""

    client: ArizeClient
    asked: list[bytes] = field(default_factory=list)
    """The request lines."""
    sent: list[bytes] = field(default_factory=list)
    """The bodies."""
    connections: int = 0


@asynccontextmanager
async def speaking(*script: bytes | Said, **options: Any) -> AsyncIterator[Wire]:  # noqa: ANN401 - the client's
    """Say it on a real socket, to a client with these `options`."""
    left = [each if isinstance(each, Said) else Said(each) for each in script]
    ends: list[StreamWriter] = []

    async def serve(reader: StreamReader, writer: StreamWriter) -> None:
        wire.connections += 1
        ends.append(writer)
        while line := await reader.readline():
            wire.asked.append(line.rstrip())
            wire.sent.append(await _body_of(reader))
            said = left.pop(0) if len(left) > 1 else left[0]
            writer.write(said.begins)
            if said.drips:
                await _drip(writer)
            if said.ends or said.resets:
                _end(writer, rudely=said.resets)
                return

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with ArizeClient(SecretStr(KEY), base_url=url, **options) as client:
            wire = Wire(client)
            yield wire
        for end in ends:
            end.close()


async def _body_of(reader: StreamReader) -> bytes:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    _, _, length = head.partition(b"content-length:")
    return await reader.readexactly(int(length.split()[0]) if length else 0)


async def _drip(writer: StreamWriter) -> None:
    while not writer.is_closing():
        writer.write(b"X-Drop: 1\r\n")
        await asyncio.sleep(0.02)


def _end(writer: StreamWriter, *, rudely: bool) -> None:
    if rudely:
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.close()
