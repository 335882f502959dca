"""Payloads that no client of ours sends: old, forged, from elsewhere. Each is answered, and none does anything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.commands import discover
from tests.stories.acts import ASKED, opens_delete
from tests.stories.forging import a_click, last
from tests.world import open_world

if TYPE_CHECKING:
    from bot.simulator.slack import Message
    from tests.world import World

CHANGING = [command.name for command in discover() if command.changes]
ZOE = {"email": "zoe@example.com", "name": "Zoe", "role": "MEMBER", "invite_mode": "EMAIL_LINK", "developer": "default"}
"""What a forged button may carry: enough to create somebody."""
OUTDATED = "This belongs to an older version of the app. Type the command again."


async def a_form(world: World) -> dict[str, Any]:
    """A real payload of a form of Alice's that deletes, with the wrong address."""
    alice = world.person("alice")
    modal = await opens_delete(alice, "ada@example.com")
    modal.fill(ASKED, "nobody@example.com")
    await modal.submits()
    return last(world)


@pytest.mark.parametrize(
    ("action_id", "value"),
    [
        ("press:frobnicate", '{"u":null,"v":{}}'),
        ("press:roles", "not JSON"),
        ("press:roles", '{"u":1}'),
        ("something:else", "x"),
    ],
)
async def test_a_button_that_this_version_does_not_know(world: World, action_id: str, value: str) -> None:
    """It says so; it is not ignored."""
    payload = await a_click(world)
    payload["actions"][0] |= {"action_id": action_id, "value": value}
    await world.slack.forge("interactive", payload)
    await world.person("alice").sees(OUTDATED)


@pytest.mark.parametrize("command", [*CHANGING, "get"])
async def test_a_page_that_is_turned_of_what_has_no_pages(world: World, command: str) -> None:
    """No command that changes something runs by way of a button for the next page, whoever may do it at once."""
    payload, ada = await a_click(world), world.arize.account.user("ada@example.com")
    assert ada is not None
    user = None if command in {"create", "get"} else ada.id
    value = json.dumps({"u": user, "v": ZOE if command == "create" else {}})
    payload["actions"][0] |= {"action_id": f"turn:{command}:older", "value": value}
    before = len(world.arize.calls)
    await world.slack.forge("interactive", payload)
    await world.person("alice").sees(OUTDATED)
    assert len(world.arize.calls) == before


async def test_a_menu_entry_without_a_choice(world: World) -> None:
    """As above."""
    payload = await a_click(world)
    payload["actions"][0] |= {"action_id": "menu"}
    await world.slack.forge("interactive", payload)
    await world.person("alice").sees(OUTDATED)


@pytest.mark.parametrize("callback_id", ["form", "picker", "of another age"])
async def test_a_form_that_this_version_does_not_know(world: World, callback_id: str) -> None:
    """Its metadata is not ours; the person hears of it by direct message, where there is no other way."""
    payload = await a_form(world)
    payload["view"] |= {"callback_id": callback_id, "private_metadata": "{}"}
    await world.slack.forge("interactive", payload)
    await world.person("alice").reads_dm(OUTDATED)


async def test_a_deletion_that_names_nobody(world: World) -> None:
    """An empty address confirms nothing, and without a user there is nobody to delete."""
    payload = await a_form(world)
    state = json.loads(payload["view"]["private_metadata"]) | {"u": None}
    payload["view"]["private_metadata"] = json.dumps(state)
    payload["view"]["state"]["values"]["confirm_email"]["value"]["value"] = "ada@example.com"
    await world.slack.forge("interactive", payload)
    await world.person("alice").sees("The form did not say whom it is about.")
    assert world.calls("delete_user") == 0


async def test_a_form_whose_confirmed_address_is_not_the_users(world: World) -> None:
    """What was confirmed is compared with what the API says, not with what the form says."""
    payload = await a_form(world)
    state = json.loads(payload["view"]["private_metadata"]) | {"e": "ben@example.com"}
    payload["view"]["private_metadata"] = json.dumps(state)
    payload["view"]["state"]["values"]["confirm_email"]["value"]["value"] = "ben@example.com"
    await world.slack.forge("interactive", payload)
    await world.person("alice").sees("address changed since the form was opened, so nothing was done")
    assert world.calls("delete_user") == 0


async def test_a_form_sent_in_the_name_of_a_member(world: World) -> None:
    """The policy is asked about whoever sends it."""
    payload = await a_form(world)
    carla = world.person("carla")
    payload["user"]["id"] = carla.id
    payload["view"]["state"]["values"]["confirm_email"]["value"]["value"] = "ada@example.com"
    await world.slack.forge("interactive", payload)
    await world.settles()
    assert world.calls("delete_user") == 0


