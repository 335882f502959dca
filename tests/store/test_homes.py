"""Homes that were opened, how many users there are, and how much work waits; on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.request import Chore, Job, State
from bot.store import SqlHomes
from bot.workflow.homebook import Backlog, Counts, Tab, Tally
from bot.workflow.ledger import Extras
from tests.people import MOMENT
from tests.requests import a_request

if TYPE_CHECKING:
    from tests.store.conftest import Shop

MINUTE = timedelta(minutes=1)
LATER = MOMENT + MINUTE
COUNTS = Counts(MOMENT, {"ACTIVE": 3, "FROZEN <!here>": 1}, {"MEMBER": 4})


@pytest.fixture
async def book(shop: Shop) -> SqlHomes:
    return SqlHomes((await shop.ledger()).engine)


async def test_a_home_is_there_once_it_was_opened(book: SqlHomes) -> None:
    """Opening it again keeps what is known of its looks."""
    assert await book.tab("U0ADA") is None
    await book.opened("U0ADA", MOMENT)
    assert await book.tab("U0ADA") == Tab("U0ADA", MOMENT)
    await book.drawn("U0ADA", LATER, "17.abc")
    await book.opened("U0ADA", LATER)
    assert await book.tab("U0ADA") == Tab("U0ADA", LATER, LATER, "17.abc")


async def test_a_home_that_nobody_opened_is_not_drawn(book: SqlHomes) -> None:
    """Nor one that was forgotten meanwhile."""
    await book.opened("U0ADA", MOMENT)
    await book.forget("U0ADA")
    await book.drawn("U0ADA", MOMENT, "17.abc")
    assert await book.tab("U0ADA") is None


async def test_those_who_opened_theirs_are_found_latest_first(book: SqlHomes) -> None:
    """Since a time, some of them, and no more than asked for."""
    for minutes, handle in enumerate(("OLD", "ADA", "BEN", "CARLA")):
        await book.opened(f"U0{handle}", MOMENT + minutes * MINUTE)
    assert await book.open_since(LATER, 10) == ("U0CARLA", "U0BEN", "U0ADA")
    assert await book.open_since(LATER, 2) == ("U0CARLA", "U0BEN")
    assert await book.open_since(MOMENT, 10, {"U0ADA", "U0OLD", "U0NOBODY"}) == ("U0ADA", "U0OLD")
    assert await book.open_since(MOMENT, 10, ()) == ()


async def test_work_is_counted(shop: Shop, book: SqlHomes) -> None:
    """What is due, what is late, what failed before, and what waits for people."""
    assert await book.backlog(MOMENT, MOMENT) == Backlog(0, 0, 0, 0)
    ledger = await shop.ledger()
    for number, (due, attempts) in enumerate([(-20, 0), (-1, 0), (0, 2), (5, 7), (5, 1)]):
        await ledger.add_job(Job(Chore.RUN, str(number), MOMENT + due * MINUTE, attempts))
    for number, state in enumerate(State):
        request = a_request(
            state, id=f"r{number}", submission=f"s{number}", subject=f"{number}@example.com", target=None
        )
        await ledger.file(request, Extras())
    assert await book.backlog(MOMENT, MOMENT - 10 * MINUTE) == Backlog(due=3, overdue=1, failing=2, waiting=1)
    await ledger.claim(MOMENT, LATER, 10, Chore)
    assert await book.backlog(MOMENT, MOMENT - 10 * MINUTE) == Backlog(due=0, overdue=0, failing=2, waiting=1)


async def test_counts_are_kept_until_there_are_newer_ones(book: SqlHomes) -> None:
    """Two processes may count at a time, and the slower one does not win."""
    assert await book.tally() is None
    await book.keep_counts(COUNTS)
    assert await book.tally() == Tally(MOMENT, COUNTS)
    assert COUNTS.total == 4
    newer = Counts(LATER, {"ACTIVE": 5}, {"MEMBER": 5})
    await book.keep_counts(newer)
    await book.keep_counts(COUNTS)
    assert await book.tally() == Tally(LATER, newer)


async def test_trouble_keeps_the_older_counts(book: SqlHomes) -> None:
    """And goes with the next walk that succeeds."""
    await book.keep_trouble(MOMENT, "Arize did not answer.")
    assert await book.tally() == Tally(MOMENT, None, "Arize did not answer.")
    await book.keep_counts(COUNTS)
    await book.keep_trouble(LATER, "Arize failed.")
    assert await book.tally() == Tally(LATER, COUNTS, "Arize failed.")
    await book.keep_trouble(MOMENT, "Too late to matter.")
    assert await book.tally() == Tally(LATER, COUNTS, "Arize failed.")
    newest = Counts(LATER + MINUTE, {"ACTIVE": 5}, {"MEMBER": 5})
    await book.keep_counts(newest)
    assert await book.tally() == Tally(newest.at, newest)
