"""A message with a temporary password goes again: when it was saved, after a while, or when nothing came into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.request import Chore
from bot.simulator.slack.faults import Error
from bot.slack.views.presses import SAVED
from tests.stories.acts import invites_with_a_password
from tests.stories.envelopes import asked, the_message, the_password
from tests.stories.forging import a_click
from tests.stories.hours import comes_due
from tests.world import TRANSPORTS, open_world

if TYPE_CHECKING:
    from tests.world import World


async def test_saved_it_deletes_the_message(world: World) -> None:
    """The button is in the message; afterwards the password is nowhere."""
    alice = world.person("alice")
    await invites_with_a_password(alice, "zoe@example.com", "Zoe")
    message = await the_message(world, alice)
    await message.clicks("Saved it, delete this message")
    await world.settles()
    assert not any(the_password(world) in text for text in alice.dm)


async def test_a_message_that_slack_keeps_is_said_to_be_kept(world: World) -> None:
    """A click is never ignored."""
    alice = world.person("alice")
    await invites_with_a_password(alice, "zoe@example.com", "Zoe")
    message = await the_message(world, alice)
    world.slack.faults.next("chat.delete", Error("internal_error"))
    await message.clicks("Saved it, delete this message")
    await alice.sees("Slack did not delete the message. Delete it yourself, or try again in a minute.")


@pytest.mark.parametrize("code", ["cant_delete_message", "compliance_exports_prevent_deletion"])
async def test_a_workspace_that_keeps_all_messages_is_named(world: World, code: str) -> None:
    """Whoever has the password knows that it stays to be read; later tries would change nothing, so there are none."""
    world.expects_errors = True
    alice = world.person("alice")
    await invites_with_a_password(alice, "zoe@example.com", "Zoe")
    message = await the_message(world, alice)
    world.slack.faults.next("chat.delete", Error(code), times=9)
    await message.clicks("Saved it, delete this message")
    await alice.sees("This workspace does not let the app delete messages, so this one stays.")
    for _ in range(2):
        await comes_due(world, Chore.WITHDRAW)
        await world.sweeps()
    assert not message.is_gone
    await message.clicks("Saved it, delete this message")
    await alice.sees("If you still read a password in it, change it once you signed in")
    assert asked(world).count("chat.delete") == 1 + 1


async def test_saved_it_deletes_nothing_for_strangers_and_no_other_message(world: World) -> None:
    """Whoever clicks is let in first; a click that names a message without a password deletes nothing."""
    alice, payload = world.person("alice"), await a_click(world)
    await invites_with_a_password(alice, "zoe@example.com", "Zoe")
    message = await the_message(world, alice)
    payload["actions"][0] |= {"action_id": SAVED, "value": "x"}
    payload["container"] = {"type": "message", "channel_id": message.channel, "message_ts": message.ts}
    for person in ({"team_id": "T0ELSEWHERE"}, {"id": world.person("gus").id}):
        await world.slack.forge("interactive", {**payload, "user": payload["user"] | person})
        await world.settles()
    payload["container"]["message_ts"] = "1.000000"
    await world.slack.forge("interactive", payload)
    await alice.sees("so nothing was deleted")
    assert "chat.delete" not in asked(world)
    assert not message.is_gone


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_the_message_deletes_itself_after_a_while(transport: str) -> None:
    """Nobody has to think of it."""
    async with open_world(transport) as world:
        alice = world.person("alice")
        await invites_with_a_password(alice, "zoe@example.com", "Zoe")
        message = await the_message(world, alice)
        assert "deletes itself after" in message.text
        await comes_due(world, Chore.WITHDRAW)
        assert await world.slack.changes.until(lambda: message.is_gone or None, 5)
