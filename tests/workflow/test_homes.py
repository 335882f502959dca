"""Whose home is drawn, when, and on top of what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.errors import Refused, Unavailable
from bot.domain.people import Person, Standing
from bot.domain.request import Chore, State
from bot.workflow.gate import Asker
from bot.workflow.home import Home
from bot.workflow.homes import MOST, Homes
from bot.workflow.ports import Unreachable
from tests.jobs import jobs_due
from tests.workflow.life.homes import ALICE, BEN, CARLA, DEV, NIA, Busy, asks, meanwhile, seen
from tests.workflow.life.offices import an_office
from tests.workflow.life.outside import Tabs
from tests.workflow.life.town import TEAM

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.workflow.life.office import Office


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with an_office() as opened:
        opened.tabs = Busy()
        opened.restart()
        yield opened


async def fails() -> None:
    raise Unavailable("Slack is away.")


async def vanishes() -> None:
    raise Unreachable("user_not_found")


async def test_a_home_shows_what_is_theirs(office: Office) -> None:
    """Who asked sees it as theirs, who decides as waiting; numbers and health are the admins'."""
    await asks(office)
    for who in (ALICE, CARLA, DEV):
        await office.homes.opened(who, "")
    assert [len(seen(office, who).waiting.rows) for who in (ALICE, CARLA, DEV)] == [1, 1, 0]
    assert [len(seen(office, who).mine) for who in (ALICE, CARLA, DEV)] == [0, 0, 1]
    assert [seen(office, who).health is not None for who in (ALICE, CARLA, DEV)] == [True, False, False]
    assert [seen(office, who).numbers is not None for who in (ALICE, CARLA, DEV)] == [True, False, False]


async def test_whoever_is_refused_is_forgotten(office: Office) -> None:
    """Looking is no attempt, so nothing is written down of it."""
    await office.homes.opened(DEV, "")
    become_guest(office, DEV)
    with pytest.raises(Refused, match="Only full members"):
        await office.homes.opened(DEV, "")
    assert await office.book.tab(DEV.slack_id) is None
    assert await office.rows() == []


def become_guest(office: Office, who: Asker) -> None:
    person = office.town.people[who.slack_id]
    office.town.people[who.slack_id] = replace(person, standing=Standing.GUEST)


async def test_a_change_leaves_a_job_that_draws_it_for_those_it_concerns(office: Office) -> None:
    """Whoever comes first does it, also in another process; Nia has nothing to do with it."""
    for who in (CARLA, DEV, NIA):
        await office.homes.opened(who, "")
    before = office.tabs.shown[NIA.slack_id]
    await asks(office)
    office.restart()
    await office.sweep.once()
    assert seen(office, CARLA).waiting.rows[0].may_review
    assert seen(office, DEV).mine[0].may_cancel
    assert office.tabs.shown[NIA.slack_id] == before


async def test_a_request_that_ends_is_among_the_outcomes(office: Office) -> None:
    """Whatever it ended as; here its time was over."""
    await office.homes.opened(DEV, "")
    request_id = await asks(office)
    office.now += timedelta(hours=80)
    await office.decisions.expire(request_id)
    await office.sweep.once()
    (ended,) = seen(office, DEV).ended
    assert ended.facts.request.state is State.EXPIRED
    assert seen(office, DEV).mine == ()


async def test_a_home_that_nobody_looked_at_for_a_week_is_left(office: Office) -> None:
    """It is drawn when it is opened the next time."""
    await office.homes.opened(DEV, "")
    office.now += timedelta(days=7, seconds=1)
    await office.homes.refresh(await asks(office))
    assert seen(office, DEV).mine == ()


async def test_a_request_that_is_gone_changes_nothing(office: Office) -> None:
    await office.homes.opened(DEV, "")
    before = office.tabs.shown[DEV.slack_id]
    await office.homes.refresh("no such request")
    assert office.tabs.shown[DEV.slack_id] == before


async def test_one_change_draws_some_homes_and_the_nearest_first(office: Office) -> None:
    """Where everybody may decide: whoever asked, and of all others those who were there last."""
    everybody = {**office.policy.roles, "approvers": ("*",)}
    office.policy = replace(office.policy, roles=everybody)
    office.restart()
    await office.homes.opened(DEV, "")
    crowd = [a_member(office, number) for number in range(MOST + 5)]
    for who in crowd:
        office.now += timedelta(seconds=1)
        await office.homes.opened(who, "")
    await office.homes.refresh(await asks(office))
    assert len(seen(office, DEV).mine) == 1
    assert [len(seen(office, who).waiting.rows) for who in crowd] == [0] * 6 + [1] * (MOST - 1)


