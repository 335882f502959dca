"""Who left and with whom it is over is forgotten in time, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert

from bot.domain.leaver import LeaverCard, Stay
from bot.domain.request import Chore, Job
from bot.store import SqlLeavers
from bot.store.leavers import MOST
from bot.store.tables import leavers
from bot.workflow.leaverbook import REMEMBERED, Turn
from bot.workflow.ledger import Extras
from tests.jobs import jobs_due
from tests.people import MOMENT
from tests.store.test_leavers import a_leaver

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.leaver import Leaver
    from bot.store import SqlLedger
    from tests.store.conftest import Shop

NOTHING = Extras()
LATER = MOMENT + REMEMBERED + timedelta(seconds=1)


async def over(book: SqlLeavers, stay: Stay, name: str = "old", at: datetime = MOMENT) -> Leaver:
    """Somebody with a card, with whom it has been so since then."""
    leaver = a_leaver(name, slack_id=f"U0{name}")
    await book.notice(leaver, NOTHING)
    await book.keep_cards([LeaverCard(name, "U0ALICE", "D0ALICE", name)])
    if stay is not Stay.WAITING:
        await book.turn(Turn(leaver, stay, at), NOTHING)
    return leaver


async def another(book: SqlLeavers, at: datetime = LATER) -> bool:
    """Leaves Slack."""
    return await book.notice(a_leaver("another", slack_id="U0ANOTHER", noticed_at=at), NOTHING)


@pytest.mark.parametrize("stay", [Stay.GONE, Stay.BACK])
async def test_with_whom_it_is_over_is_forgotten_with_their_cards(leaverbook: SqlLeavers, stay: Stay) -> None:
    """When the next one leaves, and not before the time has passed."""
    await over(leaverbook, stay)
    assert await another(leaverbook, MOMENT + REMEMBERED)
    assert (await leaverbook.find("old") is not None, len(await leaverbook.cards("old"))) == (True, 1)
    assert await leaverbook.notice(a_leaver("next", slack_id="U0NEXT", noticed_at=LATER), NOTHING)
    assert (await leaverbook.find("old"), await leaverbook.cards("old")) == (None, ())
    assert await leaverbook.find("another") is not None


@pytest.mark.parametrize("stay", [Stay.WAITING, Stay.KEPT])
async def test_who_is_asked_about_or_was_kept_is_remembered(leaverbook: SqlLeavers, stay: Stay) -> None:
    """For as long as they are away: nobody is asked about the same departure twice."""
    leaver = await over(leaverbook, stay)
    assert await another(leaverbook, LATER + timedelta(days=3650))
    assert len(await leaverbook.cards("old")) == 1
    assert not await leaverbook.notice(replace(leaver, id="again"), NOTHING)


async def test_who_is_looked_after_is_remembered(leaverbook: SqlLeavers, ledger: SqlLedger) -> None:
    """A card may still be missing, or show what was. What other work has the same name is no matter."""
    leaver = await over(leaverbook, Stay.GONE)
    await ledger.add_job(Job(Chore.LEAVER, leaver.id, LATER))
    await over(leaverbook, Stay.GONE, "other")
    await ledger.add_job(Job(Chore.DELETED, "other", LATER))
    assert await another(leaverbook)
    assert (await leaverbook.find(leaver.id) is not None, await leaverbook.find("other")) == (True, None)
    assert len(await jobs_due(ledger.engine, LATER)) == 2


async def test_a_departure_that_is_known_forgets_nobody(leaverbook: SqlLeavers) -> None:
    """Slack tells of it many times."""
    await another(leaverbook, MOMENT)
    await over(leaverbook, Stay.GONE)
    assert not await leaverbook.notice(a_leaver("again", slack_id="U0ANOTHER", noticed_at=LATER), NOTHING)
    assert await leaverbook.find("old") is not None


async def test_so_many_are_forgotten_at_once_and_the_rest_with_the_next(
    leaverbook: SqlLeavers, ledger: SqlLedger
) -> None:
    """A statement takes no more."""
    names = [f"old{number}" for number in range(MOST + 1)]
    plain = {"name": "Old", "email": "", "noticed_at": MOMENT, "changed_at": MOMENT, "user_id": "", "stay": "gone"}
    rows = [{**plain, "id": name, "slack_id": name, "by_id": "", "by_name": "", "version": 2} for name in names]
    async with ledger.engine.begin() as connection:
        await connection.execute(insert(leavers), rows)
    for left in (1, 0):
        assert await leaverbook.notice(a_leaver(f"new{left}", slack_id=f"U0NEW{left}", noticed_at=LATER), NOTHING)
        assert len([name for name in names if await leaverbook.find(name)]) == left


async def test_two_who_forget_at_once_hold_each_other_up_in_nothing(shop: Shop) -> None:
    """Whoever comes later leaves to the other what that one has hold of."""
    books = [SqlLeavers(ledger.engine) for ledger in await shop.ledgers(4)]
    for number in range(6):
        await over(books[0], Stay.GONE, str(number))
    coming = [a_leaver(f"new{n}", slack_id=f"U0NEW{n}", noticed_at=LATER) for n in range(4)]
    await asyncio.gather(*(book.notice(each, NOTHING) for book, each in zip(books, coming, strict=True)))
    assert [await books[0].find(str(number)) for number in range(6)] == [None] * 6
    assert all([await books[0].find(each.id) for each in coming])
