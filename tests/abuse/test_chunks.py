"""What a client writes around the chunks of a body, and behind them, has an end, as its head has."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from slack_bolt import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.monitor.monitor import Monitor
from bot.monitor.routes import monitored
from bot.serving.connection import LONGEST_HEAD
from bot.serving.server import serving
from bot.slack.doorstep import Doorstep, Limits
from tests.abuse.knocking import CUT, bytewise, connected, in_chunks, is_cut, knock, request, signed, status

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.slack.payloads import Payload

SECRET = "of the tests"
PATH = "/slack/events"
PATIENT = Limits(seconds=600)
"""Nothing in here ends because it takes long."""
LONG = 60.0
"""Seconds: many times what any answer takes."""
FILL = b"a" * 8_000
TIMES = 1_000
LITTLE = 2_000_000
"""Bytes: a quarter of what is sent, and many times what a request may take."""


@pytest.fixture
def heard() -> list[Payload]:
    """What came through the door."""
    return []


@pytest.fixture
async def url(heard: list[Payload]) -> AsyncIterator[str]:
    async def welcome(payload: Payload) -> BoltResponse:
        heard.append(payload)
        return BoltResponse(status=200, body="welcome")

    async with serving(Doorstep(welcome, PATH, SignatureVerifier(SECRET), PATIENT)) as base:
        yield base + PATH


@contextmanager
def in_little_memory() -> Iterator[None]:
    gc.collect()
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < LITTLE
    finally:
        tracemalloc.stop()


async def pour(writer: asyncio.StreamWriter, *parts: bytes) -> None:
    """Send them all, or what is taken of them."""
    with suppress(ConnectionError):
        for part in parts:
            writer.write(part)
            await writer.drain()


@pytest.mark.parametrize(
    ("body", "poured"),
    [
        pytest.param(b"=", (b"1\r\n=\r\n0\r\n", b"A: " + FILL + b"\r\n", b"\r\n"), id="trailers"),
        pytest.param(b"=", (b"1\r\n=\r\n0\r\nA: ", FILL, b"\r\n\r\n"), id="one trailer"),
        pytest.param(b"=", (b"1\r\n=\r\n0\r\n", FILL, b": a\r\n\r\n"), id="the name of a trailer"),
        pytest.param(b"=", (b"1;", FILL, b"\r\n=\r\n0\r\n\r\n"), id="an extension"),
        pytest.param(b"=", (b"1\r\n=\r\n0;", FILL, b"\r\n\r\n"), id="an extension of the last chunk"),
        pytest.param(b"=" * TIMES, (b"", b"1;" + FILL + b"\r\n=\r\n", b"0\r\n\r\n"), id="extensions"),
        pytest.param(b"=", (b"", b"0" * len(FILL), b"1\r\n=\r\n0\r\n\r\n"), id="the length of a chunk"),
    ],
)
async def test_no_more_is_taken_in_than_of_a_head(
    url: str, heard: list[Payload], body: bytes, poured: tuple[bytes, bytes, bytes]
) -> None:
    """Not even of what is signed: it is refused as no HTTP, and none of it stays in memory."""
    before, endless, after = poured
    with in_little_memory():
        async with connected(url) as (reader, writer):
            await pour(writer, in_chunks(url, [before], signed(SECRET, body), end=b""), *[endless] * TIMES, after)
            assert await status(reader, LONG) in (CUT, 400)
    assert heard == []


async def test_the_port_of_the_monitor_takes_no_more_in_either() -> None:
    """Its answer needs no body and is there before: then the connection is closed."""
    async with monitored(Monitor("0", "http", ()), "127.0.0.1", 0) as base:
        url = base + "/healthz"
        with in_little_memory():
            async with connected(url) as (reader, writer):
                await pour(writer, in_chunks(url, [], end=b"0\r\nA: ").replace(b"POST", b"GET"), *[FILL] * TIMES)
                assert await is_cut(reader, LONG)
        assert await knock(url, request(url, method="GET")) == 200


@pytest.mark.parametrize("name", ["A", "Content-Type", "X-Slack-Signature", "Content-Length", "Expect"])
async def test_a_trailer_is_no_header(url: str, heard: list[Payload], name: str) -> None:
    """It is refused, whether it comes along with the head or once the body was read."""
    trailed = in_chunks(url, [b"1\r\n=\r\n"], signed(SECRET, b"="), end=b"0\r\n%b: x\r\n\r\n" % name.encode())
    assert await knock(url, trailed) == 400
    async with connected(url) as (reader, writer):
        writer.write(trailed[:-20])
        await asyncio.sleep(0.05)
        writer.write(trailed[-20:])
        assert await status(reader) == 400
    assert heard == []


async def test_many_small_chunks_are_a_body_like_any_other(url: str) -> None:
    """Bytes around them are many times as many as a head may have; nor do they count for what is sent next."""
    body = b"a=" + b"b" * 20_000
    raw = in_chunks(url, bytewise(body, b"00000001"), signed(SECRET, body))
    assert len(raw) - len(body) > 3 * LONGEST_HEAD
    async with connected(url) as (reader, writer):
        await pour(writer, raw, raw + raw + raw[:40])
        for rest in (b"", b"", raw[40:], b""):
            assert await status(reader, LONG) == 200
            await reader.readuntil(b"welcome")
            await pour(writer, rest)


async def test_a_body_does_not_count_for_the_next_head(url: str) -> None:
    """Where both come at once, behind the rest of a head that was begun before."""
    body = b"a=" + b"b" * LONGEST_HEAD
    raw = request(url, body, signed(SECRET, body))
    async with connected(url) as (reader, writer):
        writer.write(raw[:40])
        await asyncio.sleep(0.05)
        writer.write(raw[40:] + raw[:40])
        for rest in (raw[40:], b""):
            assert await status(reader, LONG) == 200
            await reader.readuntil(b"welcome")
            writer.write(rest)
