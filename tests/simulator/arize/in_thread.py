"""The simulator beside tests that block: it runs in a thread with a loop of its own."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.simulator.arize import RunningArize, arize_simulator

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def simulator_in_thread() -> Iterator[RunningArize]:
    """A seeded account at `url`; touch its state only between requests."""
    started: Future[tuple[RunningArize, asyncio.AbstractEventLoop, asyncio.Event]] = Future()
    thread = threading.Thread(target=lambda: asyncio.run(_serve(started)))
    thread.start()
    simulator, loop, stop = started.result(timeout=10)
    try:
        yield simulator
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()


async def _serve(started: Future[tuple[RunningArize, asyncio.AbstractEventLoop, asyncio.Event]]) -> None:
    stop = asyncio.Event()
    try:
        async with arize_simulator(seeded=True) as simulator:
            started.set_result((simulator, asyncio.get_running_loop(), stop))
            await stop.wait()
    except OSError as error:
        started.set_exception(error)
