"""A review of all users while something goes wrong: one result, or why there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from bot.domain.errors import Unavailable
from bot.domain.roll import Stage
from bot.workflow.reviews import FOR_A_DAY
from bot.workflow.sweep import FIRST_PAUSE
from tests.arize.story import in_turn, page, telling
from tests.jobs import jobs_due
from tests.workflow.life.breaking import Killed
from tests.workflow.life.office import KEY
from tests.workflow.life.offices import an_office
from tests.workflow.life.rolls import (
    SECONDS,
    begins,
    furnish,
    reviews,
    the_review,
    unavailable,
    vanishes,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.workflow.life.office import Office


@pytest.mark.parametrize("trouble", [unavailable, vanishes])
async def test_a_message_that_does_not_move_stops_nothing(
    office: Office, trouble: Callable[[], Awaitable[None]]
) -> None:
    """Slack may be slow with it, or have lost it."""
    await begins(office)

    async def fails() -> None:
        office.now += 4 * SECONDS
        office.away.wall.before = [trouble]

    office.away.roster.before = [fails, fails]
    await office.walks.pop(0)
    office.away.wall.before = [vanishes]
    await office.sweep.once()
    latest = await office.away.book.latest("U0ALICE")
    assert latest is not None
    assert (latest.stage, office.away.wall.findings) == (Stage.DONE, [])


async def test_a_result_that_slack_does_not_take_is_shown_a_little_later(office: Office) -> None:
    """Not a day later, when it is over; that it is over then is shown too."""
    await begins(office)
    await office.walks.pop(0)
    office.away.wall.before = [unavailable]
    await office.sweep.once()
    assert office.away.wall.findings == []
    office.now += FIRST_PAUSE
    await office.sweep.once()
    (shown,) = office.away.wall.findings
    assert (shown.totals.users, shown.is_over) == (2, False)
    office.now += FOR_A_DAY
    await office.sweep.once()
    assert [each.is_over for each in office.away.wall.findings] == [False, True]


async def test_somebody_who_cannot_be_written_to_is_shown_nothing(office: Office) -> None:
    """The walk ends all the same, and its result is there for a file."""
    office.away.wall.before = [vanishes]
    await begins(office)

    async def passes() -> None:
        office.now += 4 * SECONDS

    office.away.roster.before = [passes]
    await office.walks.pop(0)
    await office.sweep.once()
    assert (office.away.wall.posted, office.away.wall.findings) == ([], [])
    assert await office.away.book.latest("U0ALICE") is not None


async def test_arize_that_fails_in_the_middle_is_told(office: Office) -> None:
    """Nothing half is shown, and another one can begin at once."""
    await begins(office)

    async def breaks() -> None:
        office.account.revoke_key(KEY)

    office.away.roster.before = [breaks]
    with capture_logs():
        await office.walks.pop(0)
    await office.sweep.once()
    failed = office.away.wall.findings[-1]
    assert (failed.review.stage, failed.totals.users) == (Stage.FAILED, 0)
    assert "Arize refuses the bot's key" in failed.review.trouble
    office.account.add_key(KEY, "ADMIN", frozenset())
    assert (await reviews(office)).totals.users == 2


async def test_a_slack_without_addresses_says_nothing_of_anybody(office: Office) -> None:
    """The app lacks a permission; else everybody would be on the list."""
    for each in office.town.people.values():
        office.town.people[each.id] = replace(each, email=None)
    failed = await reviews(office)
    assert "users:read.email" in failed.review.trouble


async def test_a_bug_is_told_and_does_not_begin_again_for_ever(office: Office) -> None:
    await begins(office)

    async def breaks() -> None:
        raise LookupError("a bug")

    office.away.roster.before = [breaks]
    with pytest.raises(LookupError):
        await office.walks.pop(0)
    await office.sweep.once()
    assert "Something went wrong in this app" in office.away.wall.findings[-1].review.trouble


async def test_a_walk_that_died_is_begun_anew_and_one_that_goes_on_is_left(office: Office) -> None:
    """By whoever looks once it was silent for a lease; the older one can write nothing any more."""
    await begins(office)
    first = office.walks.pop(0)
    office.now += timedelta(minutes=3)
    await office.sweep.once()
    assert office.walks == []
    office.now += timedelta(minutes=3)
    await office.sweep.once()
    second = office.walks.pop(0)
    with capture_logs() as logs:
        await first
    assert "review.taken_over" in [each["event"] for each in logs]
    await second
    await office.sweep.once()
    assert office.away.wall.findings[-1].totals.users == 2
    assert office.away.wall.posted == ["U0ALICE"]


async def test_one_that_goes_on_is_not_taken_over(office: Office) -> None:
    """It shows that it is alive; and of two who see it dead, one begins."""
    await begins(office)

    async def passes() -> None:
        office.now += timedelta(minutes=4)

    async def looks() -> None:
        await passes()
        await office.sweep.once()
        assert office.walks == []

    office.away.roster.before = [passes, looks, looks]
    await office.walks.pop(0)
    await office.sweep.once()
    review = await the_review(office)
    assert (review.stage, review.walk) == (Stage.DONE, 1)
    assert await office.away.book.take(review, office.now) is None


async def test_of_two_who_see_a_dead_walk_one_begins(office: Office) -> None:
    """The other one leaves it at that."""
    await begins(office)
    office.walks.pop(0).close()
    office.now += timedelta(minutes=6)
    seen = await office.away.book.find("away-1")
    assert seen is not None
    await office.away.book.take(seen, office.now)
    await office.away.reviews._see_to(seen)  # noqa: SLF001 - it was read before the other took it
    assert office.walks == []


async def test_a_database_that_is_gone_leaves_the_walk_to_be_begun_anew(office: Office) -> None:
    """What ended cannot be written down; whoever looks later finds it silent."""
    await begins(office)
    walks = office.away.reviews.walks
    review = await office.away.book.find("away-1")
    assert review is not None
    book: Any = Mute()
    mute = replace(walks, book=book)
    assert not await mute.walk(review)
    office.walks.pop(0).close()


class Mute:
    """A database that does not answer."""

    async def beat(self, *_: object) -> bool:
        raise Unavailable("The database does not answer.")

    end = beat


@pytest.mark.parametrize("after", [False, True])
async def test_a_process_that_ends_anywhere_leaves_it_to_the_next(after: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """One result, in a message that says how it stands; a message that was not written down says only that it began."""
    for steps in range(1, 40):
        async with an_office() as office:
            furnish(office)
            await office.away.reviews.begin(office.town.people["U0ALICE"])
            office.fuse.steps, office.fuse.after = steps, after
            survived = await one_life(office)
            for _ in range(3):
                office.restart()
                office.now += timedelta(minutes=6)
                await one_life(office)
            last = office.away.wall.findings[-1]
            assert (last.review.stage, last.totals.users, len(last.first)) == (Stage.DONE, 2, 2)
            assert office.away.wall.posted in (["U0ALICE"], ["U0ALICE"] * 2)
            due = await jobs_due(office.ledger.engine, office.now + timedelta(days=9))
            assert [job.due_at for job in due] == [last.review.ended_at + FOR_A_DAY] if last.review.ended_at else []
        if survived:
            return
    raise AssertionError("it takes more steps than that")


async def one_life(office: Office) -> bool:
    """Whether the process did all that was due, and its walks, before it ended."""
    try:
        await office.sweep.once()
        while office.walks:
            await office.walks.pop(0)
            await office.sweep.once()
    except Killed:
        for walk in office.walks:
            walk.close()
        office.walks.clear()
        return False
    return True


async def test_users_that_cannot_be_read_are_told_of(office: Office) -> None:
    """Nobody knows whether they are here."""
    for count, words in ((1, "1 user"), (2, "2 users")):
        await begins(office)
        review = await office.away.book.find(f"away-{count}")
        assert review is not None
        async with telling(in_turn(page(*[{"name": "Nobody"}] * count))) as told:
            assert await replace(office.away.reviews.walks, arize=told.client).walk(review)
        office.walks.pop(0).close()
        await office.sweep.once()
        assert f"Arize sent {words} without an id" in office.away.wall.findings[-1].review.trouble
