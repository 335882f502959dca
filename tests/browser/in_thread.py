"""A server beside tests that block: it runs in a thread with a loop of its own."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractAsyncContextManager

    Server = Callable[[], AbstractAsyncContextManager[str]]
    Started = Future[tuple[str, asyncio.AbstractEventLoop, asyncio.Event]]


@contextmanager
def served_in_thread(server: Server) -> Iterator[str]:
    """The base URL that `server` yields, for as long as the block lasts."""
    started: Started = Future()
    thread = threading.Thread(target=lambda: asyncio.run(_serve(server, started)))
    thread.start()
    url, loop, stop = started.result(timeout=20)
    try:
        yield url
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()


async def _serve(server: Server, started: Started) -> None:
    stop = asyncio.Event()
    try:
        async with server() as url:
            started.set_result((url, asyncio.get_running_loop(), stop))
            await stop.wait()
    except Exception as error:
        if started.done():
            raise
        started.set_exception(error)
