"""External selects: the app offers what can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.simulator.slack import ClientRefusal
from bot.slack.blockkit import actions, external_select, input_block, modal, option
from tests.simulator.slack.an_app import bolt_app

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import Modal, SlackSimulator

Json = dict[str, Any]
ADA = option("Ada Byron", "ada")


async def the_picker(slack: SlackSimulator, least: int | None = 0) -> Modal:
    select = external_select("user", placeholder="Type a name", min_query_length=least)
    view = modal("Pick", [input_block("User", select, block_id="user")], callback_id="pick", submit="Go")
    slack.views.open("U0ALICE", view)
    return await slack.person("alice").modal("Pick")


def offering(app: AsyncApp, **answer: Any) -> list[Json]:  # noqa: ANN401 - JSON
    heard: list[Json] = []

    @app.options("user")
    async def _(ack: AsyncAck, body: Json) -> None:
        heard.append(body)
        await ack(**answer)

    return heard


async def test_what_the_app_offers_can_be_chosen(slack: SlackSimulator, app: AsyncApp) -> None:
    """And arrives as it was offered."""
    heard = offering(app, options=[ADA])
    modal = await the_picker(slack)
    assert await modal.search("User", "ada") == ["Ada Byron"]
    modal.choose("User", "Ada Byron")
    assert modal.value("User") == "Ada Byron"
    (body,) = heard
    assert (body["type"], body["value"], body["action_id"], body["block_id"]) == (
        "block_suggestion",
        "ada",
        "user",
        "user",
    )
    assert body["view"]["id"] == modal.id


async def test_groups_are_offered_too(slack: SlackSimulator, app: AsyncApp) -> None:
    """Under their headings."""
    offering(app, option_groups=[{"label": {"type": "plain_text", "text": "Admins"}, "options": [ADA]}])
    modal = await the_picker(slack)
    assert await modal.search("User", "") == ["Ada Byron"]


async def test_what_was_not_offered_cannot_be_chosen(slack: SlackSimulator) -> None:
    """Neither by its label nor by its value."""
    modal = await the_picker(slack)
    with pytest.raises(AssertionError, match="no option 'Ada Byron'"):
        modal.choose("User", "Ada Byron")
    with pytest.raises(ClientRefusal):
        slack.person("alice").client.fill(modal.id, "user", "user", "ada")


async def test_the_app_is_asked_from_three_characters_on(slack: SlackSimulator, app: AsyncApp) -> None:
    """Unless the element says otherwise."""
    heard = offering(app, options=[ADA])
    modal = await the_picker(slack, None)
    assert await modal.search("User", "ad") == []
    assert heard == []
    assert await modal.search("User", "ada") == ["Ada Byron"]


async def test_no_options_is_an_answer_that_is_noted(slack: SlackSimulator, app: AsyncApp) -> None:
    """In Slack it leaves the modal stuck."""
    offering(app, options=[])
    modal = await the_picker(slack)
    assert await modal.search("User", "zzz") == []
    assert len(slack.violations) == 1


async def test_answers_that_cannot_be_read_offer_nothing(slack: SlackSimulator, app: AsyncApp) -> None:
    """Neither does silence."""
    offering(app, options=[{"text": "bare", "value": "x"}])
    modal = await the_picker(slack)
    assert await modal.search("User", "ada") == []
    assert slack.violations


async def test_an_empty_ack_offers_nothing(slack: SlackSimulator, app: AsyncApp) -> None:
    """It has no options."""
    bolt_app(slack)

    @app.options("user")
    async def _(ack: AsyncAck) -> None:
        await ack("")

    modal = await the_picker(slack)
    assert await modal.search("User", "ada") == []


async def test_an_app_that_does_not_answer_offers_nothing(slack: SlackSimulator) -> None:
    """And the person is told."""
    slack.limit_acks(0.01)
    modal = await the_picker(slack)
    assert await modal.search("User", "ada") == []
    assert slack.person("alice").notices == ["This app did not respond."]


@pytest.mark.parametrize("ephemeral", [True, False])
async def test_selects_in_messages_ask_too(
    slack: SlackSimulator,
    app: AsyncApp,
    web: AsyncWebClient,
    ephemeral: bool,  # noqa: FBT001 - pytest gives it by name
) -> None:
    """With the message around them, unless it is ephemeral."""
    heard = offering(app, options=[ADA])
    chosen: list[Json] = []

    @app.action("user")
    async def _(ack: AsyncAck, body: Json) -> None:
        chosen.append(body)
        await ack()

    select = external_select("user", placeholder="Type a name", min_query_length=0)
    message: Json = {"channel": "C0GENERAL", "text": "Pick", "blocks": [actions(select, block_id="b")]}
    if ephemeral:
        ts = (await web.chat_postEphemeral(user="U0ALICE", **message))["message_ts"]
    else:
        ts = (await web.chat_postMessage(**message))["ts"]
    client = slack.person("alice").client
    container = {"type": "message", "channel": "C0GENERAL", "ts": ts}
    assert (await client.options(container, "b", "user", ""))["options"] == [ADA]
    await client.act(container, "b", "user", "ada")
    assert chosen[0]["actions"][0]["selected_option"] == ADA
    assert ("message" in heard[0]) == (not ephemeral)
