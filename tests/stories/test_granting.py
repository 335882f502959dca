"""`grant`: into organizations and spaces."""

from __future__ import annotations

import pytest

from bot.simulator.arize.faults import Drop, LostAnswer, Status
from tests.stories.offices import approves, reviews
from tests.stories.places import ADA, GUS, grants, grants_a_space, opens_grant, role
from tests.world import World, open_world

POLICY = """
[roles]
admins    = ["S0ADMINS"]     # Alice, Ben
approvers = ["S0LEADS"]      # Ben, Carla
members   = ["*"]

[operations.grant]
run     = ["admins"]
request = ["members"]
approve = ["approvers"]

[[operations.grant.when]]
role = ["ADMIN"]
run  = []
"""


async def test_somebody_is_added_to_an_organization_and_a_space(world: World) -> None:
    """One form, two writes, both told."""
    alice = world.person("alice")
    await grants_a_space(alice)
    told = await alice.sees("ada@example.com is in Production with the role Member.")
    assert "ada@example.com is in Production / Ranking with the role Read only." in told.text
    assert (role(world, ADA, "Production"), role(world, ADA, "Production", "Ranking")) == ("MEMBER", "READ_ONLY")


async def test_the_form_offers_what_the_account_has_and_says_what_it_cannot_know(world: World) -> None:
    """By name; nobody can see where somebody is already."""
    alice = world.person("alice")
    modal = await opens_grant(alice)
    assert modal.options("Organization") == ["Partners", "Production", "Research"]
    assert modal.options("Space") == [
        "Partners / Labelling",
        "Production / Ranking",
        "Production / Search",
        "Research / Language",
        "Research / Vision",
    ]
    assert modal.options("Role in the organization") == ["Admin", "Member", "Read only"]
    assert "Arize does not tell which organizations and spaces somebody is in" in modal.text


async def test_a_role_is_changed_by_granting_another(world: World) -> None:
    """The API upserts, and the form says so."""
    alice = world.person("alice")
    await grants(alice, Organization="Research", Role_in_the_organization="Admin")
    await alice.sees("ada@example.com is in Research with the role Admin.")
    assert role(world, ADA, "Research") == "ADMIN"
    assert world.calls("add_space_user") == 0


async def test_an_annotator_can_only_be_an_annotator(world: World) -> None:
    """Nothing else is offered, so nothing else can be chosen."""
    alice = world.person("alice")
    modal = await opens_grant(alice, GUS)
    assert modal.options("Role in the organization") == modal.options("Role in the space") == ["Annotator"]
    assert modal.value("Role in the organization") == "Annotator"
    assert "Annotators of the account can have no other role than Annotator." in modal.text
    modal.choose("Organization", "Research")
    await modal.submits()
    await alice.sees("gus@partner.example is in Research with the role Annotator.")


async def test_combinations_that_cannot_be_are_told_at_their_field(world: World) -> None:
    """A space of another organization, a space without a role, a role without a space."""
    alice = world.person("alice")
    modal = await grants(alice, Organization="Research", Space="Production / Ranking", Role_in_the_space="Member")
    elsewhere = "This space is in another organization. Its name begins with that of its organization."
    assert modal.errors == {"Space": elsewhere}
    await modal.closes()
    modal = await grants(alice, Organization="Production", Space="Production / Ranking")
    assert modal.errors == {"Role in the space": "Choose the role that they get in the space."}
    await modal.closes()
    modal = await grants(alice, Organization="Production", Role_in_the_space="Member")
    assert modal.errors == {
        "Role in the space": "Choose the space in which they get this role, or leave the role empty."
    }
    assert world.calls("add_organization_user") == 0


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Status(403), "They were not added to Production / Ranking. The bot's Arize key may not do this"),
        (Status(404), "They were not added to Production / Ranking. Arize AX has no such place"),
        (Status(400, detail="No."), "They were not added to Production / Ranking. Arize did not accept this: No."),
        (Status(501), "it is not known whether anything was changed for ada@example.com in Production / Ranking"),
    ],
)
async def test_half_of_it_is_told_as_half_of_it(world: World, fault: Status, said: str) -> None:
    """What was done and what was not; the same form can be sent again."""
    alice = world.person("alice")
    world.arize.faults.next("add_space_user", fault)
    await grants_a_space(alice)
    told = await alice.sees("Partly done: ada@example.com is in Production with the role Member.")
    assert said in told.text
    await told.clicks("Grant again")
    modal = await alice.modal("Grant access")
    await modal.shows("Role in the organization")
    assert modal.value("Space") == "Production / Ranking"
    await modal.submits()
    await alice.sees("ada@example.com is in Production / Ranking with the role Read only.")


