"""People who left Slack, on both databases and from many processes at once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.audit import BOT, Entry, Fact
from bot.domain.leaver import Leaver, LeaverCard, Stay
from bot.domain.request import Chore, Impossible, Job
from bot.store import SqlLeavers
from bot.workflow.leaverbook import Turn
from bot.workflow.ledger import Extras
from tests.jobs import jobs_due
from tests.people import MOMENT
from tests.requests import a_request, a_target

if TYPE_CHECKING:
    from bot.store import SqlLedger
    from tests.store.conftest import Shop

JOB = Job(Chore.LEAVER, "l1", MOMENT)
NOTED = Extras((Entry(fact=Fact.LEFT_SLACK, at=MOMENT, actor_id=BOT, subject="ada@example.com"),), (JOB,))


def a_leaver(id_: str = "l1", **members: Any) -> Leaver:  # noqa: ANN401 - any member of a leaver
    known: dict[str, Any] = {"slack_id": "U0ADA", "name": "Ada", "email": "ada@example.com", "noticed_at": MOMENT}
    return Leaver(id=id_, **{**known, **members})


async def test_one_departure_is_written_once_whoever_hears_of_it(shop: Shop) -> None:
    """With its job; until they came back."""
    books = [SqlLeavers(ledger.engine) for ledger in await shop.ledgers(4)]
    heard = [book.notice(a_leaver(f"l{number}"), NOTED) for number, book in enumerate(books)]
    assert sorted(await asyncio.gather(*heard)) == [False, False, False, True]
    ledger = await shop.ledger()
    assert [job.chore for job in await jobs_due(ledger.engine, MOMENT)] == [Chore.LEAVER]
    (first,) = [found for number in range(4) if (found := await books[0].find(f"l{number}"))]
    assert await books[0].of("U0ADA") == first
    assert await books[0].turn(Turn(first, Stay.BACK, MOMENT), Extras())
    assert await books[0].of("U0ADA") is None
    assert await books[0].notice(a_leaver("again"), NOTED)


async def test_a_change_happens_once_and_with_all_that_belongs_to_it(leaverbook: SqlLeavers, ledger: SqlLedger) -> None:
    """Whoever saw an older state comes too late, and writes nothing."""
    leaver = a_leaver()
    await leaverbook.notice(leaver, Extras())
    assert await leaverbook.identify(leaver, a_target(), NOTED)
    assert not await leaverbook.identify(leaver, a_target("Another"), NOTED)
    kept = Turn(leaver, Stay.KEPT, MOMENT, "U0ALICE", "Alice")
    assert await leaverbook.turn(kept, NOTED)
    assert not await leaverbook.turn(kept, NOTED)
    assert not await leaverbook.turn(Turn(leaver, Stay.GONE, MOMENT), NOTED)
    found = await leaverbook.find("l1")
    assert found == replace(
        leaver, target=a_target(), stay=Stay.KEPT, by_id="U0ALICE", by_name="Alice", changed_at=MOMENT, version=3
    )
    assert (await ledger.head())[0] == 2
    with pytest.raises(Impossible):
        await leaverbook.turn(Turn(found, Stay.WAITING, MOMENT), Extras())


async def test_those_who_wait_are_found_the_latest_first(leaverbook: SqlLeavers, ledger: SqlLedger) -> None:
    """With a user of whom nobody decided, nor asks to delete them: of the latest as many as are wanted."""
    for number in range(5):
        later = MOMENT + timedelta(minutes=number)
        target = None if number == 4 else replace(a_target(), id=f"id{number}")
        leaver = a_leaver(f"l{number}", slack_id=f"U{number}", noticed_at=later, target=target)
        await leaverbook.notice(leaver, Extras())
    third = await leaverbook.find("l3")
    assert third
    await leaverbook.turn(Turn(third, Stay.KEPT, MOMENT, "U0ALICE", "Alice"), Extras())
    assert [each.id for each in await leaverbook.waiting(9)] == ["l2", "l1", "l0"]
    assert [each.id for each in await leaverbook.waiting(2)] == ["l2", "l1"]
    await ledger.file(a_request(operation="delete", target=replace(a_target(), id="id1")), Extras())
    assert [each.id for each in await leaverbook.waiting(9)] == ["l2", "l0"]


async def test_leavers_are_found_by_their_user_while_it_matters(leaverbook: SqlLeavers) -> None:
    """And those who were kept are known by whom."""
    assert (await leaverbook.with_user(a_target().id), await leaverbook.kept()) == (None, {})
    leaver = a_leaver(target=a_target())
    await leaverbook.notice(leaver, Extras())
    assert await leaverbook.with_user(a_target().id) == leaver
    await leaverbook.turn(Turn(leaver, Stay.KEPT, MOMENT, "U0ALICE", "Alice"), Extras())
    kept = await leaverbook.with_user(a_target().id)
    assert (kept and kept.stay, await leaverbook.kept()) == (Stay.KEPT, {a_target().id: "Alice"})
    assert kept
    await leaverbook.turn(Turn(kept, Stay.GONE, MOMENT), Extras())
    assert (await leaverbook.with_user(a_target().id), await leaverbook.kept()) == (None, {})


async def test_a_card_shows_what_it_showed_last(leaverbook: SqlLeavers) -> None:
    """An older drawing does not hide a newer one, and one that is gone is forgotten."""
    await leaverbook.notice(a_leaver(), Extras())
    card = LeaverCard("l1", "U0ALICE", "D0ALICE", "1.0")
    for drawn in (0, 3, 2):
        await leaverbook.keep_cards([replace(card, drawn=drawn)])
    assert await leaverbook.cards("l1") == (replace(card, drawn=3),)
    await leaverbook.forget_card(card)
    assert await leaverbook.cards("l1") == ()
