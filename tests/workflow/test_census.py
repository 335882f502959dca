"""Counting: in the background, one walk at a time, and not more often than it has to be."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.workflow.census import Numbers
from bot.workflow.homebook import Counts, Tally
from tests.workflow.life.offices import an_office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.workflow.life.office import Office

TTL = timedelta(minutes=10)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with an_office() as opened:
        yield opened


async def counts(office: Office) -> None:
    """Ask for the numbers, and let the walk that begins get to its end."""
    await office.census.want()
    await office.walks.pop()


async def test_nobody_counts_before_somebody_asks(office: Office) -> None:
    assert await office.census.numbers() == Numbers(None)
    await office.census.want()
    assert await office.census.numbers() == Numbers(None, is_counting=True)


async def test_users_are_counted_by_status_and_role(office: Office) -> None:
    """By the API's words."""
    office.account.add_user("Root", "root@example.com", role="ADMIN", status="ACTIVE")
    await counts(office)
    counted = Counts(office.now, {"INVITED": 3, "ACTIVE": 1}, {"MEMBER": 3, "ADMIN": 1})
    assert await office.census.numbers() == Numbers(Tally(office.now, counted))


async def test_one_walk_at_a_time(office: Office) -> None:
    """However many ask."""
    for _ in range(5):
        await office.census.want()
    assert len(office.walks) == 1


async def test_fresh_numbers_are_not_counted_again(office: Office) -> None:
    """Also after a restart: they are in the database."""
    await counts(office)
    office.restart()
    office.now += TTL - timedelta(seconds=1)
    await office.census.want()
    assert office.walks == []
    office.now += timedelta(seconds=1)
    await office.census.want()
    assert len(office.walks) == 1


async def test_a_walk_that_fails_says_why_and_keeps_the_older_numbers(office: Office) -> None:
    """It is left alone for a minute, and no longer."""
    await counts(office)
    known = (await office.census.numbers()).tally
    assert known is not None
    office.now += TTL
    office.account.revoke_key("ak-life")
    await counts(office)
    why = "Arize refuses the bot's key, so nothing works until the operator renews ARIZE_API_KEY. Tell them."
    assert await office.census.numbers() == Numbers(Tally(office.now, known.counts, why))
    office.now += timedelta(seconds=59)
    await office.census.want()
    assert office.walks == []
    office.now += timedelta(seconds=1)
    await office.census.want()
    assert len(office.walks) == 1


async def test_a_walk_that_is_cut_off_does_not_block_the_next(office: Office) -> None:
    """As by a shutdown, or by a bug."""
    await office.census.want()
    walk = asyncio.ensure_future(office.walks.pop())
    await asyncio.sleep(0)
    walk.cancel()
    with pytest.raises(asyncio.CancelledError):
        await walk
    assert await office.census.numbers() == Numbers(None)


async def test_two_who_ask_at_once_start_one_walk(office: Office) -> None:
    """Both have read that there are no numbers."""
    await asyncio.gather(office.census.want(), office.census.want())
    assert len(office.walks) == 1
