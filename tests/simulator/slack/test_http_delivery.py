"""Signed requests."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.simulator.slack import Unanswered
from bot.simulator.slack.deliveries import Delivery
from bot.simulator.slack.http_delivery import encoded, signature
from tests.simulator.slack.an_app import a_card, bolt_app, connected

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck

    from bot.simulator.slack import SlackSimulator

Json = dict[str, Any]
PING: Json = {"command": "/try", "text": "", "user_id": "U0ALICE", "team_id": "T0SIM", "channel_id": "C0GENERAL"}


def test_the_sdk_accepts_the_signature() -> None:
    """Version 0, over the time and the raw body."""
    body, _ = encoded(Delivery("slash_commands", PING))
    at = str(int(time.time()))
    verifier = SignatureVerifier("secret")
    assert verifier.is_valid(body, at, signature("secret", at, body))
    assert not verifier.is_valid(body, at, signature("other", at, body))


def test_bodies_are_encoded_as_slack_encodes_them() -> None:
    """Commands flat, interactions in `payload`, events as JSON."""
    assert encoded(Delivery("slash_commands", {"text": "a b"})) == ("text=a+b", "application/x-www-form-urlencoded")
    assert encoded(Delivery("interactive", {"a": 1}))[0] == "payload=%7B%22a%22%3A+1%7D"
    assert encoded(Delivery("events_api", {"a": 1})) == ('{"a": 1}', "application/json")


async def test_bolt_refuses_forged_requests(slack: SlackSimulator) -> None:
    """Signed with another secret, or too old; the right ones are taken."""
    app = bolt_app(slack)

    @app.command("/try")
    async def _(ack: AsyncAck) -> None:
        await ack("taken")

    async with connected(slack, app, "http"):
        honest = await slack.forge("slash_commands", PING)
        assert (honest.status, honest.body) == (200, "taken")
        assert (await slack.forge("slash_commands", PING, sign_with="guess")).status == 401
        assert (await slack.forge("slash_commands", PING, sign_with="")).status == 401
        late = str(int(time.time()) - 600)
        assert (await slack.forge("slash_commands", PING, timestamp=late)).status == 401


async def test_a_click_can_come_from_anybody_and_anywhere(slack: SlackSimulator) -> None:
    """A forged payload names another team; what was last delivered can be delivered again."""
    app = bolt_app(slack)
    heard: list[Json] = []

    @app.action("next")
    async def _(ack: AsyncAck, body: Json) -> None:
        heard.append(body)
        await ack()

    slack.messages.post("C0GENERAL", "U0APP", "A card", tuple(a_card()))
    with pytest.raises(LookupError):
        await slack.redeliver_last()
    async with connected(slack, app, "http"):
        alice = slack.person("alice")
        await (await alice.sees("Ada Byron")).clicks("Next page")
        last = slack.last_delivery
        assert last is not None
        assert (await slack.redeliver_last()).ok
        forged = {**last.payload, "user": {"id": "U0MALLORY", "team_id": "T0OTHER"}}
        assert (await slack.forge("interactive", forged)).ok
    assert [body["user"]["id"] for body in heard] == ["U0ALICE", "U0ALICE", "U0MALLORY"]


async def test_nobody_listens(slack: SlackSimulator) -> None:
    """As after a wrong request URL."""
    slack.deliver_over_http("http://127.0.0.1:1/slack/events")
    await slack.until_connected()
    with pytest.raises(Unanswered, match="dispatch_failed"):
        await slack.forge("slash_commands", PING)
    await slack.person("alice").types("/try")
    assert slack.person("alice").notices == ['/try failed with the error "dispatch_failed"']


async def test_any_status_but_200_is_a_failure(slack: SlackSimulator) -> None:
    """Bolt answers 404 for a command that it does not know."""
    async with connected(slack, bolt_app(slack), "http"):
        await slack.person("alice").types("/try")
    assert slack.person("alice").notices == ['/try failed with the error "dispatch_failed"']
    assert slack.inspector.entries()[-1]["response"]["status"] == 404
