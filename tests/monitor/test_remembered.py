"""Answers that are remembered: nobody is asked more often than needed, and nobody waits for ever."""

from __future__ import annotations

import asyncio

from structlog.testing import capture_logs

from bot.monitor.remembered import Remembered


class Oracle:
    """Answers with how often it was asked, once it may."""

    def __init__(self) -> None:
        self.asked = 0
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def __call__(self) -> int:
        self.asked += 1
        await self.may_answer.wait()
        return self.asked


async def test_an_answer_lasts_for_its_time() -> None:
    """And is asked for again after it."""
    oracle = Oracle()
    remembered = Remembered(oracle, lasts=0.05, patience=1)
    assert [await remembered.get() for _ in range(3)] == [1, 1, 1]
    await asyncio.sleep(0.06)
    assert await remembered.get() == 2


async def test_a_question_that_takes_long_is_not_asked_twice() -> None:
    """Those who wait go away without an answer, and the next ones find it."""
    oracle = Oracle()
    oracle.may_answer.clear()
    remembered = Remembered(oracle, lasts=1, patience=0.02)
    assert await asyncio.gather(*(remembered.get() for _ in range(5))) == [None] * 5
    oracle.may_answer.set()
    await asyncio.sleep(0)
    assert (await remembered.get(), oracle.asked) == (1, 1)


async def test_a_question_that_breaks_is_a_bug_with_a_traceback() -> None:
    """Whoever asked has no answer, and all else goes on."""

    async def breaks() -> int:
        raise RuntimeError("broken on purpose")

    with capture_logs() as logs:
        assert await Remembered(breaks, lasts=1, patience=1).get() is None
    assert [entry["event"] for entry in logs] == ["monitor.question_failed"]


async def test_what_is_being_asked_at_the_end_is_cut_off() -> None:
    """A database that hangs does not keep the bot from ending; one that was never asked is no matter."""
    oracle = Oracle()
    remembered = Remembered(oracle, lasts=1, patience=0.02)
    await remembered.close()
    oracle.may_answer.clear()
    assert await remembered.get() is None
    await asyncio.wait_for(remembered.close(), 1)
