"""Who is let in, whom the policy is asked about, and what is written down of a refusal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.command import Concern
from bot.domain.audit import Fact
from bot.domain.errors import Reason, Refused
from bot.domain.people import Standing
from bot.domain.rules import Condition, Operation, Rule
from bot.workflow.gate import Asker
from tests.requests import a_request
from tests.workflow.life.homes import ALICE, BEN, CARLA, DEV
from tests.workflow.life.town import TEAM, Remembering

if TYPE_CHECKING:
    from bot.domain.audit import Entry
    from bot.workflow.gate import Gate
    from tests.workflow.life.office import Office


async def last(office: Office) -> Entry:
    return (await office.rows())[-1].entry


def gate(office: Office) -> Gate:
    return office.desk.gate


async def test_whoever_is_let_in_comes_with_their_groups(office: Office) -> None:
    """Those that the policy names, as Slack says; nothing is written down."""
    carla = await gate(office).admit(CARLA, "list")
    assert (carla.id, carla.groups) == ("U0CARLA", frozenset({"S0LEADS"}))
    assert await office.rows() == []


@pytest.mark.parametrize(
    ("asker", "reason", "words"),
    [
        (Asker("U0ALICE", "T0OTHER"), Reason.STRANGER, "This app serves another workspace, so it cannot act for you."),
        (Asker("U0GUEST", TEAM), Reason.NOT_A_MEMBER, "Only full members of this workspace can use this app."),
        (Asker("U0PARTNER", TEAM), Reason.NOT_A_MEMBER, "This app serves another workspace"),
    ],
)
async def test_whoever_is_no_full_member_is_refused_and_written_down(
    office: Office, asker: Asker, reason: Reason, words: str
) -> None:
    """With what they clicked, and why not."""
    people = office.town.people
    people["U0GUEST"] = replace(people["U0DEV"], id="U0GUEST", standing=Standing.GUEST)
    people["U0PARTNER"] = replace(people["U0DEV"], id="U0PARTNER", team_id="T0OTHER")
    with pytest.raises(Refused) as raised:
        await gate(office).admit(asker, "delete")
    assert (raised.value.reason, str(raised.value)[: len(words)]) == (reason, words)
    entry = await last(office)
    assert (entry.fact, entry.actor_id, entry.operation) == (Fact.REFUSED, asker.slack_id, "delete")
    assert (entry.subject, entry.request_id, entry.why, entry.at) == ("", "", str(raised.value), office.now)


@pytest.mark.parametrize("fresh", [False, True])
async def test_where_something_is_about_to_be_changed_slack_is_asked_anew(office: Office, fresh: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """About the person and about their groups."""
    town = Remembering()
    remembering = replace(gate(office), people=town)
    await remembering.admit(BEN, "delete", fresh=fresh)
    await remembering.member("U0BEN", fresh=fresh)
    assert town.fresh == [fresh] * 4


async def test_slack_is_not_asked_anew_for_a_look_and_is_for_somebody_else(office: Office) -> None:
    """Unless it is told otherwise: a click that only looks need not wait, and an approver may have left since."""
    town = Remembering()
    remembering = replace(gate(office), people=town)
    await remembering.admit(BEN, "list")
    await remembering.member("U0BEN")
    assert town.fresh == [False, False, True, True]


@pytest.mark.parametrize(
    ("concerns", "subject"),
    [
        ((), ""),
        ((Concern("ada@example.com"),), "ada@example.com"),
        ((Concern("a@x.example"), Concern("b@x.example")), ""),
    ],
)
async def test_a_refusal_of_the_policy_names_the_one_whom_it_is_about(
    office: Office, concerns: tuple[Concern, ...], subject: str
) -> None:
    """Of several it names none."""
    command = office.desk.command("review")
    dev = await gate(office).admit(DEV, "review")
    with pytest.raises(Refused, match="may use “review”") as raised:
        await gate(office).insist(dev, command, *concerns)
    entry = await last(office)
    assert (entry.operation, entry.actor_id, entry.subject) == ("review", "U0DEV", subject)
    assert entry.why == str(raised.value)


async def test_a_role_that_is_not_known_yet_may_still_be_a_better_one(office: Office) -> None:
    """Only where all is known the policy's answer is its last word."""
    create = Operation(
        Rule(request=("admins",), approve=("admins",)), (Condition(role=("MEMBER",), replaces={"run": ("admins",)}),)
    )
    office.policy = replace(office.policy, operations={"create": create})
    office.restart()
    alice, command = await gate(office).admit(ALICE, "create"), office.desk.command("create")
    assert gate(office).ask(alice, command).runs
    assert not gate(office).ask(alice, command, is_complete=True).runs
    assert not (await gate(office).insist(alice, command, is_complete=True)).runs
    assert (await gate(office).insist(alice, command, Concern("zoe@example.com", "MEMBER"), is_complete=True)).runs


async def test_somebody_without_an_address_is_asked_about_by_their_role(office: Office) -> None:
    """Beside others who have one: nobody is left out of the question because less is known of them."""
    grants = Condition(role=("ADMIN",), replaces={"run": ()})
    office.policy = replace(office.policy, operations={"create": Operation(Rule(run=("admins",)), (grants,))})
    office.restart()
    alice, command = await gate(office).admit(ALICE, "create"), office.desk.command("create")
    member, nobody, admin = Concern("zoe@example.com", "MEMBER"), Concern(role="MEMBER"), Concern(role="ADMIN")
    assert gate(office).ask(alice, command, member, nobody, is_complete=True).runs
    assert not gate(office).ask(alice, command, member, admin, is_complete=True).runs


