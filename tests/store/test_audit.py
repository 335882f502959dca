"""The audit: a chain without a gap, in which what somebody changed behind the bot's back is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.domain.audit import Entry, Fact
from bot.workflow.ledger import Newest
from tests.people import MOMENT
from tests.truth import first_break
from tests.unhurried import SHARED

if TYPE_CHECKING:
    from bot.domain.audit import Break
    from bot.store import SqlLedger


def entry(number: int = 0, **members: str) -> Entry:
    return Entry(
        fact=Fact.ASKED,
        at=MOMENT + timedelta(minutes=number),
        **{"actor_id": "U0BEN", "subject": "Ada@example.com", "why": f"reason {number}", **members},
    )


async def broken(ledger: SqlLedger) -> Break | None:
    return first_break([row async for row in ledger.audit()], await ledger.head())


async def noted(ledger: SqlLedger, count: int) -> None:
    for number in range(count):
        await ledger.note(entry(number))


async def change(ledger: SqlLedger, statement: str) -> None:
    async with ledger.engine.begin() as connection:
        await connection.execute(text(statement))


async def test_rows_come_back_in_their_order(ledger: SqlLedger) -> None:
    """All of them over several pages, or those from a time on; the chain holds."""
    await noted(ledger, 5)
    paged = replace(ledger, page_size=2)
    assert [row.entry async for row in paged.audit()] == [entry(number) for number in range(5)]
    since = MOMENT + timedelta(minutes=3)
    assert [row.number async for row in paged.audit(since)] == [4, 5]
    assert await broken(ledger) is None


async def test_the_newest_rows_come_first_and_can_be_narrowed_down(ledger: SqlLedger) -> None:
    """To one actor, or to one address in any case."""
    await noted(ledger, 3)
    await ledger.note(entry(9, actor_id="U0DORA", subject="ben@example.com"))
    assert [row.number for row in await ledger.recent(Newest(limit=2))] == [4, 3]
    assert [row.number for row in await ledger.recent(Newest(actor_id="U0DORA"))] == [4]
    assert [row.number for row in await ledger.recent(Newest(subject="ADA@example.com"))] == [3, 2, 1]


async def test_older_rows_are_read_from_a_place_on_and_those_of_lists_passed_over(ledger: SqlLedger) -> None:
    """Where that is wanted: a list would take the place of all else."""
    for fact in (Fact.ASKED, Fact.ROW_DONE, Fact.ROW_NOT_DONE, Fact.RUN):
        await ledger.note(replace(entry(1), fact=fact))
    assert [row.number for row in await ledger.recent(Newest())] == [4, 3, 2, 1]
    assert [row.number for row in await ledger.recent(Newest(before=4))] == [3, 2, 1]
    assert [row.number for row in await ledger.recent(Newest(without_rows=True))] == [4, 1]
    assert [row.number for row in await ledger.recent(Newest(before=4, without_rows=True, limit=1))] == [1]


@settings(max_examples=30, suppress_health_check=SHARED)
@given(texts=st.lists(st.text(st.characters(exclude_categories=())), min_size=2, max_size=2))
async def test_any_text_leaves_the_chain_whole(ledger: SqlLedger, texts: list[str]) -> None:
    """Also what a database cannot keep: the row vouches for what came of it."""
    await ledger.note(entry(why=texts[0], subject=texts[1]))
    assert await broken(ledger) is None


@pytest.mark.parametrize(
    ("statement", "number", "why"),
    [
        ("UPDATE audit SET why = 'another' WHERE number = 3", 3, "it was changed"),
        ("UPDATE audit SET actor_id = 'U0EVE' WHERE number = 1", 1, "it was changed"),
        ("DELETE FROM audit WHERE number = 2", 3, "row 2 is missing"),
        ("UPDATE audit SET previous = hash WHERE number = 4", 4, "it does not follow from the row before"),
        ("DELETE FROM audit WHERE number = 5", 5, "the chain should end with row 5, and ends with row 4"),
        ("DELETE FROM audit", 1, "the chain should end with row 5, and ends with row 0"),
    ],
)
async def test_what_was_changed_behind_our_back_is_found(
    ledger: SqlLedger, statement: str, number: int, why: str
) -> None:
    """The first row that does not follow is named, and a tail that was cut off is missed."""
    await noted(ledger, 5)
    await change(ledger, statement)
    found = await broken(ledger)
    assert found is not None
    assert (found.number, found.why) == (number, why)
