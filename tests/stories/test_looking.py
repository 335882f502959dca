"""`list`, `get`, `roles` and `whoami`: looking changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.stories.acts import opens_picker

if TYPE_CHECKING:
    from tests.world import World


async def test_the_list_shows_users_oldest_first_and_turns_its_pages(world: World) -> None:
    """Newer and older take the place of the page that was clicked."""
    alice = world.person("alice")
    oldest = world.arize.account.users
    await alice.types("/ax-user list")
    page = await alice.sees(oldest[0].email)
    assert oldest[9].email in page.text
    await page.clicks("Newer")
    page = await alice.sees(oldest[10].email)
    assert "page 2" in page.text
    assert len([text for text in alice.ephemerals if "Users" in text]) == 1
    await page.clicks("Older")
    page = await alice.sees(oldest[0].email)
    assert "page 2" not in page.text


async def test_the_last_page_offers_no_newer_one(world: World) -> None:
    """A filter narrows the list down to what was asked for, and says so."""
    alice = world.person("alice")
    await alice.types("/ax-user list ada@example.com status:active")
    page = await alice.sees("ada@example.com")
    assert "address contains ada@example.com" in page.text
    assert "Newer" not in page.buttons


SEARCHED = "Addresses are searched, and no names. Try a shorter part of the address"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("nobody@nowhere.example", f"{SEARCHED}."),
        ("nobody status:invited", f"{SEARCHED}, or leave the status out."),
        ("status:expired", "Leave the status out to see everybody."),
        ("active", "A status is written so: “list status:active”."),
        ("status invited", "A status is written so: “list status:invited”."),
    ],
)
async def test_where_nothing_is_found_the_words_fit_what_was_typed(world: World, typed: str, hint: str) -> None:
    """An empty list is an answer, and says what to try; so does an export of nobody."""
    alice = world.person("alice")
    for user in [user for user in world.arize.account.users if user.status == "EXPIRED"]:
        world.arize.account.change(user.email, status="ACTIVE")
    await alice.types(f"/ax-user list {typed}")
    await alice.sees(f"No user matches. {hint}")
    await alice.types(f"/ax-user list {typed} export")
    await alice.sees(f"No user matches, so there is no file. {hint}")


async def test_an_unknown_status_is_explained(world: World) -> None:
    """With the ones there are."""
    alice = world.person("alice")
    await alice.types("/ax-user list status:asleep")
    await alice.sees("“asleep” is no status. Use status:active, status:invited or status:expired.")


async def test_a_menu_offers_what_fits_the_user_and_the_person(world: World) -> None:
    """An invited user can be sent the invitation again, and has no password to reset."""
    alice = world.person("alice")
    await alice.types("/ax-user list jane@example.com")
    page = await alice.sees("jane@example.com")
    offered = ["Details", "Update user", "Resend invitation", "Delete user", "Grant access"]
    assert page.menu(near="Jane Doe") == offered
    await page.picks("Details", near="Jane Doe")
    card = await alice.sees("User id")
    assert "Invited" in card.text


async def test_get_shows_one_user_as_the_api_has_them(world: World) -> None:
    """An address matches exactly and case-insensitively."""
    ben = world.person("ben")
    await ben.types("/ax-user get ADA@example.com")
    card = await ben.sees("Ada Byron")
    for fact in ("ada@example.com", "Active", "Member", "Developer permission", "User id"):
        assert fact in card.text


async def test_get_takes_an_id_and_a_mention_too(world: World) -> None:
    """A mention is resolved to the e-mail address of that person's Slack profile."""
    alice = world.person("alice")
    ada = world.arize.account.user("ada@example.com")
    assert ada is not None
    await alice.types(f"/ax-user get {ada.id}")
    await alice.sees("Ada Byron")
    await alice.types("/ax-user get @carla")
    await alice.sees("Carla Moreno")


async def test_a_mention_of_a_guest_is_not_trusted(world: World) -> None:
    """Their profile's address proves nothing."""
    alice = world.person("alice")
    await alice.types("/ax-user get @gus")
    await alice.sees("Gus Guest is not a full member of this Slack")


