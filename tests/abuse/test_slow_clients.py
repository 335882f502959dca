"""Clients that take their time, and many of them: nobody is waited for without an end."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest
from slack_bolt import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.serving.connection import MOST_AHEAD, Patience
from bot.serving.server import serving
from bot.slack.doorstep import Doorstep, Limits
from tests.abuse.knocking import CUT, connected, is_cut, knock, request, signed, status

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.slack.payloads import Payload

SECRET = "of the tests"
PATH = "/slack/events"
IMPATIENT = Patience(head=0.3, connections=20)
FULL = Patience(connections=20)
"""A head has the usual time, longer than anybody in here waits."""
HURRIED = Limits(seconds=0.5)
SOON = 2.0
"""Seconds: more than any limit above, less than any usual one."""


async def welcome(_payload: Payload) -> BoltResponse:
    return BoltResponse(status=200, body="welcome")


@pytest.fixture
async def url() -> AsyncIterator[str]:
    """The port of a bot in a hurry."""
    async with serving(doorstep(), patience=IMPATIENT) as base:
        yield base + PATH


def doorstep() -> Doorstep:
    return Doorstep(welcome, PATH, SignatureVerifier(SECRET), HURRIED)


def honest(url: str) -> bytes:
    return request(url, b"a=b", signed(SECRET, b"a=b"))


@pytest.mark.parametrize("said", [b"", b"\r\n", b"P", b"POST /slack/events HTTP/1.1\r\nHost: a\r\n"])
async def test_a_head_that_does_not_come_is_not_waited_for(url: str, said: bytes) -> None:
    """Whether nothing was said, or nothing but an empty line, or half of it."""
    async with connected(url) as (reader, writer):
        writer.write(said)
        assert await is_cut(reader, SOON)


async def test_a_head_in_drips_has_no_more_time(url: str) -> None:
    """Each byte is no new beginning."""
    async with connected(url) as (reader, writer):
        dripping = asyncio.create_task(drip(writer, b"X-Header: a\r\n" * 50))
        assert await is_cut(reader, SOON)
        dripping.cancel()


async def test_a_second_request_has_no_more_time_than_the_first(url: str) -> None:
    """On a connection that was kept open."""
    async with connected(url) as (reader, writer):
        writer.write(honest(url))
        assert await status(reader) == 200
        await reader.readuntil(b"welcome")
        writer.write(honest(url)[:40])
        assert await is_cut(reader, SOON)


async def test_nor_has_an_empty_line_between_two_requests(url: str) -> None:
    """It is no request, and keeps no connection open."""
    async with connected(url) as (reader, writer):
        writer.write(honest(url))
        await reader.readuntil(b"welcome")
        writer.write(b"\r\n")
        assert await is_cut(reader, SOON)


async def test_a_second_request_waits_for_the_first_without_being_hurried(url: str) -> None:
    """Sent before the first was answered, and only half: its time begins with the answer, and both come."""
    async with connected(url) as (reader, writer):
        writer.write(honest(url) + honest(url)[:40])
        assert await status(reader) == 200
        await reader.readuntil(b"welcome")
        writer.write(honest(url)[40:])
        assert await status(reader) == 200
        await reader.readuntil(b"welcome")
        writer.write(honest(url)[:40])
        assert await is_cut(reader, SOON)


async def test_only_so_many_requests_are_taken_ahead(url: str) -> None:
    """A packet can hold thousands: those that have room are answered, or none is, and the connection is closed."""
    async with connected(url) as (reader, writer):
        writer.write(honest(url) * (MOST_AHEAD + 1))
        for _ in range(MOST_AHEAD + 1):
            assert await status(reader) == 200
            await reader.readuntil(b"welcome")
    gc.collect()
    tracemalloc.start()
    async with connected(url) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 5_000)
        assert await status(reader) in (400, 404)
        assert await is_cut(reader, SOON)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000


async def test_a_head_without_an_end_is_not_taken_in(url: str) -> None:
    """However fast it comes: it would be kept in memory."""
    async with connected(url) as (reader, writer):
        writer.write(honest(url)[:40])
        for _ in range(7):
            await asyncio.sleep(0.01)
            writer.write(b"X-Header: " + b"a" * 10_000 + b"\r\n")
        assert await status(reader) == 400
        assert await is_cut(reader, SOON)


async def test_a_connection_that_is_kept_open_is_not_hurried(url: str) -> None:
    """A proxy keeps some, and says nothing for longer than a head may take."""
    async with connected(url) as (reader, writer):
        writer.write(honest(url))
        await reader.readuntil(b"welcome")
        await asyncio.sleep(IMPATIENT.head * 2)
        writer.write(honest(url))
        assert await status(reader) == 200


async def test_a_body_that_does_not_come_is_not_waited_for(url: str) -> None:
    """Told so, and the connection is closed."""
    async with connected(url) as (reader, writer):
        writer.write(honest(url).replace(b"Length: 3", b"Length: 9999"))
        dripping = asyncio.create_task(drip(writer, b"a" * 500))
        assert await status(reader, SOON) == 408
        assert await is_cut(reader, SOON)
        dripping.cancel()


async def test_what_is_refused_may_not_go_on_sending(url: str) -> None:
    """A body that nobody reads keeps no connection open."""
    async with connected(url) as (reader, writer):
        writer.write(request(url, b"", method="PUT").replace(b"Length: 0", b"Length: 999999999"))
        assert await status(reader) == 405
        dripping = asyncio.create_task(drip(writer, b"a" * 5000))
        assert await is_cut(reader, SOON)
        dripping.cancel()


async def test_a_client_that_hangs_up_in_the_middle_is_forgotten(url: str, caplog: pytest.LogCaptureFixture) -> None:
    """Of its head or its body, without an error in the log."""
    for said in (honest(url)[:30], honest(url)[:-1]):
        async with connected(url) as (_, writer):
            writer.write(said)
            await writer.drain()
    assert await knock(url, honest(url)) == 200
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_who_says_nothing_makes_room_for_who_does() -> None:
    """Ten times as many connections as are allowed: Slack's is served before any head is late, and few stay."""
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(serving(doorstep(), patience=FULL)) + PATH
        silent = [await stack.enter_async_context(connected(url)) for _ in range(FULL.connections * 10)]
        assert await knock(url, honest(url), FULL.head / 2) == 200
        cut = await asyncio.gather(*(is_cut(reader, SOON) for reader, _ in silent))
        assert 0 < cut.count(False) <= FULL.connections