async def test_of_several_the_strictest_counts(office: Office) -> None:
    """Wherever it stands among them; an address counts by its domain, in any case, and whether it is one's own."""
    partner = Condition(email_domain=("partner.example",), replaces={"run": ()})
    office.policy = replace(office.policy, operations={"update": Operation(Rule(run=("admins",)), (partner,))})
    office.restart()
    alice, command = await gate(office).admit(ALICE, "update"), office.desk.command("update")
    here, there = Concern("ada@example.com"), Concern("mia@PARTNER.example")
    for concerns, allows in (((here,), True), ((there,), False), ((here, there), False), ((there, here), False)):
        assert gate(office).ask(alice, command, *concerns).allows is allows
    about = gate(office).may_decide(alice, command, a_request(subject="alice@example.com", params={"name": "A"}))
    assert about.why == "This is about you, so somebody else has to decide."


async def test_a_list_passes_what_each_of_its_rows_passes(office: Office) -> None:
    """And what the policy says of lists, where it names them."""
    alice, command = await gate(office).admit(ALICE, "bulk-create"), office.desk.command("bulk-create")
    assert gate(office).ask(alice, command).runs
    nobody = Operation(Rule(run=(), request=()))
    office.policy = replace(office.policy, operations={**office.policy.operations, "bulk-create": nobody})
    office.restart()
    assert not gate(office).ask(alice, command).allows


async def may_settle(office: Office, asker: Asker, operation: str, *subjects: str) -> bool:
    """What Dev asked of another version of the app, with something that this one does not know."""
    params = {"shoe_size": 43, "rows": [{"subject": subject} for subject in subjects]}
    request = a_request(operation=operation, requester_id="U0DEV", target=None, params=params)
    person, command = await gate(office).admit(asker, operation), office.desk.command(operation)
    return gate(office).may_settle(person, command, request).allows


async def test_what_nobody_can_read_is_settled_by_whoever_may_settle_anything(office: Office) -> None:
    """Carla could approve a member, and nobody knows whether it made an admin; nobody speaks about themselves."""
    assert [await may_settle(office, each, "bulk-create", "z@example.com") for each in (ALICE, CARLA, DEV)] == [
        True,
        False,
        False,
    ]
    assert await may_settle(office, CARLA, "bulk-delete", "z@example.com")
    assert not await may_settle(office, CARLA, "bulk-delete", "z@example.com", "carla@example.com")
    assert await may_settle(office, ALICE, "update")
    assert not await may_settle(office, DEV, "update")


async def test_who_may_decide_is_asked_for_nobody_in_particular(office: Office) -> None:
    """Of a request, and of what nobody asked for yet; whoever asked, or whom it is about, changes nothing."""
    request = a_request(requester_id="U0ALICE", params={"name": "Ada"})
    circle = gate(office).circle(office.desk.command("update"), request)
    assert (circle.approvers, circle.needed, circle.runners) == (("S0LEADS",), 1, ("S0ADMINS",))
    about = gate(office).circle_about(office.desk.command("create"), Concern("zoe@example.com", "ADMIN"))
    assert (about.approvers, about.needed, about.runners) == (("S0ADMINS",), 2, ())


async def test_a_say_have_those_who_may_do_it_at_once_or_approve_it(office: Office) -> None:
    command = office.desk.command("update")
    for who, runs in ((ALICE, True), (CARLA, True)):
        person = await gate(office).admit(who, "update")
        assert (await gate(office).insist_on_a_say(person, command, Concern("ada@example.com"))).runs is runs
    assert await office.rows() == []


async def test_rows_that_are_refused_are_one_row_of_the_audit(office: Office) -> None:
    """How many, and why the first; none where there are none."""
    dev, command = await gate(office).admit(DEV, "bulk-create"), office.desk.command("bulk-create")
    await gate(office).note_rows(dev, command, [])
    assert await office.rows() == []
    await gate(office).note_rows(dev, command, ["Not you.", "Nor this."])
    entry = await last(office)
    assert (entry.fact, entry.actor_id, entry.operation) == (Fact.REFUSED, "U0DEV", "bulk-create")
    assert (entry.subject, entry.why) == ("", "2 of the list. Not you.")


async def test_those_who_are_offered_are_told_apart_by_domain_and_from_oneself(office: Office) -> None:
    """In the order in which they come, also where one of a kind came before."""
    office.policy = replace(
        office.policy,
        operations={
            "get": Operation(Rule(), (Condition(email_domain=("partner.example",), replaces={"run": ("admins",)}),))
        },
    )
    office.restart()
    for name in ("bo@partner.example", "alice@example.com", "cy@partner.example"):
        office.account.add_user(name, name)
    users = (await office.arize.list_users(limit=100)).users
    alice = await gate(office).admit(ALICE, "get")
    suitable = [user.email for user in gate(office).suitable(alice, office.desk.command("get"), users)]
    assert suitable == ["bo@partner.example", "alice@example.com", "cy@partner.example"]
