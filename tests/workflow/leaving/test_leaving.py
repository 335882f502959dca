"""Somebody leaves Slack: what is found out, who is told, and who keeps a user."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from bot.command import Concern
from bot.domain.audit import Fact
from bot.domain.errors import Mistake, Refused
from bot.domain.leaver import Stay
from bot.domain.people import Person, Standing
from bot.domain.request import Chore
from bot.workflow.decisions import Ballot
from bot.workflow.filing import Submission
from tests.jobs import jobs_due
from tests.workflow.life.breaking import Fragile, Meanwhile
from tests.workflow.life.departures import (
    BACK,
    DECIDERS,
    LEFT,
    account,
    ada,
    facts,
    hears,
    keeps,
    shown,
)
from tests.workflow.life.homes import ALICE, BEN, CARLA, DEV, NIA
from tests.workflow.life.rolls import nothing
from tests.workflow.life.town import Interrupted

if TYPE_CHECKING:
    from tests.workflow.life.office import Office


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
    deletes_by(office, run=("everyone",), approve=("admins",))
    await hears(office)
    assert office.away.wall.posted == ["U0ALICE", "U0BEN", "U0NIA"]
    assert await keeps(office, NIA) is Stay.KEPT
    account(office, Standing.MEMBER)
    await hears(office, BACK)
    account(office, Standing.DEACTIVATED)
    deletes_by(office, run=("everyone",), approve=("admins",), notify=("approvers",))
    await hears(office)
    assert office.away.wall.posted[3:] == ["U0BEN", "U0CARLA"]


def deletes_by(office: Office, **names: tuple[str, ...]) -> None:
    """Another policy for `delete`, in which everyone is Nia and Ada."""
    delete = office.policy.operations["delete"]
    changed = replace(delete, rule=replace(delete.rule, **names))  # type: ignore[arg-type]  # each is a list of roles
    roles = {**office.policy.roles, "everyone": ("U0NIA", "U0ADA")}
    office.policy = replace(office.policy, roles=roles, operations={**office.policy.operations, "delete": changed})
    office.restart()


async def test_without_a_user_nothing_is_said(office: Office) -> None:
    """Neither to people nor in the audit; the next word of it asks nobody either."""
    account(office, Standing.DEACTIVATED, "nobody@example.com")
    await hears(office)
    assert ((await ada(office)).stay, office.away.wall.posted, await facts(office)) == (Stay.GONE, [], [])
    await hears(office)
    assert await jobs_due(office.ledger.engine, office.now) == ()


async def test_the_address_in_the_event_serves_where_slack_shows_none_any_more(office: Office) -> None:
    """Of somebody whom it knows as deactivated. Who is forgotten there after that is asked about all the same."""
    account(office, Standing.DEACTIVATED, None)
    await hears(office)
    assert shown(office) == [Stay.WAITING] * 3
    del office.town.people["U0ADA"]
    await hears(office, BACK)
    assert shown(office) == [Stay.WAITING] * 3


@pytest.mark.parametrize(
    "elsewhere", [None, Person("U0ADA", "T0ELSEWHERE", "Ada", "ada@example.com", Standing.DEACTIVATED)]
)
async def test_of_whom_slack_does_not_know_here_nothing_is_said(office: Office, elsewhere: Person | None) -> None:
    """An event with the address of somebody in the account makes nobody a leaver; neither people nor the audit hear."""
    del office.town.people["U0ADA"]
    if elsewhere:
        office.town.people["U0ADA"] = elsewhere
    await hears(office)
    assert ((await ada(office)).stay, office.away.wall.posted, await facts(office)) == (Stay.GONE, [], [])


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
    for leaver_id in ("away-1", "of another age"):
        await office.away.desk.attend(leaver_id)
    account(office, Standing.DEACTIVATED)
    await hears(office)
    assert shown(office) == [Stay.BACK] * 3 + [Stay.WAITING] * 3


async def test_only_one_keeps_and_only_those_who_have_a_say(office: Office) -> None:
    """A refusal is a row of the audit, and whoever comes too late reads who was first."""
    with capture_logs() as logs:
        await hears(office)
        with pytest.raises(Refused, match="may approve “delete”"):
            await keeps(office, DEV)
        leaver_id = (await ada(office)).id
        pressed = (office.away.desk.keep(each, leaver_id) for each in (ALICE, BEN))
        first, second = await asyncio.gather(*pressed)
    said = [(each["event"], each["leaver"]) for each in logs if each["event"].startswith("leaver.")]
    assert said == [("leaver.noticed", leaver_id), ("leaver.kept", leaver_id)]
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
        request_id = (await office.filing.submit(DEV, sent)).request_id
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


async def test_what_was_decided_while_slack_was_asked_stands(office: Office) -> None:
    """The deletion's own job comes between two looks of the leaver's, and both end as done."""
    await hears(office)
    user = office.account.user("ada@example.com")
    assert user is not None

    async def deleted() -> None:
        office.account.forget(user)
        await office.away.desk.deleted(user.id)

    office.town = Interrupted(people=office.town.people, before=[deleted])
    office.restart()
    await office.away.desk.attend("away-1")
    assert shown(office) == [Stay.GONE] * 3


async def test_who_leaves_again_before_it_is_written_down_that_they_are_back_is_asked_about(office: Office) -> None:
    """Slack tells of it once, and by then the first departure was not over: the second has cards of its own."""
    await hears(office)
    account(office, Standing.MEMBER)
    await office.away.desk.heard(BACK)

    async def leaves() -> None:
        account(office, Standing.DEACTIVATED)
        await office.away.desk.heard(LEFT)

    book: Any = Fragile(office.away.leavers, Meanwhile(before=[nothing, leaves]))
    await replace(office.away.desk, book=book).attend("away-1")
    await office.sweep.once()
    assert shown(office) == [Stay.BACK] * 3 + [Stay.WAITING] * 3


async def test_whoever_may_delete_is_asked_about_with_the_address_of_the_user(office: Office) -> None:
    """The policy may name other people for other addresses."""
    circle = office.desk.gate.circle_about(office.desk.command("delete"), Concern("ada@example.com"))
    assert (circle.runners, circle.approvers) == ((), ("S0ADMINS", "S0LEADS"))
    assert Chore.LEAVER in office.sweep.chores
