"""The shortcut on a message: whoever wrote it is invited, by what Slack says of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.simulator.slack import Message
from bot.simulator.slack.faults import Error

if TYPE_CHECKING:
    from bot.simulator.slack import Modal, Person
    from tests.world import World

INVITE = "Invite author to AX"
ONLY = "Only full members of this workspace can use this app."


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


@pytest.mark.parametrize("handle", ["gus", "mia", "eve"])
async def test_guests_and_strangers_invite_nobody(world: World, handle: str) -> None:
    """Nothing is said of the author; the payload does not tell whose team is which, so Slack is asked who they are."""
    refused = await invites_author(world.person(handle), world.person("ada"), ONLY)
    assert refused.labels == []


async def test_an_author_without_an_address_is_not_invited(world: World) -> None:
    """What they wrote may hold one, and proves nothing."""
    alice, dev = world.person("alice"), world.person("dev")
    world.slack.workspace.people[dev.id] = replace(dev.client.person, email=None)
    said = await invites_author(alice, dev, "Slack shows no e-mail address for Dev Patel.", "I am dev@example.com")
    assert said.labels == []
