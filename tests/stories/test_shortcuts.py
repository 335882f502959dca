"""The global shortcut: what help shows, from anywhere and without typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Status
from bot.simulator.slack import Modal
from bot.simulator.slack.faults import Hold
from tests.stories.acts import ASKED

if TYPE_CHECKING:
    from bot.simulator.slack import Person
    from tests.world import World

MANAGE = "Manage AX users"
ONLY = "Only full members of this workspace can use this app."


async def manages(person: Person) -> Modal:
    """Use the global shortcut, and wait until the modal shows what can be done."""
    await person.uses_shortcut(MANAGE)
    modal = await person.modal(MANAGE)
    await modal.shows("What you can do here")
    return modal


async def test_the_global_shortcut_opens_what_help_shows(world: World) -> None:
    """With the buttons that are theirs, and no word in any channel."""
    modal = await manages(world.person("alice"))
    assert {"List users", "Create user", "Who am I"} <= set(modal.buttons)
    modal = await manages(world.person("dev"))
    assert "List users" not in modal.buttons
    assert world.person("alice").messages == []


async def test_what_is_clicked_there_opens_over_it(world: World) -> None:
    """A list with its pages, a user of it, and back again to where one was."""
    alice = world.person("alice")
    first = await manages(alice)
    await first.clicks("List users")
    listed = await alice.modal("List users")
    oldest = world.arize.account.users
    await listed.shows(oldest[0].email)
    await listed.clicks("Newer")
    await listed.shows("page 2")
    await listed.picks("Details", near=oldest[10].email)
    card = await alice.modal("Show user")
    await card.shows("User id")
    await card.closes()
    await listed.shows("page 2")
    await listed.closes()
    assert "What you can do here" in first.text
    assert alice.messages == []


async def test_the_fourth_modal_takes_the_place_of_the_third(world: World) -> None:
    """Slack stacks three; deleting somebody from there asks for the address as everywhere."""
    alice = world.person("alice")
    await (await manages(alice)).clicks("List users")
    listed = await alice.modal("List users")
    await listed.shows("alice@example.com")
    await listed.picks("Details", near="ada@example.com")
    card = await alice.modal("Show user")
    await card.shows("User id")
    await card.clicks("Delete user")
    form = await alice.modal("Delete user")
    await form.shows("This is permanent.")
    form.fill(ASKED, "ada@example.com")
    await form.submits()
    await alice.reads_dm("was deleted for good")
    assert not listed.is_open


async def test_a_form_from_there_is_answered_by_direct_message(world: World) -> None:
    """A global shortcut has no channel to answer in, and closing every modal must not lose the receipt."""
    alice = world.person("alice")
    await (await manages(alice)).clicks("Create user")
    form = await alice.modal("Create user")
    await form.shows("Name")
    form.fill("Name", "Zoe Quist")
    form.fill("E-mail", "zoe@example.com")
    await form.submits()
    await alice.reads_dm("zoe@example.com was created")
    assert alice.ephemerals == []


async def test_a_picker_from_there_shows_its_user_in_its_place(world: World) -> None:
    """Looking at somebody stays in the modal."""
    alice = world.person("alice")
    await (await manages(alice)).clicks("Show user")
    picker = await alice.modal("Show user")
    await picker.shows("User")
    await picker.search("User", "ada@")
    picker.choose("User", "ada@example.com")
    await picker.submits()
    await picker.shows("Ada Byron")
    assert alice.messages == []


async def test_a_request_is_cancelled_from_there(office: World) -> None:
    """What became of it is said over the list that it was cancelled from."""
    dev = office.person("dev")
    await (await manages(dev)).clicks("Create user")
    form = await dev.modal("Create user")
    await form.shows("This is a request")
    form.fill("Name", "Zoe Quist")
    form.fill("E-mail", "zoe@example.com")
    await form.submits()
    await dev.reads_dm("Sent for approval")
    await (await manages(dev)).clicks("Requests")
    queue = await dev.modal("Requests")
    await queue.shows("No request waits for your decision.")
    await queue.shows("zoe@example.com")
    await queue.clicks("Cancel request", confirming=True)
    cancelled = await dev.sees("You cancelled it.")
    assert isinstance(cancelled, Modal)
    await cancelled.closes()
    await queue.shows("zoe@example.com")


@pytest.mark.parametrize(
    ("handle", "words"), [("gus", ONLY), ("mia", ONLY), ("eve", "This app serves another workspace")]
)
async def test_strangers_are_refused_in_the_modal(world: World, handle: str, words: str) -> None:
    """Nothing else is said there."""
    person = world.person(handle)
    await person.uses_shortcut(MANAGE)
    refused = await person.modal(MANAGE)
    await refused.shows(words)
    assert refused.buttons == []


async def test_trouble_there_is_said_there(world: World) -> None:
    """A page that does not come leaves words in its place."""
    alice = world.person("alice")
    await (await manages(alice)).clicks("List users")
    listed = await alice.modal("List users")
    await listed.shows("Newer")
    world.arize.faults.next("list_users", Status(429, retry_after=2))
    world.arize.faults.next("list_users", Status(403))
    await listed.clicks("Newer")
    await listed.shows("Arize asks for patience")
    await listed.shows("needs USER_READ")


async def test_trouble_after_the_modal_was_closed_is_told_by_direct_message(world: World) -> None:
    """Nobody waits in vain."""
    alice = world.person("alice")
    silence = Hold()
    world.slack.faults.next("users.info", silence, times=2)
    await alice.uses_shortcut(MANAGE)
    await silence.reached()
    await (await alice.modal(MANAGE)).closes()
    silence.release()
    await alice.reads_dm("Slack does not say who you are")


async def test_a_shortcut_that_this_version_does_not_know_is_answered(world: World) -> None:
    """An older manifest offers it still."""
    alice = world.person("alice")
    await alice.uses_shortcut(MANAGE)
    last = world.slack.last_delivery
    assert last is not None
    await world.slack.forge("interactive", {**last.payload, "callback_id": "of_yesterday"})
    await alice.reads_dm("This belongs to an older version of the app.")