async def test_lost_answers_are_asked_for_again(world: World) -> None:
    """Both writes are safe to repeat, so nobody hears of it."""
    alice = world.person("alice")
    world.arize.faults.next("add_organization_user", LostAnswer())
    world.arize.faults.next("add_space_user", Drop())
    await grants_a_space(alice)
    await alice.sees("ada@example.com is in Production / Ranking with the role Read only.")
    assert (world.calls("add_organization_user"), world.calls("add_space_user")) == (2, 2)


async def test_an_answer_that_stays_lost(world: World) -> None:
    """Nobody claims what nobody knows, and nothing more is tried."""
    alice = world.person("alice")
    world.arize.faults.next("add_organization_user", Status(501))
    await grants_a_space(alice)
    told = await alice.sees("it is not known whether anything was changed for ada@example.com in Production.")
    assert "Outcome unknown" in told.text
    assert "Grant again" in told.buttons
    assert world.calls("add_space_user") == 0


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Status(404), "Nothing was done. Arize AX has no such place or no such user any more"),
        (Status(403), "it needs the admin role of the organization or the space, or that of the account"),
    ],
)
async def test_an_organization_that_takes_nobody(world: World, fault: Status, said: str) -> None:
    """The space is not tried then."""
    alice = world.person("alice")
    world.arize.faults.next("add_organization_user", fault)
    await grants_a_space(alice)
    told = await alice.sees(said)
    assert "Not done" in told.text
    assert world.calls("add_space_user") == 0


async def test_where_others_approve_they_read_names() -> None:
    """The card and the review name the organization and the space as the API does, and then it is done."""
    async with open_world(policy=POLICY) as world:
        dev, carla = world.person("dev"), world.person("carla")
        await grants_a_space(dev)
        await dev.sees("Sent for approval")
        modal = await reviews(carla, ADA)
        for fact in ("Production / Ranking", "Read only", "Member"):
            assert fact in modal.text
        await modal.closes()
        await approves(carla, ADA)
        await dev.reads_dm("Done")
        assert role(world, ADA, "Production", "Ranking") == "READ_ONLY"


async def test_a_policy_may_look_at_the_role_in_the_space_too() -> None:
    """Whoever would make somebody an admin of a space asks as for an admin of the organization."""
    async with open_world(policy=POLICY) as world:
        alice = world.person("alice")
        await grants_a_space(alice, "Member")
        await alice.sees("ada@example.com is in Production / Ranking with the role Member.")
        await grants_a_space(alice, "Admin")
        await alice.sees("Sent for approval")
        assert role(world, ADA, "Production", "Ranking") == "MEMBER"


async def test_a_form_can_be_tried_again_as_it_was() -> None:
    """After a failure under an approval; the labels are read anew."""
    async with open_world(policy=POLICY) as world:
        dev, carla = world.person("dev"), world.person("carla")
        await grants_a_space(dev)
        await dev.sees("Sent for approval")
        world.arize.faults.next("add_organization_user", Status(403))
        await approves(carla, ADA)
        told = await dev.reads_dm("Failed")
        await told.clicks("Try again")
        modal = await dev.modal("Grant access")
        await modal.shows("Role in the organization")
        assert (modal.value("Organization"), modal.value("Space")) == ("Production", "Production / Ranking")


async def test_one_request_about_a_person_is_enough_at_a_time() -> None:
    """Another place is another thing, and is not called the same; it waits its turn."""
    async with open_world(policy=POLICY) as world:
        dev = world.person("dev")
        await grants_a_space(dev)
        await dev.sees("Sent for approval")
        await grants(dev, Organization="Partners")
        await dev.sees(
            "You asked for “Grant access” about the same person already, and that is not decided yet (0 of 1)."
        )
