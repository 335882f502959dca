"""`delete`: permanent, and confirmed at every door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Latency
from tests.stories.acts import ASKED, opens_delete, opens_picker
from tests.world import TRANSPORTS, open_world

if TYPE_CHECKING:
    from bot.simulator.slack import Modal, Person
    from tests.world import World


async def confirmation(person: Person) -> Modal:
    modal = await person.modal("Delete user")
    await modal.shows("This is permanent.")
    return modal


async def test_deleting_shows_the_person_and_asks_for_the_address(world: World) -> None:
    """With the wrong address nothing happens; with the right one, in any case, the user is gone for good."""
    alice = world.person("alice")
    modal = await opens_delete(alice, "ada@example.com")
    for fact in ("Ada Byron", "ada@example.com", "memberships, API keys and role bindings", "never be invited again"):
        assert fact in modal.text
    modal.fill(ASKED, "ben@example.com")
    await modal.submits()
    assert modal.errors == {ASKED: "This is not the address of the user above. Type ada@example.com to go on."}
    assert world.calls("delete_user") == 0
    modal.fill(ASKED, " ADA@example.com ")
    await modal.submits()
    await alice.sees("Ada Byron (ada@example.com) was deleted for good.")
    assert world.arize.account.user("ada@example.com") is None


async def test_the_menu_leads_to_the_same_confirmation(world: World) -> None:
    """No path skips it."""
    alice = world.person("alice")
    await alice.types("/ax-user list ada@example.com")
    page = await alice.sees("ada@example.com")
    await page.picks("Delete user", near="Ada Byron")
    await confirmation(alice)


async def test_the_button_leads_to_the_same_confirmation(world: World) -> None:
    """No path skips it."""
    alice = world.person("alice")
    await alice.types("/ax-user get ada@example.com")
    card = await alice.sees("Ada Byron")
    await card.clicks("Delete user")
    await confirmation(alice)


async def test_the_picker_leads_to_the_same_confirmation(world: World) -> None:
    """No path skips it."""
    alice = world.person("alice")
    modal = await opens_picker(alice, "delete", "Delete user")
    found = await modal.search("User", "ada@")
    modal.choose("User", found[0])
    await modal.submits()
    await modal.shows("This is permanent.")


async def test_a_form_that_arrives_twice_deletes_once(world: World) -> None:
    """Slack may deliver a form again; there is one call and one result."""
    alice = world.person("alice")
    modal = await opens_delete(alice, "ada@example.com")
    modal.fill(ASKED, "ada@example.com")
    world.arize.faults.next("delete_user", Latency(0.2))
    await modal.submits()
    await world.slack.redeliver_last()
    await world.settles()
    await alice.sees("was deleted for good")
    assert world.calls("delete_user") == 1


async def test_a_user_whose_address_changed_meanwhile_is_not_deleted(world: World) -> None:
    """What was confirmed is what is run."""
    alice = world.person("alice")
    modal = await opens_delete(alice, "ada@example.com")
    world.arize.account.change("ada@example.com", email="ada@example.org")
    modal.fill(ASKED, "ada@example.com")
    await modal.submits()
    await alice.sees("address changed since the form was opened, so nothing was done")
    assert world.calls("delete_user") == 0


async def test_a_user_who_is_gone_meanwhile_is_said_to_be(world: World) -> None:
    """Not there, or deleted: they look alike."""
    alice, ben = world.person("alice"), world.person("ben")
    hers = await opens_delete(alice, "ada@example.com")
    his = await opens_delete(ben, "ada@example.com")
    his.fill(ASKED, "ada@example.com")
    await his.submits()
    await ben.sees("was deleted for good")
    hers.fill(ASKED, "ada@example.com")
    await hers.submits()
    await alice.sees("Arize AX has no such user, or the user was deleted")


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_the_bots_own_user_cannot_be_deleted(transport: str) -> None:
    """Arize refuses it, and the person hears why."""
    async with open_world(transport, settings={"ARIZE_API_KEY": "ak-of-alice"}) as world:
        alice, account = world.person("alice"), world.arize.account
        account.add_key("ak-of-alice", user_id=account.change("alice@example.com").id)
        modal = await opens_delete(alice, "alice@example.com")
        modal.fill(ASKED, "alice@example.com")
        await modal.submits()
        await alice.sees("Not done")
        assert account.user("alice@example.com") is not None