def a_member(office: Office, number: int) -> Asker:
    person = Person(f"U1{number:03}", TEAM, f"Member {number}", f"m{number}@example.com", Standing.MEMBER)
    office.town.people[person.id] = person
    return Asker(person.id, TEAM)


async def test_whoever_became_a_guest_meanwhile_sees_only_that(office: Office) -> None:
    """The next change takes what was there away."""
    await office.homes.opened(DEV, "")
    request_id = await asks(office)
    become_guest(office, DEV)
    await office.homes.refresh(request_id)
    assert "You are a guest." in str(office.tabs.shown[DEV.slack_id][1])
    assert await office.book.tab(DEV.slack_id) is None


async def test_one_whom_slack_does_not_know_any_more_is_forgotten(office: Office) -> None:
    """The others are drawn all the same."""
    for who in (DEV, CARLA):
        await office.homes.opened(who, "")
    request_id = await asks(office)
    meanwhile(office, vanishes)
    await office.homes.refresh(request_id)
    assert await office.book.tab(DEV.slack_id) is None
    assert len(seen(office, CARLA).waiting.rows) == 1


async def test_what_slack_does_not_take_now_is_tried_later(office: Office) -> None:
    """The job stays; the others are drawn all the same."""
    for who in (DEV, CARLA):
        await office.homes.opened(who, "")
    await asks(office)
    meanwhile(office, fails)
    await office.sweep.once()
    assert seen(office, DEV).mine == ()
    assert len(seen(office, CARLA).waiting.rows) == 1
    office.now += timedelta(seconds=3)
    await office.sweep.once()
    assert len(seen(office, DEV).mine) == 1


async def test_an_older_drawing_does_not_hide_a_newer_one(office: Office) -> None:
    """While one process has read, another draws what changed since: the first draws once more, from the store."""
    other = Homes(office.overview, office.book, Tabs(office.tabs.shown, office.tabs.numbers), office.clock)
    await office.homes.opened(DEV, "")

    async def changed() -> None:
        await other.refresh(await asks(office))

    meanwhile(office, changed)
    await office.homes.counted("users")
    assert len(seen(office, DEV).mine) == 1
    tab = await office.book.tab(DEV.slack_id)
    assert tab is not None
    assert tab.hash == office.tabs.shown[DEV.slack_id][0]


async def test_what_is_overtaken_twice_is_left_to_a_later_try(office: Office) -> None:
    """It never runs in a circle. Whoever opened theirs sees what the others drew."""
    other = Homes(office.overview, office.book, Tabs(office.tabs.shown, office.tabs.numbers), office.clock)
    await office.homes.opened(DEV, "")

    async def drawn() -> None:
        await other.counted("users")

    meanwhile(office, drawn, drawn)
    with pytest.raises(Unavailable):
        await office.homes.counted("users")
    meanwhile(office, drawn, drawn)
    await office.homes.opened(DEV, "")
    assert isinstance(office.tabs.shown[DEV.slack_id][1], Home)


async def test_a_view_that_was_drawn_and_not_written_down_is_drawn_over(office: Office) -> None:
    """The process that drew it died: what is known is not what is there, and will not be."""
    await office.homes.opened(DEV, "")
    await office.tabs.publish(DEV.slack_id, seen(office, DEV), "")
    request_id = await asks(office)
    await office.homes.refresh(request_id)
    assert len(seen(office, DEV).mine) == 1


async def test_what_slack_says_is_there_counts_when_it_is_opened(office: Office) -> None:
    """Without a second try."""
    await office.homes.opened(DEV, "")
    there = await office.tabs.publish(DEV.slack_id, seen(office, DEV), "")
    meanwhile(office, nothing)
    await office.homes.opened(DEV, there)
    tab = await office.book.tab(DEV.slack_id)
    assert tab is not None
    assert tab.hash == office.tabs.shown[DEV.slack_id][0]


async def nothing() -> None: ...


async def test_once_counted_those_who_look_are_told(office: Office) -> None:
    """Not those who opened theirs hours ago."""
    await office.homes.opened(ALICE, "")
    office.now += timedelta(hours=2)
    await office.homes.opened(BEN, "")
    await office.walks.pop(0)
    (job,) = await jobs_due(office.ledger.engine, office.now)
    assert job.chore is Chore.COUNTED
    await office.sweep.once()
    old, new = seen(office, ALICE).numbers, seen(office, BEN).numbers
    assert old is not None
    assert old.tally is None
    assert new is not None
    assert new.tally is not None
    assert new.tally.counts is not None
    assert new.tally.counts.total == 3
