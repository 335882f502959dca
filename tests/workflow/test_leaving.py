"""Somebody leaves Slack: what is found out, who is told, and what survives an outage or the end of the process."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.command import Concern
from bot.domain.audit import Fact
from bot.domain.errors import Mistake, Refused, Unavailable
from bot.domain.leaver import Leaver, Stay
from bot.domain.people import Person, Standing
from bot.domain.request import Chore
from bot.workflow.decisions import Ballot
from bot.workflow.filing import Submission
from bot.workflow.leaving import Change
from bot.workflow.ports import Unreachable
from bot.workflow.timing import Timing
from tests.workflow.life.breaking import Killed
from tests.workflow.life.homes import ALICE, BEN, CARLA, DEV, NIA
from tests.workflow.life.office import KEY
from tests.workflow.life.offices import an_office
from tests.workflow.life.town import TEAM

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.workflow.gate import Asker
    from tests.workflow.life.office import Office

LEFT = Change("U0ADA", "Ada", "ada@example.com", is_deactivated=True)
BACK = replace(LEFT, is_deactivated=False)
DECIDERS = ["U0ALICE", "U0BEN", "U0CARLA"]


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Ada's account is deactivated, and the bot has not heard of it."""
    async with an_office() as opened:
        account(opened, Standing.DEACTIVATED)
        yield opened


def account(office: Office, standing: Standing, email: str | None = "ada@example.com") -> None:
    office.town.people["U0ADA"] = Person("U0ADA", TEAM, "Ada", email, standing)


async def hears(office: Office, change: Change = LEFT) -> None:
    """And does what has to be done about it."""
    await office.away.desk.heard(change)
    await office.sweep.once()


async def ada(office: Office) -> Leaver:
    leaver = await office.away.leavers.of("U0ADA")
    assert leaver is not None
    return leaver


def shown(office: Office) -> list[Stay | None]:
    """What the cards show, each in the order in which it was posted."""
    return [leaver and leaver.stay for leaver in office.away.wall.leavers.values()]


async def facts(office: Office) -> list[Fact]:
    return [row.entry.fact for row in await office.rows()]


async def fails() -> None:
    raise Unavailable("Slack is away.")


async def vanishes() -> None:
    raise Unreachable("user_not_found")


async def test_those_who_decide_about_a_deletion_are_told_once(office: Office) -> None:
    """However often Slack tells of it; the row says which user they have, as the API has it."""
    for _ in range(2):
        await hears(office)
    assert (office.away.wall.posted, shown(office)) == (DECIDERS, [Stay.WAITING] * 3)
    target = (await ada(office)).target
    assert target is not None
    assert (target.email, target.status) == ("ada@example.com", "INVITED")
    assert await facts(office) == [Fact.LEFT_SLACK]


async def test_those_who_may_delete_at_once_are_told_as_well(office: Office) -> None:
    """Whatever the policy calls them; where it names who is told, those and no others."""
    rule = replace(office.policy.operations["delete"].rule, run=("everyone",), approve=("admins",))
    delete = replace(office.policy.operations["delete"], rule=rule)
    roles = {**office.policy.roles, "everyone": ("U0NIA", "U0ADA")}
    office.policy = replace(office.policy, roles=roles, operations={**office.policy.operations, "delete": delete})
    office.restart()
    await hears(office)
    assert office.away.wall.posted == ["U0ALICE", "U0BEN", "U0NIA"]
    assert await keeps(office, NIA) is Stay.KEPT


async def keeps(office: Office, who: Asker) -> Stay:
    kept = await office.away.desk.keep(who, (await ada(office)).id)
    return kept.stay


async def test_without_a_user_nothing_is_said(office: Office) -> None:
    """Neither to people nor in the audit; the next word of it asks nobody either."""
    account(office, Standing.DEACTIVATED, "nobody@example.com")
    await hears(office)
    assert ((await ada(office)).stay, office.away.wall.posted, await facts(office)) == (Stay.GONE, [], [])
    await hears(office)
    assert await office.ledger.due(office.now, 9) == ()


