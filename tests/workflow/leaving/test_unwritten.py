"""Somebody's account changes while the database is away: what Slack told is kept, and written down later."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.domain.errors import Unavailable
from bot.domain.leaver import Stay
from bot.domain.people import Standing
from bot.workflow.unwritten import Unwritten
from tests.workflow.life.departures import BACK, DECIDERS, LEFT, account, ada, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from structlog.typing import EventDict

    from bot.workflow.leaving import Change
    from tests.workflow.life.office import Office


@dataclass
class Book:
    """What was written; while it `is_away` nothing is, and of these people nothing can be."""

    is_away: bool = True
    unwritable: frozenset[str] = frozenset()
    written: list[Change] = field(default_factory=list)
    tried: int = 0

    async def write(self, change: Change) -> None:
        self.tried += 1
        if self.is_away:
            raise Unavailable("The database is away.")
        if change.slack_id in self.unwritable:
            raise LookupError("broken on purpose")
        self.written.append(change)


@pytest.fixture
def logs() -> Iterator[list[EventDict]]:
    with capture_logs() as captured:
        yield captured


def leaves(number: int) -> Change:
    return replace(LEFT, slack_id=f"U{number}")


def told(logs: list[EventDict], event: str) -> list[tuple[str, str]]:
    """Of whom, and how loudly."""
    return [(each["person"], each["log_level"]) for each in logs if each["event"] == event]


async def test_they_are_asked_about_once_it_is_back(office: Office) -> None:
    """As if nothing had been."""
    unwritten = Unwritten(office.away.desk.heard)
    unwritten.keep(LEFT)
    await unwritten.again()
    await office.sweep.once()
    assert (office.away.wall.posted, shown(office)) == (DECIDERS, [Stay.WAITING] * 3)


async def test_whoever_is_back_by_then_is_nobodys_card(office: Office) -> None:
    """The later change counts, and where that was heard of at once, what Slack says of them now."""
    unwritten = Unwritten(office.away.desk.heard)
    account(office, Standing.MEMBER)
    unwritten.keep(LEFT)
    unwritten.keep(BACK)
    await unwritten.again()
    assert await office.away.leavers.of("U0ADA") is None
    unwritten.keep(LEFT)
    await office.away.desk.heard(BACK)
    await unwritten.again()
    assert (await ada(office)).stay is Stay.WAITING
    await office.sweep.once()
    assert (await office.away.leavers.of("U0ADA"), office.away.wall.posted) == (None, [])


async def test_all_are_tried_until_one_cannot_be_written(logs: list[EventDict]) -> None:
    """And each is written once, however often it was told."""
    book = Book()
    unwritten = Unwritten(book.write)
    for number in (1, 2, 1):
        unwritten.keep(leaves(number))
    await unwritten.again()
    assert (book.tried, book.written) == (1, [])
    book.is_away = False
    await unwritten.again()
    await unwritten.again()
    unwritten.end()
    assert book.written == [leaves(1), leaves(2)]
    assert told(logs, "leaver.put_off") == [("U1", "warning"), ("U2", "warning"), ("U1", "warning")]
    assert told(logs, "leaver.missed") == []


async def test_what_is_told_while_it_is_written_is_not_lost() -> None:
    """Somebody leaves, and comes back in the middle of it."""
    book = Book(is_away=False)

    async def meanwhile(change: Change) -> None:
        if change is LEFT:
            unwritten.keep(BACK)
        await book.write(change)

    unwritten = Unwritten(meanwhile)
    unwritten.keep(LEFT)
    await unwritten.again()
    await unwritten.again()
    assert book.written == [LEFT, BACK]


async def test_one_that_breaks_us_holds_up_nobody(logs: list[EventDict]) -> None:
    """It is a bug, and said to be lost."""
    book = Book(is_away=False, unwritable=frozenset({"U1"}))
    unwritten = Unwritten(book.write)
    for number in (1, 2):
        unwritten.keep(leaves(number))
    await unwritten.again()
    unwritten.end()
    assert book.written == [leaves(2)]
    assert [each["event"] for each in logs if each["log_level"] == "error"] == ["leaver.failed"]
    assert told(logs, "leaver.missed") == [("U1", "warning")]


async def test_there_is_room_for_so_many_and_half_of_it_is_for_departures_alone(logs: list[EventDict]) -> None:
    """Thousands may change their status while the database is away; who is known already stays known."""
    book = Book(is_away=False)
    unwritten = Unwritten(book.write, most=5)
    for number in range(3):
        unwritten.keep(replace(leaves(number), is_deactivated=False))
    for number in range(10, 14):
        unwritten.keep(leaves(number))
    unwritten.keep(leaves(0))
    assert told(logs, "leaver.missed") == [("U2", "info"), ("U13", "warning")]
    await unwritten.again()
    assert book.written == [leaves(0), replace(leaves(1), is_deactivated=False), *map(leaves, (10, 11, 12))]


async def test_the_end_of_the_process_tells_what_is_lost(logs: list[EventDict]) -> None:
    """Once."""
    unwritten = Unwritten(Book().write)
    unwritten.keep(LEFT)
    unwritten.end()
    unwritten.end()
    assert told(logs, "leaver.missed") == [("U0ADA", "warning")]
