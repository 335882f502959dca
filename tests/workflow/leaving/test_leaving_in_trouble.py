"""Somebody leaves Slack while something else goes wrong: nothing is lost, and nobody is told twice."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.audit import Fact
from bot.domain.errors import Expected
from bot.domain.leaver import Stay
from bot.domain.people import Standing
from bot.workflow.timing import Timing
from tests.jobs import jobs_due
from tests.workflow.life.breaking import one_life
from tests.workflow.life.departures import (
    DECIDERS,
    LEFT,
    account,
    ada,
    facts,
    fails,
    hears,
    keeps,
    shown,
    vanishes,
)
from tests.workflow.life.homes import ALICE, CARLA
from tests.workflow.life.office import KEY
from tests.workflow.life.offices import an_office

if TYPE_CHECKING:
    from tests.workflow.life.office import Office


async def test_one_who_cannot_be_reached_keeps_nobody_from_hearing(office: Office) -> None:
    """A card that is gone is forgotten."""
    office.away.wall.before = [vanishes]
    await hears(office)
    assert office.away.wall.posted == ["U0BEN", "U0CARLA"]
    office.away.wall.before = [vanishes]
    await keeps(office, ALICE)
    await office.sweep.once()
    assert sorted(map(str, shown(office))) == sorted(map(str, [Stay.WAITING, Stay.KEPT]))


async def test_what_changes_while_it_is_drawn_is_drawn_again(office: Office) -> None:
    """By the same process, before it lets go of it; nobody is told of a user whom nobody looked up yet."""

    async def meanwhile() -> None:
        await keeps(office, CARLA)

    office.away.wall.before = [meanwhile]
    await hears(office)
    assert shown(office) == [Stay.KEPT] * 3
    unknown = replace(await ada(office), id="new", slack_id="U0NEW", target=None, stay=Stay.WAITING)
    assert await office.away.farewells._told(unknown) == []  # noqa: SLF001 - nobody else can ask so early


async def test_slack_that_takes_too_long_is_tried_again(office: Office) -> None:
    """Whoever is at it lets go before another may begin."""

    async def hangs() -> None:
        await asyncio.Event().wait()

    office.timing = Timing(lease=timedelta(seconds=0.2))
    office.restart()
    office.away.wall.before = [hangs]
    await hears(office)
    office.now += timedelta(seconds=5)
    await office.sweep.once()
    assert shown(office) == [Stay.WAITING] * 3


async def test_an_outage_of_either_side_is_waited_for(office: Office) -> None:
    """As long as it lasts; nobody is told twice."""
    office.account.revoke_key(KEY)
    await hears(office)
    office.account.add_key(KEY, "ADMIN", frozenset())
    for _ in range(20):
        office.away.wall.before = [fails, fails, fails]
        office.now += timedelta(minutes=11)
        await office.sweep.once()
    assert office.away.wall.posted == []
    office.away.wall.before = []
    office.now += timedelta(minutes=11)
    await office.sweep.once()
    assert (office.away.wall.posted, shown(office)) == (DECIDERS, [Stay.WAITING] * 3)


@pytest.mark.parametrize("is_known", [False, True])
async def test_a_key_that_may_not_read_users_is_told_with_what_it_lacks(office: Office, is_known: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Before their user is known, and after: the operator reads which permission the deletion takes."""
    if is_known:
        await hears(office)
    await office.away.desk.heard(LEFT)
    leaver_id = (await ada(office)).id
    office.line.refuses = 403
    with pytest.raises(Expected, match="it needs USER_DELETE"):
        await office.away.desk.attend(leaver_id)


@pytest.mark.parametrize("after", [False, True])
async def test_a_process_that_ends_anywhere_leaves_it_to_the_next(after: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Every card says how it stands; one that was posted and not written down says and offers nothing."""
    for steps in range(1, 40):
        async with an_office() as office:
            account(office, Standing.DEACTIVATED)
            await office.away.desk.heard(LEFT)
            office.fuse.steps, office.fuse.after = steps, after
            survived = await one_life(office)
            office.restart()
            office.now += timedelta(minutes=6)
            await office.sweep.once()
            assert (await facts(office)).count(Fact.LEFT_SLACK) == 1
            assert set(DECIDERS) == set(office.away.wall.posted)
            assert shown(office).count(Stay.WAITING) == len(DECIDERS)
            assert shown(office).count(None) <= 1
            assert await jobs_due(office.ledger.engine, office.now + timedelta(days=9)) == ()
        if survived:
            return
    raise AssertionError("it takes more steps than that")
