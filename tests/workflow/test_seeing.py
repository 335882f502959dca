"""What the policy says of looking: at one user, at many, and at what is about nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.command import Concern, Params
from bot.domain.rules import Condition, Operation, Rule
from tests.workflow.life.homes import ALICE, BEN, CARLA, DEV

if TYPE_CHECKING:
    from bot.workflow.gate import Gate
    from tests.workflow.life.office import Office


def gate(office: Office) -> Gate:
    return office.desk.gate


async def test_a_look_is_asked_about_with_all_that_there_is_to_it(office: Office) -> None:
    """It grants no role and may be at nobody: what cannot be met opens nothing but what shows many."""
    admins = Condition(role=("ADMIN",), replaces={"run": ("requesters",)})
    partner = Condition(email_domain=("partner.example",), replaces={"run": ("requesters",)})
    names = ("get", "list", "roles")
    looks = {name: Operation(Rule(run=("admins",)), (admins, partner)) for name in names}
    office.policy = replace(office.policy, operations=looks)
    office.restart()
    get, shows, roles = (office.desk.command(name) for name in names)
    dev = await gate(office).admit(DEV, "get")
    here, there = Concern("ada@example.com"), Concern("mia@partner.example")
    assert [gate(office).ask(dev, get, each).allows for each in (here, there)] == [False, True]
    assert [gate(office).ask(dev, shows, *each).allows for each in ((), (here,), (there,))] == [True, False, True]
    assert not gate(office).ask(dev, roles).allows


async def test_all_is_seen_by_whom_no_condition_keeps_from_any_of_it(office: Office) -> None:
    """Whichever way a condition goes, it makes somebody's view a part."""
    partner = Condition(email_domain=("partner.example",), replaces={"run": ("approvers",)})
    office.policy = replace(office.policy, operations={"list": Operation(Rule(run=("admins",)), (partner,))})
    office.restart()
    shows = office.desk.command("list")
    seen = {}
    for who in (ALICE, BEN, CARLA):
        seen[who] = gate(office).sees_all(await gate(office).admit(who, "list"), shows)
    assert seen == {ALICE: False, BEN: True, CARLA: False}


async def test_a_command_is_told_whom_its_user_may_see(office: Office) -> None:
    """In the order in which they came, and whether that is everybody whoever there is."""
    partner = Condition(email_domain=("partner.example",), replaces={"run": ("requesters",)})
    office.policy = replace(office.policy, operations={"list": Operation(Rule(run=("admins",)), (partner,))})
    office.restart()
    office.account.add_user("Mia", "mia@partner.example")
    users = (await office.arize.list_users(limit=100)).users
    dev, alice = await gate(office).admit(DEV, "list"), await gate(office).admit(ALICE, "list")
    hers, his = (office.desk.call(person, Params(), None).sight for person in (alice, dev))
    assert ([user.email for user in his.of("list", users)], his.is_whole("list")) == (["mia@partner.example"], False)
    assert (list(hers.of("list", users)), hers.is_whole("list")) == (list(users), True)
