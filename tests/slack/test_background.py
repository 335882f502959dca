"""Work that goes on after the ack."""

from __future__ import annotations

import asyncio
import gc

import pytest
from structlog.testing import capture_logs

from bot.slack.background import Background
from tests.virtual_time import in_virtual_time


async def test_idle_waits_for_the_work_under_way() -> None:
    """And for the work that it starts in turn."""
    background, done = Background(), []

    async def second() -> None:
        done.append("second")

    async def first() -> None:
        await asyncio.sleep(0)
        background.spawn(second())
        done.append("first")

    background.spawn(first())
    await background.idle()
    assert done == ["first", "second"]


async def test_a_failure_is_logged_and_harms_nothing_else() -> None:
    """A bug in one task is not the end of the others."""
    background = Background()

    async def fails() -> None:
        raise RuntimeError("broken on purpose")

    with capture_logs() as logs:
        background.spawn(fails())
        await background.idle()
    assert [entry["event"] for entry in logs] == ["background.failed"]


async def test_draining_gives_work_its_time_and_cuts_what_takes_longer() -> None:
    """Short work ends, endless work is cancelled and counted."""
    background, done = Background(), []

    async def short() -> None:
        await asyncio.sleep(0)
        done.append("short")

    async def endless() -> None:
        await asyncio.Event().wait()

    background.spawn(short())
    background.spawn(endless())
    assert await background.drain(0.05) == 1
    assert done == ["short"]
    assert await background.drain(0.05) == 0


async def test_what_is_cut_has_a_moment_to_say_so() -> None:
    """And no more than that, whatever it does with it; what it starts meanwhile is waited for as well."""
    background, said = Background(), []

    async def says_so(*, endlessly: bool = False) -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.sleep(0.01)
            said.append("I was cut.")
            background.spawn(asyncio.sleep(0.01))
            if endlessly:
                await asyncio.Event().wait()

    background.spawn(says_so())
    background.spawn(says_so(endlessly=True))
    assert await background.drain(0.05, last_words=0.1) == 2
    assert said == ["I was cut."] * 2
    await background.idle()


def test_what_begins_later_keeps_nobody_waiting() -> None:
    """It begins when its time has come; where the process is told to stop before, it does not."""

    async def story() -> None:
        background, begun = Background(), []
        background.later(1, lambda: begun.append("soon"))
        background.later(20, lambda: begun.append("too late"))
        await background.idle()
        assert begun == []
        await asyncio.sleep(5)
        assert begun == ["soon"]
        assert await background.drain(0.0) == 0
        await asyncio.sleep(25)
        assert begun == ["soon"]

    in_virtual_time(story())


@pytest.mark.parametrize("turns", [0, 1, 2])
async def test_what_is_cut_before_it_began_leaves_nothing_behind(turns: int) -> None:
    """Neither in the first moment nor while it waits for its turn; Python would say that nobody awaited it."""
    background, begun = Background(), []

    async def work() -> None:
        begun.append("work")

    async def first() -> None:
        await asyncio.Event().wait()

    background.spawn(first())
    late = [background.spawn(work()) for _ in range(3)]
    for _ in range(turns):
        await asyncio.sleep(0)
    for task in late:
        task.cancel()
    await background.drain(0.0)
    del late, task
    gc.collect()
    assert len(begun) < 3
