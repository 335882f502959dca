"""The clock that tests move."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.simulator.slack.clock import Clock

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def test_it_begins_where_it_is_told_and_runs() -> None:
    """As clocks do."""
    clock = Clock(NOON)
    assert NOON <= clock.now() < NOON + timedelta(seconds=1)
    assert clock.timestamp() >= NOON.timestamp()


async def test_it_begins_now_where_nothing_is_told() -> None:
    """The demo shows the real time."""
    before = datetime.now(UTC)
    assert before <= Clock().now() <= datetime.now(UTC)


async def test_it_is_moved_without_waiting() -> None:
    """Thirty minutes pass at once."""
    clock = Clock(NOON)
    clock.advance(1800)
    assert clock.now() >= NOON + timedelta(minutes=30)


async def test_who_sleeps_by_it_is_woken_when_it_is_moved_far_enough() -> None:
    """And not before."""
    clock = Clock(NOON)
    sleeper = asyncio.create_task(clock.sleep(60))
    await asyncio.sleep(0)
    clock.advance(30)
    await asyncio.wait({sleeper}, timeout=0.01)
    assert not sleeper.done()
    clock.advance(30)
    await asyncio.wait_for(sleeper, 10)


async def test_a_short_sleep_ends_by_itself() -> None:
    """In real time, where nobody moves the clock."""
    await asyncio.wait_for(Clock(NOON).sleep(0.01), 10)
