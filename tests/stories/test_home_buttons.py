"""What is clicked in the App Home, where there is no message to answer beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize import Status
from bot.workflow.desk import OUTDATED
from tests.stories.acts import ASKED
from tests.stories.forging import last
from tests.stories.homes import opens
from tests.stories.offices import asks_for

if TYPE_CHECKING:
    from tests.world import World


async def test_a_list_opens_over_the_home(office: World) -> None:
    """And so does what is clicked in it: a page, somebody's menu, their form."""
    alice = office.person("alice")
    home = await opens(alice)
    await home.clicks("List users")
    listing = await alice.modal("List users")
    await listing.shows("Oldest first")
    first = listing.text
    await listing.clicks("Newer")
    await listing.shows("page 2")
    assert listing.text != first
    await listing.clicks("Older")
    await listing.shows("alice@example.com")
    await listing.picks("Details", near="ada@example.com")
    card = await alice.modal("Show user")
    await card.shows("Ada Byron")
    await card.clicks("Delete user")
    form = await alice.modal("Delete user")
    await form.shows("This is permanent.")
    assert ASKED in form.labels
    assert alice.dm == []


@pytest.mark.parametrize(("button", "says"), [("Roles", "Annotator"), ("Who am I", "In Arize AX you are")])
async def test_what_only_reads_answers_in_a_modal(office: World, button: str, says: str) -> None:
    """Nobody has to look for the answer among their messages."""
    alice = office.person("alice")
    home = await opens(alice)
    await home.clicks(button)
    modal = await alice.modal(button)
    await modal.shows(says)
    assert alice.dm == []


async def test_a_picker_that_reads_answers_in_its_own_place(office: World) -> None:
    """The form gives way to what was asked for."""
    alice = office.person("alice")
    home = await opens(alice)
    await home.clicks("Show user")
    picker = await alice.modal("Show user")
    await picker.shows("User")
    await picker.search("User", "ada")
    picker.choose("User", "ada@example.com")
    await picker.submits()
    await picker.shows("Ada Byron")


async def test_a_form_from_the_home_is_answered_by_direct_message(office: World) -> None:
    """There is no message to answer beside; what it did stands among the outcomes, too."""
    alice = office.person("alice")
    home = await opens(alice)
    await home.clicks("Create user")
    form = await alice.modal("Create user")
    await form.shows("Name")
    form.fill("Name", "Zoe Quist")
    form.fill("E-mail", "zoe@example.com")
    await form.submits()
    await alice.reads_dm("Zoe Quist")
    await home.shows("Recent outcomes")
    assert "zoe@example.com" in home.text


async def test_what_failed_can_be_tried_again_from_the_home(office: World) -> None:
    """The form opens as it was filled in."""
    alice = office.person("alice")
    home = await opens(alice)
    user = office.arize.account.user("ada@example.com")
    assert user is not None
    await home.clicks("Update user")
    picker = await alice.modal("Update user")
    await picker.shows("User")
    await picker.search("User", "ada")
    picker.choose("User", "ada@example.com")
    await picker.submits()
    await picker.shows("Developer permission")
    office.arize.faults.next("update_user", Status(403))
    picker.fill("Name", "Ada King")
    await picker.submits()
    await home.shows("Recent outcomes")
    await home.clicks("Try again")
    again = await alice.modal("Update user")
    await again.shows("Developer permission")
    assert again.value("Name") == "Ada King"


async def test_cancelling_from_the_home(office: World) -> None:
    """It asks back first, says what it did, and the home follows."""
    dev, carla = office.person("dev"), office.person("carla")
    asked = await opens(dev)
    await asks_for(dev)
    waits = await opens(carla, "zoe@example.com")
    await asked.shows("Waiting (0 of 1)")
    await asked.clicks("Cancel request", confirming=True)
    said = await dev.modal("Request")
    await said.shows("You cancelled it. Nobody can approve it any more.")
    await asked.shows("Cancelled by Dev Patel")
    await waits.shows("Nothing waits for you.")


async def test_every_button_of_the_home_is_answered(world: World) -> None:
    """Whatever it carries: an old one, a forged one, one that Slack opens no modal for any more."""
    alice = world.person("alice")
    home = await opens(alice, "As of")
    await home.clicks("Roles")
    roles = await alice.modal("Roles")
    await roles.shows("Annotator")
    await roles.closes()
    payload = last(world)
    for action_id, value in (("press:frobnicate", "{}"), ("turn:frobnicate:x", '{"u":null,"v":{}}'), ("menu", "x")):
        payload["actions"][0] |= {"action_id": action_id, "value": value}
        before = len(alice.dm)
        await world.slack.forge("interactive", payload)
        await world.slack.changes.until(lambda before=before: len(alice.dm) > before or None, 5)  # type: ignore[misc]  # its default is an int
        assert OUTDATED in alice.dm[-1]
