"""Waiting without polling."""

from __future__ import annotations

import asyncio

from bot.simulator.slack.changes import Changes


async def test_who_watches_hears_of_changes_together() -> None:
    """Two changes that come at once are told as one."""
    changes = Changes()
    watched = changes.watch()
    first = asyncio.ensure_future(anext(watched))
    await asyncio.sleep(0)
    changes.touch()
    changes.touch()
    assert await asyncio.wait_for(first, 10) == 2


async def test_what_is_waited_for_is_found_as_soon_as_it_is_there() -> None:
    """After the change that brought it."""
    changes = Changes()
    seen: list[str] = []
    waiting = asyncio.create_task(changes.until(lambda: seen or None, 1))
    await asyncio.sleep(0)
    changes.touch()
    await asyncio.sleep(0)
    assert not waiting.done()
    seen.append("it")
    changes.touch()
    assert await waiting == ["it"]


async def test_patience_ends() -> None:
    """With nothing found."""
    nothing: list[str] = []
    assert await Changes().until(lambda: nothing or None, 0.01) is None


async def test_a_change_and_the_end_of_patience_may_meet() -> None:
    """Nobody is woken twice, and those who gave up are forgotten."""
    changes = Changes()
    nothing: list[str] = []
    waiting = [asyncio.create_task(changes.until(lambda: nothing or None, 0.02)) for _ in range(2)]
    given_up = asyncio.create_task(changes.until(lambda: nothing or None, 5))
    await asyncio.sleep(0)
    given_up.cancel()
    changes.touch()
    changes.touch()
    assert await asyncio.gather(*waiting) == [None, None]
    await asyncio.gather(given_up, return_exceptions=True)
    assert given_up.cancelled()
    assert changes.touch() == 3
