"""Whatever comes in has one line in the log at its end, by whichever door, and however it ended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.simulator.arize.faults import Hold, Status
from bot.simulator.slack.faults import Drop
from bot.slack.views.forms import PICKER
from tests.stories.acts import ASKED, deletes, opens_delete, opens_picker
from tests.stories.forging import last
from tests.stories.lists import confirms, pastes, results
from tests.stories.offices import approves, asks_for, reviews
from tests.stories.test_forged import a_form, breaks_us
from tests.stories.test_inviting_authors import invites_author

if TYPE_CHECKING:
    from tests.world import World


async def told(world: World) -> list[tuple[str, ...]]:
    """Door, command, outcome and reason of each line, in their order; the list begins anew."""
    await world.settles()
    lines = [
        tuple(line.get(name, "") for name in ("door", "command", "outcome", "reason"))
        for line in world.events("interaction.done")
    ]
    world.log.seek(0)
    world.log.truncate()
    return lines


async def test_a_command_and_the_form_that_it_opens(world: World) -> None:
    """Fields that are wrong are a line too; what the form could not do names why."""
    alice = world.person("alice")
    modal = await opens_delete(alice, "ada@example.com")
    assert await told(world) == [("slash", "delete", "ok", "")]
    modal.fill(ASKED, "nobody@example.com")
    await modal.submits()
    assert modal.errors
    assert await told(world) == [("form", "delete", "declined", "fields")]
    world.arize.faults.next("delete_user", Status(409))
    modal.fill(ASKED, "ada@example.com")
    await modal.submits()
    await alice.sees("Not done")
    assert await told(world) == [("form", "delete", "declined", "failed")]
    await deletes(alice, "ada@example.com")
    await alice.sees("was deleted for good")
    assert await told(world) == [("slash", "delete", "ok", ""), ("form", "delete", "ok", "")]


async def test_a_picker_and_what_is_clicked(world: World) -> None:
    """Typing in a picker is an interaction, with its answer as the ack."""
    alice = world.person("alice")
    modal = await opens_picker(alice, "get", "Show user")
    modal.choose("User", (await modal.search("User", "ada@"))[0])
    await modal.submits()
    await (await alice.sees("User id")).clicks("Reset password")
    await alice.modal("Reset password")
    assert await told(world) == [
        ("slash", "get", "ok", ""),
        ("suggestion", "get", "ok", ""),
        ("picker", "get", "ok", ""),
        ("action", "reset-password", "ok", ""),
    ]
    payload = last(world) | {"type": "view_submission"}
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": PICKER,
        "private_metadata": '{"c":"get","u":null,"e":null,"r":null,"s":{}}',
    }
    await world.slack.forge("interactive", {**payload, "view": {**view, "state": {"values": {}}}})
    assert await told(world) == [("picker", "", "declined", "fields")]


async def test_shortcuts_and_the_home(world: World) -> None:
    """The app's other tab asks for nothing, which is told at debug alone."""
    alice = world.person("alice")
    await alice.uses_shortcut("Manage AX users")
    await (await alice.modal("Manage AX users")).closes()
    await (await invites_author(alice, world.person("nia"))).closes()
    await alice.opens_home()
    assert await told(world) == [
        ("shortcut", "help", "ok", ""),
        ("message_shortcut", "create", "ok", ""),
        ("home", "", "ok", ""),
    ]
    await alice.opens_messages()
    await world.settles()
    (line,) = world.events("interaction.done")
    assert (line["door"], line["outcome"], line["level"]) == ("home", "ignored", "debug")


async def test_what_slack_tells_of_people(world: World) -> None:
    """Only that somebody left is news; everything else is told at debug alone."""
    world.slack.workspace.renames("ada", "Ada King")
    await world.slack.changes.until(lambda: world.events("interaction.done") or None, 5)
    assert [record["level"] for record in world.events("interaction.done")] == ["debug"]
    assert await told(world) == [("user_change", "", "ignored", "")]
    world.slack.workspace.deactivates("ada")
    await world.slack.changes.until(lambda: world.events("interaction.done") or None, 5)
    assert ("user_change", "", "ok", "") in await told(world)


