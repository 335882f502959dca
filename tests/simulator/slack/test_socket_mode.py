"""Socket Mode: greetings, acks, redelivery and farewells, seen by a plain WebSocket client and by Bolt."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
import websockets

from bot.simulator.slack import Drop, Unanswered, slack_simulator
from tests.simulator.slack.an_app import a_manifest, socket_mode
from tests.simulator.slack.links import Json, a_connection, a_url, acknowledge, heard

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp
    from websockets import ClientConnection

    from bot.simulator.slack import SlackSimulator


async def test_the_greeting_counts_connections(slack: SlackSimulator) -> None:
    """And says where one is connected."""
    async with a_connection(slack), websockets.connect(await a_url(slack), proxy=None) as second:
        hello = await heard(second)
    assert (hello["num_connections"], hello["connection_info"]) == (2, {"app_id": "A0SIM"})
    assert hello["debug_info"]["host"]


async def test_an_envelope_is_acknowledged_by_its_id(slack: SlackSimulator) -> None:
    """With a payload where it accepts one; other messages are passed over."""
    async with a_connection(slack) as socket:
        typing = asyncio.create_task(slack.person("alice").types("/try it"))
        envelope = await heard(socket)
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
        assert "retry_attempt" not in envelope
        await socket.send(json.dumps({"type": "noise"}))
        await acknowledge(socket, envelope, payload={"text": "taken"})
        await typing
        await acknowledge(socket, envelope, payload={"text": "taken twice"})
    assert slack.person("alice").ephemerals == ["taken"]


async def test_a_url_is_good_for_one_connection(slack: SlackSimulator) -> None:
    """And none is made up."""
    url = await a_url(slack)
    async with websockets.connect(url, proxy=None):
        for used in (url, url.partition("?")[0]):
            with pytest.raises(websockets.InvalidStatus):
                await websockets.connect(used, proxy=None)


async def test_ten_connections_are_the_most(slack: SlackSimulator) -> None:
    """The eleventh is sent away."""
    sockets = [await websockets.connect(await a_url(slack), proxy=None) for _ in range(10)]
    for socket in sockets:
        assert (await heard(socket))["type"] == "hello"
    async with websockets.connect(await a_url(slack), proxy=None) as one_more:
        assert (await heard(one_more))["reason"] == "too_many_websockets"
    for socket in sockets:
        await socket.close()


async def test_without_socket_mode_in_the_manifest_the_link_is_disabled() -> None:
    """Whoever connects is told so."""
    manifest = a_manifest()
    manifest["settings"]["socket_mode_enabled"] = False
    async with (
        slack_simulator(manifest=manifest) as slack,
        websockets.connect(await a_url(slack), proxy=None) as socket,
    ):
        assert (await heard(socket))["reason"] == "link_disabled"


async def test_any_connection_may_get_an_envelope(slack: SlackSimulator) -> None:
    """They take turns."""
    async with a_connection(slack) as one, a_connection(slack) as two:
        got: list[ClientConnection] = []
        for _ in range(2):
            typing = asyncio.create_task(slack.person("alice").types("/try"))
            first = await _first(one, two)
            got.append(first[0])
            await acknowledge(first[0], first[1])
            await typing
        assert set(got) == {one, two}
        assert slack.person("alice").notices == []


async def _first(*sockets: ClientConnection) -> tuple[ClientConnection, Json]:
    listening = {asyncio.create_task(heard(socket)): socket for socket in sockets}
    done, others = await asyncio.wait(listening, return_when=asyncio.FIRST_COMPLETED)
    for other in others:
        other.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    (first,) = done
    return listening[first], first.result()


async def test_what_was_under_way_on_a_broken_connection_is_delivered_again(slack: SlackSimulator) -> None:
    """Over another, after the time for the ack, marked as a retry."""
    slack.limit_acks(0.1)
    async with a_connection(slack) as one:
        typing = asyncio.create_task(slack.person("alice").types("/try"))
        envelope = await heard(one)
        async with a_connection(slack) as two:
            await one.close()
            again = await heard(two)
            assert again["envelope_id"] == envelope["envelope_id"]
            assert (again["retry_attempt"], again["retry_reason"]) == (1, "timeout")
            await acknowledge(two, again)
            await typing
    assert slack.person("alice").notices == []


async def test_without_an_ack_it_was_too_late(slack: SlackSimulator) -> None:
    """Nothing is delivered again while the connection stands."""
    slack.limit_acks(0.05)
    async with a_connection(slack) as socket:
        await slack.person("alice").types("/try")
        await heard(socket)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(socket.recv(), 0.1)
    assert slack.person("alice").notices == ['/try failed with the error "operation_timeout"']


async def test_a_lost_ack_makes_the_app_hear_it_twice(slack: SlackSimulator, socket_app: AsyncApp) -> None:
    """The connection breaks just when the ack is on its way."""
    slack.limit_acks(0.3)
    texts: list[str] = []

    @socket_app.command("/try")
    async def _(ack: AsyncAck, body: Json) -> None:
        texts.append(body["text"])
        await ack("done")

    async with socket_mode(slack, socket_app):
        slack.faults.next("ack", Drop())
        await slack.person("alice").types("/try it")
    assert texts == ["it", "it"]
    assert slack.person("alice").ephemerals == ["done"]


@pytest.mark.parametrize("reason", ["refresh_requested", "link_disabled", "warning"])
async def test_slack_asks_to_reconnect(slack: SlackSimulator, reason: Any) -> None:  # noqa: ANN401 - one of three words
    """With a reason; a warning leaves the connection open for a while."""
    async with a_connection(slack) as socket:
        await slack.connections.disconnect(reason)
        assert (await heard(socket))["reason"] == reason
        if reason != "warning":
            with pytest.raises(websockets.ConnectionClosedOK):
                await socket.recv()
    await slack.changes.until(lambda: not slack.courier.is_connected or None, 2)
    assert not slack.courier.is_connected


async def test_bolt_comes_back_after_a_refresh(slack: SlackSimulator, socket_app: AsyncApp) -> None:
    """By itself, and goes on."""

    @socket_app.command("/try")
    async def _(ack: AsyncAck) -> None:
        await ack("still here")

    await slack.connections.disconnect("refresh_requested")
    await slack.until_connected()
    await slack.person("alice").types("/try")
    await slack.person("alice").sees("still here")


async def test_connections_can_be_cut_without_a_word(slack: SlackSimulator) -> None:
    """As when a network fails."""
    async with a_connection(slack) as socket:
        slack.connections.drop()
        assert len(slack.connections) == 0
        with pytest.raises(websockets.ConnectionClosedError):
            await socket.recv()


async def test_with_nobody_connected_a_command_fails(slack: SlackSimulator) -> None:
    """After a short wait for somebody to come."""
    slack.limit_acks(0.05)
    await slack.person("alice").types("/try")
    assert slack.person("alice").notices == ['/try failed with the error "dispatch_failed"']
    with pytest.raises(Unanswered, match="dispatch_failed"):
        await slack.forge("events_api", {"type": "event_callback"})
    with pytest.raises(TimeoutError):
        await slack.until_connected(0.01)


async def test_a_certain_connection_can_be_forged_at(slack: SlackSimulator) -> None:
    """Whatever its turn."""
    async with a_connection(slack) as one, a_connection(slack) as two:
        for socket, number in ((two, 1), (one, 0), (one, 0)):
            sending = asyncio.create_task(slack.forge("interactive", {"type": "block_actions"}, connection=number))
            envelope = await heard(socket)
            assert envelope["payload"] == {"type": "block_actions"}
            await acknowledge(socket, envelope, payload={"a": 1})
            assert (await sending).body == {"a": 1}
