"""Load that costs little: raw sockets with keep-alive, and requests that are signed before the clock starts."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bot.simulator.slack.http_delivery import FORM, signature
from bot.slack.transport import PATH

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

END = b"\r\n\r\n"
LENGTH = b"content-length:"
SECRET = "a" * 32
"""The signing secret of every contender."""


class Line(asyncio.Protocol):
    """One connection; a request is sent once the answer to the last one is there."""

    def __init__(self) -> None:
        self._read = bytearray()
        self._answer: asyncio.Future[bytes] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        head = self._read.find(END)
        if head >= 0 and len(self._read) >= head + len(END) + length_of(self._read[:head]) and self._answer:
            answer, self._answer = self._answer, None
            answer.set_result(bytes(self._read))
            self._read.clear()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer:
            self._answer.set_exception(exc or ConnectionResetError("The contender hung up."))

    def ask(self, request: bytes) -> asyncio.Future[bytes]:
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self._answer


def length_of(head: bytes | bytearray) -> int:
    """What a request's or an answer's head says of its body."""
    _, found, rest = bytes(head).lower().partition(LENGTH)
    return int(rest.partition(b"\r\n")[0]) if found else 0


@asynccontextmanager
async def line(port: int) -> AsyncIterator[Line]:
    transport, opened = await asyncio.get_running_loop().create_connection(Line, "127.0.0.1", port)
    try:
        yield opened
    finally:
        transport.close()


def signed(body: Mapping[str, str]) -> bytes:
    """A POST as Slack sends it, good for five minutes."""
    content, moment = urlencode(body), str(int(time.time()))
    head = (
        f"POST {PATH} HTTP/1.1",
        "Host: localhost",
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)",
        "Accept: application/json,*/*",
        f"Content-Type: {FORM}",
        f"X-Slack-Request-Timestamp: {moment}",
        f"X-Slack-Signature: {signature(SECRET, moment, content)}",
        f"Content-Length: {len(content)}",
    )
    return "\r\n".join(head).encode() + END + content.encode()


async def accepted(answer: asyncio.Future[bytes]) -> bytes:
    """The answer, where it is a 200. Raises AssertionError otherwise: a refusal is fast, and no ack."""
    said = await answer
    assert b" 200 " in said[:16], said[:200]
    return said
