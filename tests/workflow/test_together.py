"""Several things at the same time."""

from __future__ import annotations

import asyncio

import pytest

from bot.workflow.together import together


async def test_each_says_what_came_of_it_in_its_place() -> None:
    """None waits for another: the first one needs what the second one does."""
    said = asyncio.Event()

    async def waits() -> str:
        await said.wait()
        return "waited"

    async def says() -> str:
        said.set()
        return "said"

    assert await together([waits(), says()]) == ["waited", "said"]


async def test_the_first_trouble_is_raised_when_all_have_ended() -> None:
    """So none goes on where nobody sees it, and none is cut by another's trouble."""
    done = []

    async def fails(words: str) -> None:
        raise ValueError(words)

    async def takes_longer() -> None:
        await asyncio.sleep(0.01)
        done.append("the other")

    with pytest.raises(ValueError, match="first"):
        await together([fails("first"), takes_longer(), fails("second")])
    assert done == ["the other"]