async def test_a_click_from_another_workspace(world: World) -> None:
    """Whoever it says it is."""
    payload = await a_click(world)
    payload["user"]["team_id"] = "T0ELSEWHERE"
    await world.slack.forge("interactive", payload)
    await world.person("alice").sees("This app serves another workspace, so it cannot act for you.")


@pytest.mark.parametrize(("handle", "what"), [("dora", "deactivated account"), ("builder", "bot"), ("gus", "guest")])
async def test_a_click_of_somebody_who_is_no_full_member(world: World, handle: str, what: str) -> None:
    """Deactivated people and bots cannot click; a payload that says so is refused all the same."""
    payload = await a_click(world)
    payload["user"]["id"] = world.slack.workspace.person(handle).id
    await world.slack.forge("interactive", payload)
    await world.person("alice").sees(f"Only full members of this workspace can use this app. You are a {what}.")


async def test_somebody_whom_slack_does_not_know(world: World) -> None:
    """Nobody is let in on a guess."""
    payload = await a_click(world)
    payload["user"]["id"] = "U0NOBODY"
    await world.slack.forge("interactive", payload)
    await world.person("alice").sees("This workspace does not know you, so nothing was done.")


async def test_a_response_url_that_is_not_slacks_is_not_used(world: World) -> None:
    """The answer goes by direct message instead of to a stranger's server."""
    payload = await a_click(world)
    payload["response_url"] = "https://attacker.example/collect"
    await world.slack.forge("interactive", payload)
    await world.person("alice").reads_dm("Annotator")


async def test_turning_to_a_page_that_the_api_does_not_know(world: World) -> None:
    """Arize's words are shown, and the page on the screen stays."""
    alice = world.person("alice")
    await alice.types("/ax-user list")
    page = await alice.sees("Oldest first")
    await page.clicks("Newer")
    await alice.sees("page 2")
    payload = last(world)
    payload["actions"][0]["value"] = '{"u":null,"v":{"cursors":["made up"]}}'
    await world.slack.forge("interactive", payload)
    await alice.sees("Arize did not accept this:")


async def test_an_event_that_nobody_asked_for(world: World) -> None:
    """It is taken note of, and nothing breaks."""
    event = {"type": "event_callback", "team_id": "T0SIM", "event": {"type": "message", "user": "U0ALICE"}}
    await world.slack.forge("events_api", event)
    assert world.events("request.unhandled")


async def test_a_command_that_the_manifest_has_and_the_bot_has_not(world: World) -> None:
    """The operator's mistake is explained to the person."""
    await world.person("alice").types("/ax-user roles")
    answer = await world.slack.forge("slash_commands", last(world) | {"command": "/ax-other"})
    assert "This app does not know that command." in json.dumps(answer.body)


async def test_a_form_without_its_fields(world: World) -> None:
    """As an older form is."""
    payload = await a_form(world)
    del payload["view"]["state"]
    await world.slack.forge("interactive", payload)
    await world.person("alice").reads_dm(OUTDATED)


async def breaks_us(world: World) -> Message:
    """Send a form that no listener can read; what Alice is told."""
    world.expects_errors = True
    payload = await a_form(world)
    payload["view"]["private_metadata"] = '{"c":"update","u":"x","e":"x","r":null,"s":[]}'
    payload["view"]["state"]["values"]["field:name"] = {"value": {"value": "Ada"}}
    await world.slack.forge("interactive", payload)
    return await world.person("alice").reads_dm("Give its operator the reference ")


async def test_a_form_that_breaks_us_gives_a_reference(world: World) -> None:
    """Nothing is swallowed: the log has the traceback, the person the reference to it."""
    told = await breaks_us(world)
    (record,) = world.events("listener.failed")
    assert record["interaction"] in told.text
    assert "Traceback" in record["exception"]


@pytest.mark.parametrize(
    ("sign_with", "timestamp"), [("another secret", None), ("", None), (None, "1600000000"), (None, "tomorrow")]
)
async def test_unsigned_and_replayed_requests_are_refused(sign_with: str | None, timestamp: str | None) -> None:
    """Over HTTP: the signature covers the body and its time, and five minutes are the limit."""
    async with open_world("http") as world:
        alice = world.person("alice")
        await alice.types("/ax-user roles")
        await alice.sees("Annotator")
        arrived = len(world.events("interaction.arrived"))
        answer = await world.slack.forge("slash_commands", last(world), sign_with=sign_with, timestamp=timestamp)
        assert answer.status == 401
        assert len(world.events("interaction.arrived")) == arrived