async def test_the_address_in_the_event_serves_where_slack_shows_none_any_more(office: Office) -> None:
    """Also where Slack knows nobody of that id any more."""
    account(office, Standing.DEACTIVATED, None)
    await hears(office)
    assert shown(office) == [Stay.WAITING] * 3
    del office.town.people["U0ADA"]
    await hears(office, BACK)
    assert shown(office) == [Stay.WAITING] * 3


async def test_slack_is_asked_and_not_the_event_believed(office: Office) -> None:
    """An event that comes late says nothing of today; whoever is unknown here is no concern."""
    account(office, Standing.MEMBER)
    await hears(office)
    assert await office.away.leavers.of("U0ADA") is None
    await hears(office, BACK)
    account(office, Standing.DEACTIVATED)
    await hears(office)
    await hears(office, BACK)
    assert shown(office) == [Stay.WAITING] * 3


async def test_whoever_comes_back_closes_the_cards(office: Office) -> None:
    """Also of somebody who was kept; the next departure has cards of its own."""
    await hears(office)
    assert await keeps(office, CARLA) is Stay.KEPT
    await office.sweep.once()
    assert shown(office) == [Stay.KEPT] * 3
    account(office, Standing.GUEST)
    await hears(office, BACK)
    assert shown(office) == [Stay.BACK] * 3
    assert await facts(office) == [Fact.LEFT_SLACK, Fact.KEPT, Fact.CAME_BACK]
    account(office, Standing.DEACTIVATED)
    await hears(office)
    assert shown(office) == [Stay.BACK] * 3 + [Stay.WAITING] * 3


async def test_only_one_keeps_and_only_those_who_have_a_say(office: Office) -> None:
    """A refusal is a row of the audit, and whoever comes too late reads who was first."""
    await hears(office)
    with pytest.raises(Refused, match="may approve “delete”"):
        await keeps(office, DEV)
    leaver_id = (await ada(office)).id
    first, second = await asyncio.gather(office.away.desk.keep(ALICE, leaver_id), office.away.desk.keep(BEN, leaver_id))
    assert first.by_name == second.by_name
    assert await keeps(office, CARLA) is Stay.KEPT
    assert await facts(office) == [Fact.LEFT_SLACK, Fact.REFUSED, Fact.KEPT]
    with pytest.raises(Mistake, match="not known any more"):
        await office.away.desk.keep(ALICE, "of another age")


async def test_a_deletion_is_shown_whichever_door_it_came_through(office: Office) -> None:
    """A request that was carried out leaves a job; the deletion of somebody who is here still concerns no card."""
    await hears(office)
    for email in ("ada@example.com", "sam@example.com"):
        user = office.account.user(email)
        assert user is not None
        sent = Submission(email, office.desk.command("delete"), {}, user.id, email)
        _, request_id = await office.filing.submit(DEV, sent)
        request = await office.ledger.find(request_id)
        assert request is not None
        await approved(office, request_id)
    assert shown(office) == [Stay.GONE] * 3


async def approved(office: Office, request_id: str) -> None:
    request = await office.ledger.find(request_id)
    assert request is not None
    for who in (ALICE, BEN):
        ballot = Ballot(request.id, request.digest, approves=True, comment="", confirmed=request.subject)
        await office.decisions.decide(who, ballot)
    await office.sweep.once()


async def test_who_was_deleted_between_two_looks_is_not_offered(office: Office) -> None:
    """Elsewhere, while a card was on its way: it is asked for once more whenever it is looked at."""
    await hears(office)
    user = office.account.user("ada@example.com")
    assert user is not None
    office.account.forget(user)
    await hears(office, BACK)
    assert shown(office) == [Stay.GONE] * 3


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
            assert await office.ledger.due(office.now + timedelta(days=9), 9) == ()
        if survived:
            return
    raise AssertionError("it takes more steps than that")


async def one_life(office: Office) -> bool:
    """Whether the process did all that was due before it ended."""
    try:
        await office.sweep.once()
    except Killed:
        return False
    return True


async def test_whoever_may_delete_is_asked_about_with_the_address_of_the_user(office: Office) -> None:
    """The policy may name other people for other addresses."""
    circle = office.desk.gate.circle_about(office.desk.command("delete"), Concern("ada@example.com"))
    assert (circle.runners, circle.approvers) == ((), ("S0ADMINS", "S0LEADS"))
    assert Chore.LEAVER in office.sweep.chores
