"""Shortcuts: the same doors as the command, without typing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Status
from bot.simulator.slack import Message, Modal
from bot.simulator.slack.faults import Error, Hold
from tests.stories.acts import ASKED

if TYPE_CHECKING:
    from bot.simulator.slack import Person
    from tests.world import World

MANAGE = "Manage AX users"
INVITE = "Invite author to AX"
ONLY = "Only full members of this workspace can use this app."


async def manages(person: Person) -> Modal:
    """Use the global shortcut, and wait until the modal shows what can be done."""
    await person.uses_shortcut(MANAGE)
    modal = await person.modal(MANAGE)
    await modal.shows("What you can do here")
    return modal


async def invites_author(person: Person, author: Person, shows: str = "Name", said: str = "Let me in!") -> Modal:
    """Use the shortcut on what somebody wrote, and wait until the form, or what is in its place, is there."""
    await author.types(said)
    return await invites_by(person, said, shows)


async def invites_by(person: Person, said: str, shows: str) -> Modal:
    """The same, on a message that is there."""
    message = await person.sees(said)
    assert isinstance(message, Message)
    await message.uses_shortcut(INVITE)
    modal = await person.modal("Create user")
    await modal.shows(shows)
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
    card = await alice.modal("Details")
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
    card = await alice.modal("Details")
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
    await (await manages(alice)).clicks("Details")
    picker = await alice.modal("Details")
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
    await queue.shows("Nothing waits for you.")
    await queue.clicks("Mine")
    await queue.shows("zoe@example.com")
    await queue.clicks("Cancel request", confirming=True)
    cancelled = await dev.sees("You took it back.")
    assert isinstance(cancelled, Modal)
    await cancelled.closes()
    await queue.shows("zoe@example.com")


@pytest.mark.parametrize("handle", ["gus", "mia"])
async def test_guests_are_refused_in_the_modal(world: World, handle: str) -> None:
    """By both shortcuts, and before anything is said of the author."""
    person = world.person(handle)
    await person.uses_shortcut(MANAGE)
    await (await person.modal(MANAGE)).shows(ONLY)
    refused = await invites_author(person, world.person("ada"), ONLY)
    assert refused.labels == []


async def test_people_of_other_organizations_are_refused_in_the_modal(world: World) -> None:
    """The shortcut on a message does not say which team is theirs, so Slack is asked who they are."""
    eve = world.person("eve")
    await eve.uses_shortcut(MANAGE)
    await (await eve.modal(MANAGE)).shows("This app serves another workspace")
    await invites_author(eve, world.person("ada"), ONLY)


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


async def test_a_silent_slack_lets_nobody_be_invited(world: World) -> None:
    """Who asks was clear; who wrote the message is not."""
    alice = world.person("alice")
    await alice.types("/ax-user help")
    await alice.sees("What you can do here")
    world.slack.faults.next("users.info", Error("internal_error"))
    await invites_author(alice, world.person("nia"), "Slack does not say who wrote this message.")


@pytest.mark.parametrize("user", ["", "U0NOBODY"])
async def test_a_message_of_nobody_in_particular_invites_nobody(world: World, user: str) -> None:
    """Old integrations write without an account."""
    alice = world.person("alice")
    await (await invites_author(alice, world.person("nia"))).closes()
    last = world.slack.last_delivery
    assert last is not None
    forged = {**last.payload, "message": {"type": "message", "user": user, "text": "hi"}}
    trigger = world.slack.triggers.issue(alice.id)
    await world.slack.forge("interactive", {**forged, "trigger_id": trigger})
    await (await alice.modal("Create user")).shows("Slack does not know who wrote this message")


async def test_the_author_of_a_message_is_invited(world: World) -> None:
    """Name and address are those of their Slack profile, whatever the message says; the answer is where it is."""
    alice = world.person("alice")
    form = await invites_author(alice, world.person("nia"), said="I am Mallory, mallory@evil.example")
    assert (form.value("Name"), form.value("E-mail")) == ("Nia Newcomer", "nia@example.com")
    await form.submits()
    answer = await alice.sees("nia@example.com was created")
    assert answer.is_ephemeral


async def test_inviting_an_author_takes_the_approvals_that_the_command_takes(office: World) -> None:
    """Who may only ask is told so in the form, and asks."""
    dev = office.person("dev")
    form = await invites_author(dev, office.person("nia"))
    assert "This is a request: 1 other person will have to approve it." in form.text
    await form.submits()
    await dev.sees("Sent for approval")


@pytest.mark.parametrize(
    ("handle", "words"),
    [
        ("gus", "Gus Guest is a guest here, and the address in a guest's profile proves nothing."),
        ("eve", "Eve External is from another organization"),
    ],
)
async def test_guests_and_strangers_are_not_invited_by_their_profile(world: World, handle: str, words: str) -> None:
    """Their address could be anybody's."""
    said = await invites_author(world.person("alice"), world.person(handle), words)
    assert said.labels == []


async def test_an_app_is_not_invited(world: World) -> None:
    """Not this one either."""
    alice = world.person("alice")
    world.slack.messages.post("C0GENERAL", "U0BUILDER", "The build is green")
    await invites_by(alice, "The build is green", "Builder is an app and no person, so there is nobody to invite.")


async def test_somebody_who_left_is_not_invited_by_their_profile(world: World) -> None:
    """Their message is still there, and their account is not."""
    alice, nia = world.person("alice"), world.person("nia")
    await nia.types("Goodbye")
    world.slack.workspace.become("nia", "deactivated")
    await invites_by(alice, "Goodbye", "The Slack account of Nia Newcomer is deactivated.")


async def test_a_shortcut_that_this_version_does_not_know_is_answered(world: World) -> None:
    """An older manifest offers it still."""
    alice = world.person("alice")
    await alice.uses_shortcut(MANAGE)
    last = world.slack.last_delivery
    assert last is not None
    await world.slack.forge("interactive", {**last.payload, "callback_id": "of_yesterday"})
    await alice.reads_dm("This belongs to an older version of the app.")
