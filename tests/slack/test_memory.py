"""What Slack said: it counts from when it was asked, and nobody is given what is older than they may have."""

from __future__ import annotations

import asyncio

from bot.slack.memory import MOST, Memory


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_an_answer_counts_from_when_it_was_asked() -> None:
    """One that was on its way when a step began may be from before it: it is not fresh for that step."""
    clock, answers = Clock(), asyncio.Queue[str]()
    memory: Memory[str] = Memory(60.0, clock)
    asking = asyncio.create_task(memory.get("ada", lambda _: answers.get(), fresh=True))
    await asyncio.sleep(0)
    clock.now = 1.0
    step = memory.afresh()
    answers.put_nowait("before")
    assert await asking == "before"
    clock.now = 2.0
    answers.put_nowait("after")
    assert await step.get("ada", lambda _: answers.get(), fresh=True) == "after"
    assert await memory.get("ada", lambda _: answers.get()) == "after"


async def test_an_answer_that_took_long_does_not_take_the_place_of_a_newer_one() -> None:
    """Whoever was removed meanwhile is not a member again."""
    clock, slow = Clock(), asyncio.Queue[str]()
    memory: Memory[str] = Memory(60.0, clock)
    asking = asyncio.create_task(memory.get("ada", lambda _: slow.get()))
    await asyncio.sleep(0)
    clock.now = 1.0

    async def removed(_name: str) -> str:
        return "removed"

    assert await memory.get("ada", removed, fresh=True) == "removed"
    slow.put_nowait("a member")
    assert await asking == "a member"
    assert memory.recall("ada") == "removed"


async def test_no_more_is_kept_than_fits() -> None:
    """It begins anew then; whoever is not remembered is asked about."""
    memory: Memory[str] = Memory(60.0, Clock())

    async def ask(name: str) -> str:
        return f"{name} was asked"

    async def never(name: str) -> str:
        raise AssertionError(name)

    for number in range(MOST):
        await memory.get(str(number), ask)
    assert await memory.get("0", never) == "0 was asked"
    await memory.get("one more", ask)
    assert await memory.get("0", ask) == "0 was asked"
    assert await memory.get("one more", never) == "one more was asked"
