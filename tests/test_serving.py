"""Servers of this process start when they say so and stop when they are told to."""

from __future__ import annotations

import asyncio
import errno
import socket
import time
from contextlib import AsyncExitStack, suppress
from typing import TYPE_CHECKING

import httpx
import pytest
from aiohttp import ClientSession
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Mount, Route, WebSocketRoute
from structlog.testing import capture_logs

from bot.serving.connection import Patience, hang_up
from bot.serving.listening import listen
from bot.serving.refusals import PAUSE, Refusals
from bot.serving.server import DRAIN_SECONDS, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send
    from starlette.websockets import WebSocket


def saying(text: str) -> Starlette:
    """An application with one page."""

    async def page(_: Request) -> PlainTextResponse:
        return PlainTextResponse(text)

    return Starlette(routes=[Route("/", page)])


def endless() -> Starlette:
    """An application whose answer never ends, like a stream of events."""

    async def events() -> AsyncIterator[str]:
        yield "first\n"
        await asyncio.Event().wait()

    async def page(_: Request) -> StreamingResponse:
        return StreamingResponse(events())

    return Starlette(routes=[Route("/", page)])


async def read(url: str) -> str:
    async with httpx.AsyncClient(trust_env=False) as client:
        return (await client.get(url)).text


async def test_two_servers_live_side_by_side() -> None:
    """The demo's simulators and bot share a process, each with a port of its own."""
    async with serving(saying("one")) as first, serving(saying("two")) as second:
        assert (await read(first), await read(second)) == ("one", "two")
        assert first != second


async def test_the_address_is_one_to_build_on() -> None:
    """The base URL has no trailing slash, and an IPv6 address stands in brackets."""
    async with serving(saying("four")) as url:
        assert url.startswith("http://127.0.0.1:")
        assert not url.endswith("/")


@pytest.mark.skipif(not socket.has_ipv6, reason="This machine has no IPv6")
async def test_ipv6_is_served_too() -> None:
    """An IPv6 host works, and stands in brackets in the address."""
    async with serving(saying("six"), "::1") as url:
        assert url.startswith("http://[::1]:")
        assert await read(url) == "six"


async def test_a_taken_port_is_told_at_once() -> None:
    """A second bot on one port hears that the address is in use, before anything else happens."""
    with listen("127.0.0.1", 0) as taken, pytest.raises(OSError, match=r"Cannot listen on .* in use") as raised:
        async with serving(saying("late"), port=taken.getsockname()[1]):
            pass
    assert raised.value.errno == errno.EADDRINUSE


async def test_after_the_block_nobody_listens() -> None:
    """The port is free again: a second server can take it."""
    async with serving(saying("first")) as url:
        port = int(url.rsplit(":", 1)[1])
    with pytest.raises(httpx.ConnectError):
        await read(url)
    async with serving(saying("second"), port=port) as again:
        assert await read(again) == "second"


async def test_an_error_in_the_block_stops_the_server_too() -> None:
    """Whatever ends the block, no server is left behind."""
    with pytest.raises(LookupError):
        async with serving(saying("gone")) as url:
            raise LookupError
    with pytest.raises(httpx.ConnectError):
        await read(url)


async def test_an_open_stream_does_not_hold_up_the_end() -> None:
    """A browser that follows events is let go within the drain limit."""
    async with httpx.AsyncClient(trust_env=False) as client:
        async with serving(endless()) as url:
            stream = await client.send(client.build_request("GET", url), stream=True)
            events = stream.aiter_text()
            assert await anext(events) == "first\n"
            ended = time.monotonic()
        assert DRAIN_SECONDS <= time.monotonic() - ended < DRAIN_SECONDS + 2
        with pytest.raises((httpx.RemoteProtocolError, StopAsyncIteration)):
            await anext(events)
        await stream.aclose()


async def test_a_request_under_way_is_finished() -> None:
    """An answer that is being made when the block ends still arrives."""
    asked, may_answer = asyncio.Event(), asyncio.Event()

    async def page(_: Request) -> PlainTextResponse:
        asked.set()
        await may_answer.wait()
        return PlainTextResponse("done")

    async with serving(Starlette(routes=[Route("/", page)])) as url:
        reading = asyncio.create_task(read(url))
        await asked.wait()
        asyncio.get_running_loop().call_later(0.05, may_answer.set)
    assert await reading == "done"