async def test_get_without_a_user_asks_for_one(world: World) -> None:
    """The picker searches as one types, and the result is ephemeral as ever."""
    alice = world.person("alice")
    modal = await opens_picker(alice, "get", "Show user")
    found = await modal.search("User", "ada@")
    assert found == ["ada@example.com"]
    modal.choose("User", "ada@example.com")
    await modal.submits()
    await alice.sees("Ada Byron")


async def test_typing_on_in_the_picker_narrows_what_is_there(world: World) -> None:
    """Without asking Arize at each letter."""
    modal = await opens_picker(world.person("alice"), "get", "Show user")
    await modal.search("User", "ad")
    asked = world.calls("list_users")
    assert await modal.search("User", "ada@") == ["ada@example.com"]
    assert world.calls("list_users") == asked


async def test_a_picker_that_finds_nobody_says_so(world: World) -> None:
    """And choosing what only explains is an error at the field."""
    alice = world.person("alice")
    modal = await opens_picker(alice, "get", "Show user")
    (nobody,) = await modal.search("User", "zzzz")
    modal.choose("User", nobody)
    await modal.submits()
    assert modal.errors == {"User": "Pick a user from the list."}


async def test_somebody_who_is_not_there_may_have_been_deleted(world: World) -> None:
    """The two look alike, and the sentence says so."""
    alice = world.person("alice")
    await alice.types("/ax-user get dora@example.com")
    await alice.sees("Nobody in Arize AX has the address dora@example.com. They may have been deleted")


async def test_roles_are_listed_with_what_they_permit(world: World) -> None:
    """Predefined and custom ones."""
    alice = world.person("alice")
    await alice.types("/ax-user roles")
    shown = await alice.sees("Roles")
    assert "predefined" in shown.text
    assert "custom" in shown.text


async def test_members_look_at_themselves_and_nobody_else(world: World) -> None:
    """By address, by picker, and never by trying addresses out: the refusal is the same for everybody else."""
    carla = world.person("carla")
    await carla.types("/ax-user get carla@example.com")
    await carla.sees("Carla Moreno")
    calls = len(world.arize.calls)
    for address in ("ada@example.com", "no-such-person@example.com"):
        await carla.types(f"/ax-user get {address}")
        await carla.sees("You can look at yourself only")
    assert len(world.arize.calls) == calls
    modal = await opens_picker(carla, "get", "Show user")
    assert await modal.search("User", "ada") == ["carla@example.com"]


async def test_whoami_says_who_one_is_and_what_one_may_do_and_why(world: World) -> None:
    """To Slack, to Arize AX, and to the policy."""
    alice = world.person("alice")
    await alice.types("/ax-user whoami")
    shown = await alice.sees("workspace owner")
    assert "In Arize AX you are alice@example.com" in shown.text
    assert " at once: You are a workspace owner." in shown.text
    carla = world.person("carla")
    await carla.types("/ax-user whoami")
    shown = await carla.sees("full member")
    assert "audit: Only workspace owners and admins may use “audit”" in shown.text
    assert ":ballot_box_with_ballot: create, " in shown.text
    assert "Every full member of this workspace may ask for it. It takes 1 approval." in shown.text


async def test_whoami_works_for_people_without_an_ax_user(world: World) -> None:
    """It says that nobody has their address."""
    nia = world.person("nia")
    await nia.types("/ax-user whoami")
    await nia.sees("Nobody in Arize AX has your address nia@example.com")


async def test_a_mention_of_somebody_whose_address_slack_does_not_show(world: World) -> None:
    """The sentence says what to give instead."""
    alice = world.person("alice")
    dev = world.slack.workspace.person("dev")
    world.slack.workspace.people[dev.id] = replace(dev, email="")
    await alice.types("/ax-user get @dev")
    await alice.sees("Slack shows no e-mail address for Dev Patel. Give the address instead.")


async def test_a_person_whose_address_slack_does_not_show_is_told_so(world: World) -> None:
    """In whoami."""
    dev = world.slack.workspace.person("dev")
    world.slack.workspace.people[dev.id] = replace(dev, email="")
    driver = world.person("dev")
    await driver.types("/ax-user whoami")
    await driver.sees("Slack shows no e-mail address for you")