async def test_decisions(office: World) -> None:
    """With the request and its command; who may not decide is refused."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks_for(dev)
    (request,) = (record["request"] for record in office.events("request.submitted"))
    modal = await reviews(carla)
    modal.choose("Decision", "Deny")
    await modal.submits()
    await modal.closes()
    await (await approves(carla)).shows("You approved it")
    await office.settles()
    lines = [line for line in office.events("interaction.done") if line["user"] == carla.id]
    assert {line["request"] for line in lines} == {request}
    assert sorted((line["door"], line.get("command", ""), line["outcome"]) for line in lines) == [
        ("action", "create", "ok"),
        ("action", "create", "ok"),
        ("review", "", "declined"),
        ("review", "create", "ok"),
    ]


async def test_many_at_once(world: World) -> None:
    """The line of a preview does not wait for the rows: those are the queue's."""
    alice = world.person("alice")
    modal = await pastes(alice, "bulk-create", "Zoe Quist <zoe@example.com>")
    await confirms(modal, "1 user will be created.")
    await results(alice, "bulk-create")
    assert await told(world) == [
        ("slash", "bulk-create", "ok", ""),
        ("form", "bulk-create", "ok", ""),
        ("preview", "bulk-create", "ok", ""),
    ]


async def test_what_nobody_takes(world: World) -> None:
    """A form of another age, a command that only the manifest has, an event that nobody asked for."""
    payload = await a_form(world)
    payload["view"] |= {"callback_id": "of another age", "private_metadata": "{}"}
    await told(world)
    await world.slack.forge("interactive", payload)
    await world.person("alice").types("/ax-user roles")
    await world.slack.forge("slash_commands", last(world) | {"command": "/ax-other"})
    event = {"type": "event_callback", "team_id": "T0SIM", "event": {"type": "message", "user": "U0ALICE"}}
    await world.slack.forge("events_api", event)
    assert sorted(await told(world)) == [
        ("slash", "roles", "ok", ""),
        ("unknown", "", "declined", "outdated"),
        ("unknown", "", "declined", "unhandled"),
        ("unknown", "", "ignored", "unhandled"),
    ]


async def test_a_refusal_says_what_kind(office: World) -> None:
    """No full member, by the policy, a stranger."""
    gus, carla = office.person("gus"), office.person("carla")
    await gus.types("/ax-user list")
    await gus.sees("Only full members")
    await carla.types("/ax-user list")
    await carla.sees("may use “list”")
    await office.slack.forge("slash_commands", last(office) | {"team_id": "T0ELSEWHERE"})
    assert [line[1:] for line in await told(office)] == [
        ("list", "refused", "not_a_member"),
        ("list", "refused", "policy"),
        ("list", "refused", "stranger"),
    ]


async def test_a_bug_has_its_line_too(world: World) -> None:
    """Under the reference that the person gets, beside the record with the traceback."""
    words = await breaks_us(world)
    await world.settles()
    (record,) = world.events("listener.failed")
    (line,) = [line for line in world.events("interaction.done") if line["outcome"] == "failed"]
    assert line["interaction"] == record["interaction"]
    assert line["interaction"] in words.text
    assert line["reason"] in record["exception"]


async def test_a_payload_that_names_nobody_is_a_bug_of_somebodys(world: World) -> None:
    """There is nobody to tell; it is acknowledged, and has its record and its line."""
    world.expects_errors = True
    await world.slack.forge("interactive", {"type": "shortcut", "callback_id": "manage", "user": None})
    assert [line[2:] for line in await told(world)] == [("failed", "TypeError")]


async def test_an_answer_that_reached_nobody_is_no_success(world: World) -> None:
    """Whatever was done for it."""
    world.expects_errors = True
    world.slack.faults.next("response_url", Drop())
    world.slack.faults.next("conversations.open", Drop())
    await world.person("alice").types("/ax-user roles")
    assert await told(world) == [("slash", "roles", "failed", "unheard")]


async def test_what_a_shutdown_cuts_off_says_so(world: World) -> None:
    """As a warning: somebody waits for an answer that does not come."""
    held = Hold()
    world.arize.faults.next("list_users", held)
    await world.person("alice").types("/ax-user list")
    await held.reached()
    assert await world.bot.background.drain(0.05) >= 1
    held.release()
    (line,) = [line for line in world.events("interaction.done") if line["outcome"] == "cut"]
    assert (line["level"], line["command"], line["reason"]) == ("warning", "list", "stopping")
    assert json.dumps(line).count("ms_") == 2


async def test_the_whole_time_holds_what_goes_on_after_the_ack(world: World) -> None:
    """The ack leaves at once, and the line comes when the answer has."""
    held = Hold()
    world.arize.faults.next("list_users", held)
    alice = world.person("alice")
    await alice.types("/ax-user delete ada@example.com")
    await held.reached()
    assert world.events("interaction.done") == []
    held.release()
    await (await alice.modal("Delete user")).shows("This is permanent.")
    await world.settles()
    (line,) = world.events("interaction.done")
    assert line["ms_ack"] < line["ms_total"]
    await (await opens_delete(alice, "ada@example.com")).closes()
