"""Requests that no decent client sends, to the HTTP port of a bot."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.simulator.slack.http_delivery import FORM, signature

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Headers = list[tuple[str, str]]
CUT = 0
"""In place of a status, where the connection was cut."""


def signed(secret: str, body: bytes, at: str | None = None, content_type: str = FORM) -> Headers:
    """What Slack sends along; a body that is no text is signed as Latin-1."""
    at = str(int(time.time())) if at is None else at
    text = body.decode("utf-8", "surrogateescape") if is_text(body) else body.decode("latin-1")
    proof = signature(secret, at, text)
    return [("X-Slack-Request-Timestamp", at), ("X-Slack-Signature", proof), ("Content-Type", content_type)]


def is_text(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def request(url: str, body: bytes = b"", headers: Headers | None = None, *, method: str = "POST") -> bytes:
    """On the wire, with as much of a Content-Length as there is body; with headers exactly as they are given."""
    path = urlsplit(url).path
    lines = [f"{method} {path} HTTP/1.1", "Host: bot", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers or []]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def in_chunks(url: str, chunks: list[bytes], headers: Headers | None = None, *, end: bytes = b"0\r\n\r\n") -> bytes:
    """The same without a length, each of the chunks framed already; `end` is the last one, with what trails it."""
    head = request(url, b"", headers).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    return head + b"".join(chunks) + end


def bytewise(body: bytes, length: bytes = b"1") -> list[bytes]:
    """The body in chunks of one byte; `length` is 1 as the client writes it, with what it writes behind it."""
    return [b"%b\r\n%c\r\n" % (length, byte) for byte in body]


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    place = urlsplit(url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def knock(url: str, raw: bytes, within: float = 5) -> int:
    """Send `raw` and return the status that comes back, or CUT. Raises TimeoutError where nothing comes."""
    async with connected(url) as (reader, writer):
        writer.write(raw)
        return await status(reader, within)


async def status(reader: asyncio.StreamReader, within: float = 5) -> int:
    async with asyncio.timeout(within):
        try:
            line = await reader.readline()
        except ConnectionError:
            return CUT
    return int(line.split()[1]) if line else CUT


async def is_cut(reader: asyncio.StreamReader, within: float) -> bool:
    """Whether the other end closes the connection in this many seconds, whatever it says before."""
    try:
        async with asyncio.timeout(within):
            await reader.read()
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True
