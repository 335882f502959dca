"""The inspector shows what happened, and no secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.simulator.slack import Changes, Clock, Inspector
from bot.simulator.slack.inspector import KEPT, LEFT_OUT
from tests.simulator.slack.an_app import a_card

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import SlackSimulator


async def test_both_directions_are_shown(slack: SlackSimulator, app: AsyncApp) -> None:
    """With what was asked, what was answered, and how long it took."""

    @app.command("/try")
    async def _(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack("first")
        await respond("second")

    await slack.person("alice").types("/try it")
    await slack.person("alice").sees("second")
    entries = {entry["kind"]: entry for entry in slack.inspector.entries()}
    command, reply = entries["slash_command"], entries["response_url"]
    assert (command["direction"], command["title"], command["ok"]) == ("slack→app", "/try", True)
    assert command["request"]["text"] == "it"
    assert command["response"]["ack"]
    assert command["ms"] > 0
    assert (reply["direction"], reply["request"]["text"]) == ("app→slack", "second")
    assert [entry["id"] for entry in slack.inspector.entries()] == sorted(
        entry["id"] for entry in slack.inspector.entries()
    )


async def test_no_token_and_no_secret_appears(slack: SlackSimulator, app: AsyncApp, web: AsyncWebClient) -> None:
    """Not in requests, not in answers, not in a repr."""

    @app.command("/try")
    async def _(ack: AsyncAck) -> None:
        await ack()

    await slack.person("alice").types("/try")
    await web.api_call("auth.test", params={"token": slack.bot_token})
    shown = repr(slack.inspector.entries()) + repr(slack) + repr(slack.courier.http)
    for secret in (slack.bot_token, slack.app_token, slack.signing_secret, "ticket="):
        assert secret not in shown
    assert "'token'" not in shown


async def test_the_words_of_direct_messages_are_left_out(
    slack: SlackSimulator, app: AsyncApp, web: AsyncWebClient
) -> None:
    """When they are posted, changed, read, clicked or refused."""

    @app.action("next")
    async def _(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(text="s3cret again", replace_original=True)

    card = [{**block, "block_id": str(number)} for number, block in enumerate(a_card("s3cret"))]
    channel = (await web.conversations_open(users="U0ADA"))["channel"]["id"]
    ts = (await web.chat_postMessage(channel=channel, text="s3cret", blocks=card))["ts"]
    await web.chat_postMessage(channel="U0ADA", text="s3cret")
    await web.chat_update(channel=channel, ts=ts, text="s3cret", blocks=card)
    await web.conversations_history(channel=channel)
    ada = slack.person("ada")
    await (await ada.reads_dm("Next page")).clicks("Next page")
    await ada.reads_dm("s3cret again")
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await web.chat_postMessage(channel=channel, text="s3cret", blocks=[{"type": "s3cret"}])
    shown = str(slack.inspector.entries())
    assert LEFT_OUT in shown
    assert "s3cret" not in shown
    assert "s3cret" not in repr(slack.messages.in_channel(channel)) + repr(slack.last_delivery)


def test_the_last_500_are_kept() -> None:
    """The oldest go."""
    inspector = Inspector(Clock(), Changes())
    for number in range(KEPT + 2):
        answered: Any = [number]
        inspector.record("app→slack", "web_api", "t", ok=True, ms=1, request={}, response=answered)
    entries = inspector.entries()
    assert len(entries) == KEPT
    assert entries[0]["response"] == [2]
