"""Whom somebody asks to delete is not kept, on both databases and from many processes at once."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.leaver import Leaver, Stay
from bot.domain.request import Chore, Job, State
from bot.store import SqlLeavers
from bot.workflow.leaverbook import Turn
from bot.workflow.ledger import Extras
from tests.jobs import jobs_due
from tests.people import MOMENT
from tests.requests import a_request, a_target

if TYPE_CHECKING:
    from bot.domain.request import Request
    from bot.store import SqlLedger
    from tests.store.conftest import Shop

USER = a_target()
OTHER = replace(USER, id="VXNlcjoy==")
LEAVER = Leaver(id="l1", slack_id="U0ADA", name="Ada", email=USER.email, noticed_at=MOMENT, target=USER)
KEPT = Turn(LEAVER, Stay.KEPT, MOMENT, "U0ALICE", "Alice")


def deletion(state: State = State.PENDING, **members: Any) -> Request:  # noqa: ANN401 - any member of a request
    return a_request(state, operation="delete", **members)


def a_list(*targets: Any, operation: str = "bulk-delete") -> Request:  # noqa: ANN401 - a target, or none
    rows = [{"subject": "a@b.c", "target": target and asdict(target)} for target in targets]
    return a_request(operation=operation, target=None, params={"rows": rows})


async def found(leaverbook: SqlLeavers) -> Request | None:
    """By what their user may still be deleted."""
    leaver = await leaverbook.find("l1")
    assert leaver is not None
    return leaver.deletion


async def test_who_is_to_be_deleted_is_not_kept_and_nothing_is_written(
    leaverbook: SqlLeavers, ledger: SqlLedger
) -> None:
    await leaverbook.notice(LEAVER, Extras())
    await ledger.file(deletion(), Extras())
    assert not await leaverbook.turn(KEPT, Extras(jobs=(Job(Chore.LEAVER, "l1", MOMENT),)))
    assert await leaverbook.find("l1") == replace(LEAVER, deletion=deletion())
    assert await ledger.claim(MOMENT, MOMENT, 10, Chore) == ()
    assert await leaverbook.turn(Turn(LEAVER, Stay.GONE, MOMENT), Extras())


@pytest.mark.parametrize("state", State)
async def test_a_deletion_that_is_over_is_none(leaverbook: SqlLeavers, ledger: SqlLedger, state: State) -> None:
    """One whose outcome is not known may have happened."""
    await leaverbook.notice(LEAVER, Extras())
    await ledger.file(deletion(state), Extras())
    assert (await found(leaverbook) is None) is state.is_over
    assert await leaverbook.turn(KEPT, Extras()) is state.is_over


@pytest.mark.parametrize(
    ("request_", "is_one"),
    [
        (a_list(None, USER), True),
        (a_list(OTHER), False),
        (a_list(USER, operation="bulk-create"), False),
        (deletion(target=OTHER), False),
        (a_request(), False),
    ],
    ids=["in a list", "a list of others", "another list", "of another user", "another request"],
)
async def test_what_deletes_this_user_and_no_other_is_a_deletion(
    leaverbook: SqlLeavers, ledger: SqlLedger, request_: Request, *, is_one: bool
) -> None:
    await leaverbook.notice(LEAVER, Extras())
    await ledger.file(request_, Extras())
    assert (await found(leaverbook) is not None) is is_one
    assert await leaverbook.turn(KEPT, Extras()) is not is_one


async def test_of_two_the_one_that_was_asked_first_is_named(leaverbook: SqlLeavers, ledger: SqlLedger) -> None:
    later = replace(a_list(USER), id="0", submission="V1", created_at=MOMENT.replace(year=2027))
    await leaverbook.notice(LEAVER, Extras())
    await ledger.file(later, Extras())
    await ledger.file(deletion(), Extras())
    assert await found(leaverbook) == deletion()


async def test_who_is_asked_about_once_more_is_a_newer_version(leaverbook: SqlLeavers, ledger: SqlLedger) -> None:
    """With a job; others are not, nor those with whom it is over."""
    await leaverbook.notice(LEAVER, Extras())
    assert not await leaverbook.renew([OTHER.id], MOMENT)
    assert await leaverbook.renew([OTHER.id, USER.id], MOMENT)
    newer = await leaverbook.find("l1")
    assert newer == replace(LEAVER, version=2)
    assert await jobs_due(ledger.engine, MOMENT) == (Job(Chore.LEAVER, "l1", MOMENT),)
    await leaverbook.turn(Turn(LEAVER, Stay.GONE, MOMENT), Extras())
    assert not await leaverbook.renew([USER.id], MOMENT)
    await ledger.file(deletion(), Extras())
    assert await found(leaverbook) is None


async def test_who_was_just_deleted_is_not_kept(leaverbook: SqlLeavers, ledger: SqlLedger) -> None:
    """Written down with the deletion is a job for their card alone."""
    await leaverbook.notice(LEAVER, Extras())
    await ledger.add_job(Job(Chore.LEAVER, USER.id, MOMENT))
    await ledger.add_job(Job(Chore.DELETED, OTHER.id, MOMENT))
    await ledger.add_job(Job(Chore.DELETED, USER.id, MOMENT))
    assert not await leaverbook.turn(KEPT, Extras())
    await ledger.drop_job(Job(Chore.DELETED, USER.id, MOMENT))
    assert await leaverbook.turn(KEPT, Extras())


async def test_whoever_looks_after_a_deletion_was_filed_keeps_nobody(shop: Shop) -> None:
    """From any process: a request that somebody read of was written down before."""
    first, second = await shop.ledgers(2)
    books = [SqlLeavers(ledger.engine) for ledger in (first, second)]
    await books[0].notice(LEAVER, Extras())
    await first.file(deletion(), Extras())
    assert await asyncio.gather(*(book.turn(KEPT, Extras()) for book in books)) == [False, False]