async def test_kept_connections_are_told_that_it_was_their_last_answer() -> None:
    """Who sends by one just when the block ends is answered; nobody new is accepted."""
    async with httpx.AsyncClient(trust_env=False) as client:
        async with AsyncExitStack() as stack:
            url = await stack.enter_async_context(serving(saying("hello"), patience=Patience(last_requests=2)))
            assert "connection" not in (await client.get(url)).headers
            stopping = asyncio.create_task(stack.pop_all().aclose())
            await asyncio.sleep(0.05)
            with pytest.raises(httpx.ConnectError):
                await read(url)
            last = await client.get(url)
        assert (last.text, last.headers["connection"]) == ("hello", "close")
        await asyncio.wait_for(stopping, 1)


async def test_a_kept_connection_that_nobody_uses_is_closed() -> None:
    """After the time for last requests."""
    async with httpx.AsyncClient(trust_env=False) as client:
        async with serving(saying("hello"), patience=Patience(last_requests=0.1)) as url:
            await client.get(url)
            ended = time.monotonic()
        assert 0.1 <= time.monotonic() - ended < DRAIN_SECONDS


async def test_an_application_can_hang_up() -> None:
    """The client of a connection that was cut gets no answer, not even a wrong one, and the server lives on."""

    async def rude(scope: Scope, receive: Receive, _send: Send) -> None:
        await hang_up(scope, receive)

    async with serving(Starlette(routes=[Mount("/rude", rude), *saying("kind").routes])) as url:
        with pytest.raises(httpx.TransportError):
            await read(f"{url}/rude/")
        assert await read(url) == "kind"


async def test_a_websocket_is_not_hurried() -> None:
    """Its request had a head; after that it may say nothing for as long as it likes."""

    async def echo(accepted: WebSocket) -> None:
        await accepted.accept()
        async for text in accepted.iter_text():
            await accepted.send_text(text)

    patience = Patience(head=0.2)
    async with (
        serving(Starlette(routes=[WebSocketRoute("/", echo)]), patience=patience) as url,
        ClientSession() as session,
        session.ws_connect(url) as link,
    ):
        await asyncio.sleep(patience.head * 3)
        await link.send_str("still there")
        assert await link.receive_str(timeout=5) == "still there"


async def test_a_server_that_cannot_start_says_why() -> None:
    """What keeps the server from starting is raised where it was asked for, and nobody waits for ever."""

    def broken() -> Starlette:
        raise LookupError("no application")

    with pytest.raises(LookupError, match="no application"):
        async with serving(broken):
            pass


async def test_an_address_of_another_machine_is_refused() -> None:
    """The error names the address that cannot be had, in words."""
    with pytest.raises(OSError, match=r"Cannot listen on 192\.0\.2\.1:80: "):
        listen("192.0.2.1", 80)


async def test_a_body_that_turns_out_to_be_no_http_is_cut(caplog: pytest.LogCaptureFixture) -> None:
    """Before the answer it is a mistake that is told, after it there is nothing left to say; an error it is never."""
    head = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    async with serving(saying("kind")) as url:
        for raw in (head + b"zz\r\n", head.replace(b"POST / ", b"POST /elsewhere ")):
            reader, writer = await asyncio.open_connection(*url.removeprefix("http://").split(":"))
            writer.write(raw)
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"zz\r\n")
            with suppress(ConnectionError):
                await reader.read()
            writer.close()
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_who_is_turned_away_is_told_once_a_minute() -> None:
    """The first at once, and with the next one after a minute how many there were since."""
    moments = iter((0.0, 0.0, 1.0, PAUSE - 1, PAUSE, PAUSE + 1))
    refusals = Refusals(lambda: next(moments))
    with capture_logs() as told:
        for _ in range(5):
            refusals.note(404, "another path")
    assert [(record["event"], record["count"]) for record in told] == [("http.refused", 1), ("http.refused", 3)]
