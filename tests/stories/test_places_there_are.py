"""The organizations and spaces that the forms of `grant` and `revoke` offer."""

from __future__ import annotations

import pytest

from bot.simulator.arize.faults import Html, Status
from tests.stories.acts import opens
from tests.stories.places import ADA, grants_a_space, opens_grant
from tests.world import World, open_world


@pytest.mark.parametrize("command", ["grant", "revoke"])
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Status(403), "may not list organizations"),
        (Status(404), "may not list organizations"),
        (Html(501), "Arize failed"),
    ],
)
async def test_organizations_that_cannot_be_listed(world: World, command: str, fault: Status, said: str) -> None:
    """A sentence in place of the form, never an empty list."""
    alice = world.person("alice")
    world.arize.faults.next("list_organizations", fault)
    await opens(alice, f"{command} {ADA}", {"grant": "Grant access", "revoke": "Revoke access"}[command], said)


async def test_an_account_without_organizations() -> None:
    """A sentence too."""
    async with open_world(seeded=False) as world:
        world.arize.account.add_user("Ada Byron", ADA)
        await opens(world.person("alice"), f"grant {ADA}", "Grant access", "There is no organization in this account")


@pytest.mark.parametrize("fault", [Status(403), Status(404)])
async def test_spaces_that_cannot_be_listed_are_done_without(world: World, fault: Status) -> None:
    """The organizations are there all the same."""
    alice = world.person("alice")
    world.arize.faults.next("list_spaces", fault)
    modal = await opens_grant(alice)
    assert modal.labels == ["Organization", "Role in the organization", "Reason"]


async def test_more_places_than_slack_shows(world: World) -> None:
    """The first hundred, in order, and the hint says so."""
    research = world.arize.account.places.organizations[0]
    for number in range(120):
        world.arize.account.places.add_space(research, f"Area {number:03}")
    modal = await opens_grant(world.person("alice"))
    assert len(modal.options("Space")) == 100
    assert "these are the first 100 of 125" in modal.text


async def test_what_was_chosen_may_be_gone_when_the_form_is_sent(world: World) -> None:
    """Nothing is filed for it."""
    alice = world.person("alice")
    modal = await opens_grant(alice)
    modal.choose("Organization", "Partners")
    places = world.arize.account.places
    places.organizations[:] = [each for each in places.organizations if each.name != "Partners"]
    await modal.submits()
    await alice.sees("Organization: what you chose is not there any more. Open the form again.")
    assert world.calls("add_organization_user") == 0


async def test_an_older_server_that_does_not_say_where_a_space_belongs() -> None:
    """Each organization is asked for its own."""
    async with open_world(account={"vocabulary": "lower"}) as world:
        alice = world.person("alice")
        modal = await opens_grant(alice)
        assert "Research / Vision" in modal.options("Space")
        await modal.closes()
        await grants_a_space(alice)
        await alice.sees("ada@example.com is in Production / Ranking with the role Read only.")
