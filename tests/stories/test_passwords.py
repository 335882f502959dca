"""A temporary password: one direct message, and nowhere else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import LostAnswer, Status
from bot.simulator.slack.faults import Drop, Error, RateLimited
from tests.stories.acts import invites_with_a_password
from tests.stories.envelopes import the_message, the_password

if TYPE_CHECKING:
    from bot.simulator.slack.faults import Fault
    from tests.world import World


async def test_the_new_user_receives_it_by_direct_message(world: World) -> None:
    """Whoever asked sees that it went there, and not what it is."""
    alice, nia = world.person("alice"), world.person("nia")
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer")
    told = await alice.sees("nia@example.com was created.")
    assert "The temporary password went to Nia Newcomer by direct message." in told.text
    message = await the_message(world, nia)
    assert "Your account in Arize AX was created. Alice Okafor asked for it." in message.text
    assert "Sign in as nia@example.com with this temporary password; you choose your own then:" in message.text
    assert "nobody will ask you for it" in message.text
    assert the_password(world) not in " ".join(alice.messages + alice.dm)


async def test_whoever_asked_receives_it_for_people_who_are_not_in_this_slack(world: World) -> None:
    """A guest with that address does not count as the new user."""
    alice = world.person("alice")
    await invites_with_a_password(alice, "mia@partner.example", "Mia")
    told = await alice.sees("mia@partner.example was created.")
    assert (
        "mia@partner.example is not a full member of this Slack, so the temporary password went to you by direct "
        "message. Hand it over in private."
    ) in told.text
    await the_message(world, alice)


async def test_whoever_asked_can_choose_to_receive_it(world: World) -> None:
    """To hand it over themselves."""
    alice = world.person("alice")
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer", to="Me")
    told = await alice.sees("nia@example.com was created.")
    assert "The temporary password went to you by direct message. Hand it over in private." in told.text
    assert "Hand it over in private, as you chose to." in (await the_message(world, alice)).text
    assert world.person("nia").dm == []


async def test_what_is_not_sure_is_told_to_whoever_has_to_look(world: World) -> None:
    """Who asked is the one who may have it."""
    alice = world.person("alice")
    world.slack.faults.next("chat.update", Drop(after=True), times=4)
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer", to="Me")
    await alice.sees("reached you. Look at your direct messages with this app; if it is not there", within=15)


async def test_without_a_way_to_deliver_nothing_is_created(world: World) -> None:
    """The direct message is opened first."""
    alice = world.person("alice")
    world.slack.faults.next("conversations.open", Error("user_disabled"))
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer")
    await alice.sees("Slack takes no direct message to whoever is to receive the temporary password")
    await alice.sees("Nothing was created; choose another invitation.")
    assert world.calls("create_user") == 0


async def test_a_way_that_is_closed_for_a_moment_may_be_tried_again(world: World) -> None:
    """Trouble of Slack's own passes."""
    alice = world.person("alice")
    world.slack.faults.next("conversations.open", Error("fatal_error"))
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer")
    await alice.sees("Nothing was created; try again, or choose another invitation.")


async def test_without_a_message_to_put_it_in_nothing_is_created(world: World) -> None:
    """The message is posted first, without a password, so that it can be taken back wherever the bot ends."""
    alice = world.person("alice")
    world.slack.faults.next("chat.postMessage", Error("restricted_action"))
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer")
    await alice.sees("Slack takes no direct message to whoever is to receive the temporary password")
    assert world.calls("create_user") == 0


async def test_an_answer_that_got_lost_is_no_reason_to_give_up(world: World) -> None:
    """Putting the password into the message twice shows it once."""
    alice, nia = world.person("alice"), world.person("nia")
    world.slack.faults.next("chat.update", Drop(after=True))
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer")
    await alice.sees("The temporary password went to Nia Newcomer by direct message.")
    assert sum(the_password(world) in text for text in nia.dm) == 1


async def test_delivery_is_tried_again_where_slack_surely_did_not_take_it(world: World) -> None:
    """In memory, and the password arrives once."""
    alice, nia = world.person("alice"), world.person("nia")
    world.slack.faults.next("chat.update", Error("service_unavailable"))
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer")
    await the_message(world, nia)
    assert sum(the_password(world) in text for text in nia.dm) == 1


async def test_a_rate_limit_delays_delivery(world: World) -> None:
    """Slack's own Retry-After is kept to."""
    alice, nia = world.person("alice"), world.person("nia")
    world.slack.faults.next("chat.update", RateLimited(1))
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer")
    await the_message(world, nia)


async def test_a_password_that_cannot_be_delivered_is_dropped_and_that_is_said(world: World) -> None:
    """With what to do instead."""
    alice, nia = world.person("alice"), world.person("nia")
    world.slack.faults.next("chat.update", Error("restricted_action"), times=20)
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer")
    told = await alice.sees("could not be delivered to Nia Newcomer and was dropped", within=15)
    assert "Partly done" in told.text
    assert nia.dm == []
    await told.clicks("Resend invitation")
    await alice.modal("Resend invitation")


@pytest.mark.parametrize(("fault", "arrived"), [(Drop(after=True), 1), (Error("internal_error"), 0)])
async def test_where_slack_does_not_say_whether_it_took_it_nothing_is_sent_twice(
    world: World, fault: Fault, arrived: int
) -> None:
    """The person is asked to look; also where Slack failed, since it may have taken it before."""
    alice, nia = world.person("alice"), world.person("nia")
    world.slack.faults.next("chat.update", fault, times=4)
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer")
    await alice.sees("Slack did not say whether the temporary password reached Nia Newcomer", within=15)
    assert sum(the_password(world) in text for text in nia.dm) == arrived


async def test_a_message_that_no_password_came_into_goes_again(world: World) -> None:
    """At once, or where Slack keeps it, after the time that messages with a password have."""
    world.expects_errors = True
    alice, nia = world.person("alice"), world.person("nia")
    for refused in (False, True):
        world.arize.faults.next("create_user", Status(422, detail="not today"))
        if refused:
            world.slack.faults.next("chat.delete", Error("internal_error"), times=3)
        await invites_with_a_password(alice, f"nia{'2' * refused}@example.com", "Nia Newcomer")
        await alice.sees("not today")
        await world.settles()
    assert nia.dm == []
    assert world.events("password.empty_message_stays")


async def test_a_password_in_an_answer_that_got_lost_cannot_be_recovered(world: World) -> None:
    """The user is there; that is told as what it is, and nothing is created twice."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", LostAnswer())
    await invites_with_a_password(alice, "zoe@example.com", "Zoe")
    told = await alice.sees(
        "zoe@example.com is there, but Arize's answer was lost, and the temporary password is lost with it."
    )
    assert "It cannot be recovered." in told.text
    assert world.calls("create_user") == 1
    await told.clicks("Resend invitation")
    await alice.modal("Resend invitation")


async def test_the_notification_and_the_inspector_do_not_show_it(world: World) -> None:
    """Phones show notifications on locked screens; the demo's inspector shows every call."""
    alice = world.person("alice")
    await invites_with_a_password(alice, "zoe@example.com", "Zoe")
    await the_message(world, alice)
    titles = [entry["title"] for entry in world.slack.inspector.entries()]
    assert titles.index("chat.postMessage") < titles.index("chat.update")
    assert the_password(world) not in json.dumps(world.slack.inspector.entries())