async def test_who_sends_half_a_body_makes_room_too(url: str) -> None:
    """The one that was waited for longest goes first."""
    async with AsyncExitStack() as stack:
        for _ in range(IMPATIENT.connections):
            _, writer = await stack.enter_async_context(connected(url))
            writer.write(honest(url)[:-1])
        assert await knock(url, honest(url)) == 200


async def drip(writer: asyncio.StreamWriter, content: bytes) -> None:
    for byte in content:
        writer.write(bytes([byte]))
        await asyncio.sleep(0.01)


async def test_strangers_leave_nothing_behind(url: str) -> None:
    """Neither those who are refused nor those who hang up: after many, as much memory is in use as after few."""
    gc.collect()
    tracemalloc.start()
    held = [await after_strangers(url) for _ in range(4)]
    tracemalloc.stop()
    assert held[-1] - held[0] < 200_000


async def after_strangers(url: str) -> int:
    """Bytes in use, once some hundred have come and gone."""
    body = b"a" * 100_000
    for _ in range(50):
        assert await knock(url, request(url, body, signed("another secret", body))) == 401
        assert await knock(url, request(url, body)) in (401, CUT)
        async with connected(url) as (_, writer):
            writer.write(request(url, body, signed(SECRET, body))[:-1])
    await asyncio.sleep(HURRIED.seconds)
    gc.collect()
    return tracemalloc.get_traced_memory()[0]
