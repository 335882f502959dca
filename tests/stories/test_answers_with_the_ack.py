"""What needs nobody's answer is said with the ack, to whoever is remembered; by the same rules as everything else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.slack.listeners import UNKNOWN_COMMAND
from tests.monitor.scraping import scraped
from tests.world import TRANSPORTS, open_world

if TYPE_CHECKING:
    from bot.simulator.slack import Message, Modal, Person
    from tests.world import World

HELP = "What you can do here"


async def helped(world: World, person: Person, text: str = "help") -> Message | Modal:
    """What they see of it, on a screen that was empty."""
    person.client.reload()
    await person.types(f"/ax-user {text}")
    shown = await person.sees(HELP)
    await world.settles()
    return shown


def sent(world: World) -> list[str]:
    """The methods by which the bot called Slack, oldest first."""
    return [entry["title"] for entry in world.slack.inspector.entries() if entry["direction"] == "app→slack"]


async def test_whoever_is_remembered_is_helped_with_the_ack(office: World) -> None:
    """By user groups as well: nothing is asked of Slack, nothing is sent besides, and it is the same help."""
    dev = office.person("dev")
    first = (await helped(office, dev)).text
    asked = sent(office)
    assert {"users.info", "usergroups.users.list", "response_url"} <= set(asked)
    again = await helped(office, dev)
    assert sent(office) == asked
    assert again.text == first
    assert len(dev.ephemerals) == 1


async def test_its_buttons_are_buttons(world: World) -> None:
    """They lead where those of any other answer do."""
    alice = world.person("alice")
    await helped(world, alice)
    shown = await helped(world, alice)
    await shown.clicks("Roles")
    await alice.sees("Annotator")


async def test_it_is_one_ack_and_one_interaction(office: World) -> None:
    """In the log's line and in the metrics, as if it had been sent by itself."""
    alice = office.person("alice")
    await helped(office, alice)
    await helped(office, alice)
    seen = await scraped(office)
    assert seen.value("acks_total", door="slash") == 2
    assert seen.value("interactions_total", door="slash", command="help", outcome="ok") == 2
    assert seen.value("slack_calls_total", method="response_url", status="ok") == 1
    lines = office.events("interaction.done")
    assert [(line["command"], line["outcome"]) for line in lines] == [("help", "ok")] * 2
    assert all(0 < line["ms_ack"] <= line["ms_total"] for line in lines)


async def test_a_delivery_that_comes_again_has_the_same_answer(world: World) -> None:
    """Slack sends an envelope again whose ack it did not get."""
    alice = world.person("alice")
    await helped(world, alice)
    first = await world.slack.redeliver_last()
    again = await world.slack.redeliver_last()
    assert again == first
    assert first.body["response_type"] == "ephemeral"
    assert HELP in str(first.body["blocks"])


async def test_a_word_that_is_no_command_is_named_with_the_ack(world: World) -> None:
    """With what was meant, each time anew."""
    alice = world.person("alice")
    await helped(world, alice)
    asked = sent(world)
    for word in ("creat", "delet"):
        shown = await helped(world, alice, word)
        assert f"There is no command “{word}”. Did you mean {word}e" in shown.text
    assert sent(world) == asked


async def test_what_was_typed_wrongly_is_told_after_the_ack(world: World) -> None:
    """Also where it is clear at once: what is no answer takes the way of all troubles."""
    alice = world.person("alice")
    await helped(world, alice)
    await alice.types("/ax-user roles please")
    await alice.sees("“roles” takes nothing after it")
    await world.settles()
    assert world.events("interaction.done")[-1]["outcome"] == "declined"


@pytest.mark.parametrize("handle", ["gus", "eve"])
async def test_strangers_are_refused_however_well_they_are_remembered(world: World, handle: str) -> None:
    """Guests and people of other organizations, each time, and each time it is written down."""
    stranger = world.person(handle)
    for _ in range(3):
        stranger.client.reload()
        await stranger.types("/ax-user help")
        await stranger.sees("use this app" if handle == "gus" else "cannot act for you")
        await world.settles()
    assert [line["outcome"] for line in world.events("interaction.done")] == ["refused"] * 3


async def test_a_payload_of_another_workspace_gets_no_answer_with_its_ack(world: World) -> None:
    """Even where it names somebody who is remembered."""
    alice = world.person("alice")
    await helped(world, alice)
    payload = dict(last(world), team_id="T0ELSEWHERE")
    answer = await world.slack.forge("slash_commands", payload)
    assert answer.ok
    assert not answer.body
    await alice.sees("This app serves another workspace")


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_who_is_not_remembered_any_more_is_asked_for_first(transport: str) -> None:
    """The ack waits for nothing: the answer comes after it."""
    async with open_world(transport, shorter={"directory_ttl": timedelta(0)}) as world:
        alice = world.person("alice")
        await helped(world, alice)
        await helped(world, alice)
        assert sent(world).count("response_url") == sent(world).count("users.info") == 2


async def test_somebody_who_left_is_helped_no_longer_than_they_are_remembered() -> None:
    """As at any other door that only reads."""
    async with open_world(shorter={"directory_ttl": timedelta(milliseconds=1)}) as world:
        carla = world.person("carla")
        await helped(world, carla)
        world.person("alice").client.deactivate(carla.id)
        answer = await world.slack.forge("slash_commands", last(world))
        assert not answer.body


async def test_a_command_of_somebody_else_has_its_words_in_the_ack(world: World) -> None:
    """As before: the manifest has it, and this app does not."""
    await helped(world, world.person("alice"))
    answer = await world.slack.forge("slash_commands", dict(last(world), command="/another"))
    assert UNKNOWN_COMMAND in str(answer.body)


def last(world: World) -> dict[str, Any]:
    """The last slash command that was delivered."""
    delivery = world.slack.courier.last
    assert delivery is not None
    assert "command" in delivery.payload
    return delivery.payload
