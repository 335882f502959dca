"""Signed payloads that claim what is not so: another person, another button, another form, an option of nobody's."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from bot.slack.views.presses import SAVED
from tests.abuse.test_again import written
from tests.abuse.tour import day, office
from tests.stories.acts import opens_create
from tests.stories.offices import TO_CONFIRM, asks_for, asks_to_delete, card_of, reviews
from tests.world import BAD_LEVELS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.simulator.slack import Person
    from tests.world import World

Payload = dict[str, Any]
STRANGERS = ("dev", "nia", "gus", "mia", "eve", "dora", "builder", "U0NOBODY")
"""Who asked, a member without a role, guests, somebody from elsewhere, a deactivated account, a bot, nobody."""


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with office() as opened:
        yield opened
        await opened.settles()
        bad = [record for record in opened.records() if record["level"] in BAD_LEVELS]
        assert [record for record in bad if record["event"] != "reply.lost"] == []


def filled(world: World, person: Person) -> Payload:
    """What Slack would send for the modal that is open, which is not sent."""
    (view,) = world.slack.views.stack(person.id)
    return deepcopy(world.slack.payloads.submission(person.client.person, view, ""))


def by(world: World, payload: Payload, handle: str, number: int = 0) -> Payload:
    """The same in somebody else's name; a form is another one each time."""
    people = {each.handle: each for each in world.slack.workspace.people.values()}
    who = people.get(handle)
    forged = deepcopy(payload)
    forged["user"] |= {"id": who.id if who else handle, "team_id": who.team_id if who else "T0SIM"}
    if "view" in forged and "container" not in forged:
        forged["view"]["id"] = f"V0FORGED{handle}{number}"
    return forged


async def takes(world: World, payload: Payload) -> None:
    answer = await world.slack.forge("interactive", payload)
    assert answer.status == 200
    await world.settles()


async def test_nobody_approves_whom_the_policy_does_not_name(world: World) -> None:
    """The very form of an approver, in the name of each of them; in the approver's own it counts."""
    await asks_to_delete(world.person("dev"))
    carla = world.person("carla")
    modal = await reviews(carla, "ada@example.com")
    modal.choose("Decision", "Approve")
    modal.fill(TO_CONFIRM, "ada@example.com")
    payload = filled(world, carla)
    for handle in STRANGERS:
        await takes(world, by(world, payload, handle))
    assert written(world) == []
    await modal.submits()
    await modal.shows("Your approval counts: 1 of 2.")


async def test_who_asked_does_not_approve_as_one_of_the_approvers(world: World) -> None:
    """Carla is a lead, and asked for it herself; an approver's id in the payload is nobody's signature."""
    carla, ben = world.person("carla"), world.person("ben")
    await asks_for(carla)
    modal = await reviews(ben)
    modal.choose("Decision", "Approve")
    payload = filled(world, ben) | {"approver": ben.id, "user_id": ben.id}
    payload["view"]["user"] = ben.id
    await takes(world, by(world, payload, "carla"))
    assert written(world) == []
    await modal.submits()
    await modal.shows("You approved it")


async def test_nobody_cancels_what_another_asked_for(world: World) -> None:
    """The button of whoever asked, clicked by each of them."""
    dev = world.person("dev")
    await asks_for(dev)
    waiting = await dev.sees("Sent for approval")
    card = await card_of(world.person("carla"))
    await card.clicks("Review")
    last = world.slack.last_delivery
    assert last is not None
    click = deepcopy(last.payload)
    click["actions"][0]["action_id"] = "request:cancel"
    for handle in ("carla", "nia", "gus", "eve", "dora", "U0NOBODY"):
        await takes(world, by(world, click, handle))
    assert "Takes 1 approval." in card.text
    await waiting.clicks("Cancel request", confirming=True)
    await world.person("carla").reads_dm("Cancelled by Dev")


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("field:role", "ROOT"),
        ("field:role", "admin"),
        ("field:role", "CUSTOM"),
        ("field:invite_mode", "NOBODY"),
        ("field:developer", "always"),
        ("field:recipient", "everybody"),
        ("field:place", "org:none"),
    ],
)
async def test_an_option_that_was_never_offered(world: World, block: str, value: str) -> None:
    """It comes back at its field, or to whoever sent it; nobody is created with it."""
    alice = world.person("alice")
    modal = await opens_create(alice, "zoe@example.com")
    modal.fill("Name", "Zoe")
    payload = filled(world, alice)
    payload["view"]["state"]["values"].setdefault(block, {})["value"] = {"selected_option": {"value": value}}
    await takes(world, payload)
    assert written(world) == []


async def test_every_button_under_every_other_buttons_name(world: World) -> None:
    """And every form with what every other one carries: nothing is done that was not done already."""
    kept = [each.delivery.payload for each in await day(world)]
    clicks = {each["actions"][0]["action_id"]: each for each in kept if each.get("type") == "block_actions"}
    forms = {each["view"]["callback_id"]: each for each in kept if each.get("type") == "view_submission"}
    assert (len(clicks), len(forms)) > (12, 5)
    done, users = written(world), world.arize.account.users
    for name in clicks.keys() - {SAVED}:
        for click in clicks.values():
            forged = deepcopy(click)
            forged["actions"][0]["action_id"] = name
            await takes(world, forged)
    for number, (name, form) in enumerate(forms.items()):
        for other, whose in forms.items():
            if other != name:
                forged = by(world, form, "alice", number)
                forged["view"]["private_metadata"] = whose["view"]["private_metadata"]
                await takes(world, forged)
    assert written(world) == done
    assert world.arize.account.users == users


@pytest.mark.parametrize("name", ["field:name", "field:reason", "field:email"])
async def test_half_a_character(world: World, name: str) -> None:
    """JSON can carry one, and nothing else can: it is told at its field, and goes no further."""
    alice = world.person("alice")
    modal = await opens_create(alice, "zoe@example.com")
    modal.fill("Name", "Zoe")
    modal.fill("Reason", "Because")
    payload = filled(world, alice)
    payload["view"]["state"]["values"][name]["value"]["value"] = "zo\ud800e@example.com"
    answer = await world.slack.forge("interactive", payload)
    assert list(answer.body["errors"]) == [name]
    assert written(world) == []
