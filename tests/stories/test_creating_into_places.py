"""A new user comes into an organization or a space at once: a second call, whose end is told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import LostAnswer, Status
from tests.stories.acts import creates, opens_create
from tests.stories.forging import last
from tests.stories.offices import approves, reviews
from tests.stories.places import role
from tests.world import open_world

if TYPE_CHECKING:
    from bot.simulator.slack import Person
    from tests.world import World

ZOE = "zoe@example.com"


async def creates_in(person: Person, place: str, **choices: str) -> None:
    await creates(person, ZOE, Organization_or_space=place, **choices)


@pytest.mark.parametrize(
    ("account", "there", "has"),
    [("Member", None, "MEMBER"), ("Annotator", None, "ANNOTATOR"), ("Member", "Read only", "READ_ONLY")],
)
async def test_somebody_new_comes_into_a_space(world: World, account: str, there: str | None, has: str) -> None:
    """And into its organization, without which they could not; with the role that suits the one in the account."""
    alice = world.person("alice")
    await creates_in(alice, "Production / Ranking", Role=account, **({"Role_there": there} if there else {}))
    told = await alice.sees("zoe@example.com was created.")
    assert "They are in Production / Ranking with the role" in told.text
    assert (role(world, ZOE, "Production"), role(world, ZOE, "Production", "Ranking")) == (has, has)


async def test_without_a_choice_nothing_is_asked_for(world: World) -> None:
    """The field is optional; an organization alone will do as well."""
    alice = world.person("alice")
    await creates(alice, ZOE)
    await alice.sees("zoe@example.com was created.")
    assert world.calls("add_organization_user") == 0
    await creates(alice, "yan@example.com", "Yan", Organization_or_space="Research")
    await alice.sees("They are in Research with the role Member.")


async def test_roles_that_cannot_be_are_told_at_their_field(world: World) -> None:
    """Annotators are annotators everywhere; a role without a place is none."""
    alice = world.person("alice")
    modal = await opens_create(alice, ZOE)
    modal.fill("Name", "Zoe Quist")
    modal.choose("Role there", "Admin")
    await modal.submits()
    assert "or leave it empty" in modal.errors["Role there"]
    modal.choose("Organization or space", "Research")
    modal.choose("Role", "Annotator")
    await modal.submits()
    assert "annotators everywhere" in modal.errors["Role there"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Status(403), "They could not be added to Research."),
        (LostAnswer(), "it is not known whether anything was changed for zoe@example.com in Research"),
    ],
)
async def test_partial_success_is_told_as_it_is(world: World, fault: Status | LostAnswer, words: str) -> None:
    """The user is there; what became of the second call stands beside it."""
    alice = world.person("alice")
    world.arize.faults.next("add_organization_user", fault, times=9)
    await creates_in(alice, "Research")
    told = await alice.sees("Partly done: zoe@example.com was created.")
    assert words in told.text
    assert "Grant access" in told.buttons


@pytest.mark.parametrize("invitation", ["E-mail link", "None", "Temporary password"])
async def test_after_a_lost_answer_nobody_knows_where_they_are(world: World, invitation: str) -> None:
    """That the user is there can be read; where they are cannot, whatever else is told."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", LostAnswer())
    await creates_in(alice, "Research", Invitation=invitation)
    told = await alice.sees("Partly done: zoe@example.com")
    assert "Whether they are in Research is not known." in told.text


async def test_a_key_that_may_not_list_organizations_still_creates(world: World) -> None:
    """The form goes without the field."""
    alice = world.person("alice")
    world.arize.faults.next("list_organizations", Status(403))
    modal = await opens_create(alice, ZOE)
    assert "Organization or space" not in modal.labels
    assert "Role there" not in modal.labels


POLICY = """
[roles]
admins = ["S0ADMINS"]
leads  = ["S0LEADS"]
all    = ["*"]

[operations.create]
run     = ["admins"]
request = ["all"]
approve = ["admins", "leads"]

[operations.grant]
request = ["admins", "leads"]
approve = ["admins"]
"""


async def test_it_takes_what_granting_takes() -> None:
    """Whoever may create at once may still need another for the place; whoever may not is not asked for one."""
    async with open_world(policy=POLICY) as world:
        alice, ben, dev = (world.person(handle) for handle in ("alice", "ben", "dev"))
        await creates_in(alice, "Research")
        await alice.sees("Sent for approval")
        review = await reviews(ben, ZOE)
        assert "Research" in review.text
        await review.closes()
        await approves(ben, ZOE)
        await alice.reads_dm("They are in Research")
        assert role(world, ZOE, "Research") == "MEMBER"
        modal = await opens_create(dev, "yan@example.com")
        assert not {"Organization or space", "Role there"} & set(modal.labels)
        await world.settles()


async def test_a_form_that_asks_for_a_place_all_the_same_is_refused() -> None:
    """What no form offers is asked about again when it is sent."""
    async with open_world(policy=POLICY) as world:
        await creates_in(world.person("alice"), "Research")
        payload = last(world)
        payload["user"]["id"] = "U0DEV"
        payload["view"]["id"] = "V0FORGED"
        await world.slack.forge("interactive", payload)
        await world.person("alice").sees("may use “grant”")
        await world.settles()
