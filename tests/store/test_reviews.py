"""Reviews of all users, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.request import Chore, Job
from bot.domain.roll import Found, Reason, Review, Stage
from bot.store import SqlReviews
from bot.workflow.ledger import Extras
from bot.workflow.rollbook import Totals
from tests.people import MOMENT

if TYPE_CHECKING:
    from tests.store.conftest import Shop

LATER = MOMENT + timedelta(minutes=1)
REVIEW = Review(id="r1", person_id="U0ALICE", began_at=MOMENT, beat_at=MOMENT)
EXTRAS = Extras(jobs=(Job(Chore.REVIEW, "r1", MOMENT),))
ADA = Found(1, "ada", "ada@example.com", "Ada", Reason.DEACTIVATED, "Alice")
GUS = Found(2, "gus", "gus@example.com", "Gus", Reason.GUEST, place=1)
BOB = Found(3, "bob", "bob@example.com", "Bob", Reason.NOBODY, place=2)


@pytest.fixture
async def book(shop: Shop) -> SqlReviews:
    return SqlReviews((await shop.ledger()).engine)


async def test_one_person_has_one_walk(shop: Shop) -> None:
    """Whichever process they ask, and however often; two people have two."""
    books = [SqlReviews(ledger.engine) for ledger in await shop.ledgers(3)]
    asked = [replace(REVIEW, id=f"r{number}") for number in range(3)]
    begun = await asyncio.gather(*(book.begin(review, EXTRAS) for book, review in zip(books, asked, strict=True)))
    assert sorted(is_new for _, is_new in begun) == [False, False, True]
    assert len({review.id for review, _ in begun}) == 1
    assert (await books[0].begin(replace(REVIEW, id="b", person_id="U0BEN"), EXTRAS))[1]
    first = begun[0][0]
    await books[0].end(first, Stage.DONE, "", LATER, Extras())
    assert (await books[0].begin(replace(REVIEW, id="next"), EXTRAS))[1]


async def test_a_walk_that_was_taken_for_dead_can_write_nothing_more(book: SqlReviews) -> None:
    """What it had found is dropped, and one of two who see it dead begins anew."""
    await book.begin(REVIEW, EXTRAS)
    await book.settle(REVIEW, "D0ALICE", "1.0")
    first = await book.take(REVIEW, LATER)
    assert first == replace(REVIEW, walk=1, beat_at=LATER, channel="D0ALICE", ts="1.0")
    assert await book.take(REVIEW, LATER) is None
    assert await book.beat(replace(first, people=7, users=2), [ADA, GUS], LATER)
    seen = await book.find("r1")
    assert seen is not None
    assert (seen.people, seen.users) == (7, 2)
    second = await book.take(seen, LATER)
    assert second is not None
    assert (second.walk, second.users, await book.rows("r1", 0, 9)) == (2, 0, ())
    assert not await book.beat(first, [ADA], LATER)
    assert not await book.end(first, Stage.DONE, "", LATER, EXTRAS)
    assert await book.beat(second, [], LATER)


async def test_what_was_found_is_counted_and_read_in_parts(book: SqlReviews) -> None:
    """By number, and by place among those who may be chosen; after a day it is gone."""
    await book.begin(REVIEW, EXTRAS)
    review = await book.take(REVIEW, MOMENT)
    assert review is not None
    await book.beat(review, [ADA, GUS, BOB], MOMENT)
    assert await book.latest("U0ALICE") is None
    assert await book.end(review, Stage.DONE, "", LATER, EXTRAS)
    assert not await book.beat(review, [], LATER)
    done = await book.latest("U0ALICE")
    assert done == replace(review, stage=Stage.DONE, ended_at=LATER)
    totals = Totals({Reason.DEACTIVATED: 1, Reason.GUEST: 1, Reason.NOBODY: 1}, kept=1, places=2)
    assert (await book.totals("r1"), totals.users) == (totals, 3)
    assert (await book.rows("r1", 0, 2), await book.rows("r1", 2, 2)) == ((ADA, GUS), (BOB,))
    assert (await book.places("r1", 1, 1), await book.places("r1", 2, 9)) == ((GUS,), (BOB,))
    await book.forget("r1")
    assert (await book.find("r1"), await book.rows("r1", 0, 9)) == (None, ())


async def test_a_walk_that_failed_leaves_nothing_to_be_shown(book: SqlReviews) -> None:
    """But why."""
    await book.begin(REVIEW, EXTRAS)
    review = await book.take(REVIEW, MOMENT)
    assert review is not None
    await book.beat(review, [ADA], MOMENT)
    await book.end(review, Stage.FAILED, "Arize did not answer.", LATER, EXTRAS)
    failed = await book.find("r1")
    assert failed is not None
    assert (failed.stage, failed.trouble) == (Stage.FAILED, "Arize did not answer.")
    assert (await book.totals("r1"), await book.latest("U0ALICE")) == (Totals(), None)
