"""Pages for machines: what is shown to whom, and for how long anybody is waited for."""

from __future__ import annotations

import asyncio
import logging
import socket
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.serving.pages import Shown, Welcome, showing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SOON = 5.0
BRISK = Welcome(seconds=0.2, most=2)


async def hello(accept: str) -> Shown:
    return Shown(f"hello, {accept}".encode())


async def broken(accept: str) -> Shown:
    raise LookupError(accept)


async def endless(_: str) -> Shown:
    await asyncio.Event().wait()
    raise AssertionError("it ended")


PAGES = {"/hello": hello, "/broken": broken, "/endless": endless}


def asking(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


@asynccontextmanager
async def shown(welcome: Welcome = BRISK) -> AsyncIterator[str]:
    async with showing(PAGES, "127.0.0.1", 0, welcome) as url:
        yield url


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection(httpx.URL(url).host, httpx.URL(url).port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def answer(url: str, said: bytes) -> bytes:
    """Everything up to the end of the connection."""
    async with connected(url) as (reader, writer):
        writer.write(said)
        return await asyncio.wait_for(reader.read(), SOON)


async def test_a_page_is_shown_to_whoever_asks_and_the_connection_is_closed() -> None:
    """It hears what is accepted, and looks at no query."""
    async with shown() as url, httpx.AsyncClient(trust_env=False) as client:
        for _ in range(3):
            got = await client.get(f"{url}/hello?x=1", headers={"Accept": "text/x"})
            assert (got.status_code, got.text, got.headers["connection"]) == (200, "hello, text/x", "close")
        assert (await client.get(f"{url}/hello/")).status_code == 404


async def test_a_head_is_a_get_without_its_body() -> None:
    """With the length that it would have had."""
    async with shown() as url:
        got = await answer(url, b"HEAD /hello HTTP/1.1\r\nHost: x\r\nAccept: ab\r\n\r\n")
    assert b"Content-Length: 9" in got
    assert got.endswith(b"\r\n\r\n")


async def test_what_only_reads_says_so() -> None:
    """RFC 9110 wants the methods that there are."""
    async with shown() as url, httpx.AsyncClient(trust_env=False) as client:
        got = await client.put(f"{url}/hello")
    assert (got.status_code, got.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("line", [b"what is this", b"GET /\xff HTTP/1.1", b"GET /hello HTTP/1.1"])
async def test_what_is_no_http_is_told_so(line: bytes) -> None:
    """The last one lacks its host."""
    async with shown() as url:
        assert (await answer(url, line + b"\r\n\r\n")).startswith(b"HTTP/1.1 400 Bad Request\r\n")


async def test_a_head_without_end_is_not_read() -> None:
    """However quickly it comes."""
    async with shown(Welcome()) as url:
        assert b" 431 " in (await answer(url, b"GET /hello HTTP/1.1\r\nX: " + b"a" * 20_000)).splitlines()[0]


@pytest.mark.parametrize("said", [b"", b"GET /hel", asking("/endless")])
async def test_nobody_is_waited_for_without_end(said: bytes) -> None:
    """Neither a client that says nothing, or half of it, nor a page that does not come."""
    async with shown() as url:
        assert await answer(url, said) == b""


async def test_whoever_hangs_up_is_forgotten(caplog: pytest.LogCaptureFixture) -> None:
    """Before a word, or in the middle of one."""
    async with shown() as url:
        for said in (b"", b"GET /hel"):
            async with connected(url) as (reader, writer):
                writer.write(said)
                writer.write_eof()
                await asyncio.wait_for(reader.read(), SOON)
        assert b"hello" in await answer(url, asking("/hello"))
    assert caplog.records == []


async def test_those_who_stand_around_keep_nobody_out() -> None:
    """The one who has been there for longest goes."""
    async with shown(Welcome(seconds=60, most=2)) as url, connected(url) as (first, _), connected(url) as (second, _):
        assert b"hello" in await answer(url, asking("/hello"))
        assert await asyncio.wait_for(first.read(), SOON) == b""
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(second.read(), 0.1)


async def test_a_page_that_fails_is_told_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Its client is not answered, and the next one is."""
    async with shown() as url:
        assert await answer(url, asking("/broken")) == b""
        assert b"hello" in await answer(url, asking("/hello"))
    assert [(each.levelno, each.message) for each in caplog.records] == [(logging.ERROR, "A page could not be shown.")]


async def test_it_ends_at_once_whoever_is_there() -> None:
    """And the port is free again."""
    async with AsyncExitStack() as stack:
        async with shown(Welcome(seconds=60)) as url:
            reader, writer = await stack.enter_async_context(connected(url))
            writer.write(asking("/endless"))
            await asyncio.sleep(0.1)
        assert await asyncio.wait_for(reader.read(), SOON) == b""
    with socket.create_server((httpx.URL(url).host, httpx.URL(url).port or 0)):
        pass
