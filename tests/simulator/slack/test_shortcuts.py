"""Shortcuts, global ones and those of messages, in both transports, with Bolt at the other end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.simulator.slack import ClientRefusal, Message
from tests.simulator.slack.an_app import a_form

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import SlackSimulator

Body = dict[str, Any]


@pytest.mark.parametrize(("callback_id", "kind"), [("do_it", "shortcut"), ("do_it_to", "message_action")])
async def test_shortcuts_of_the_manifest_can_be_used(
    slack: SlackSimulator, app: AsyncApp, web: AsyncWebClient, callback_id: str, kind: str
) -> None:
    """Global ones, and those on a message."""
    heard: list[Body] = []

    @app.shortcut(callback_id)
    async def _(ack: AsyncAck, body: Body) -> None:
        await ack()
        await web.views_open(trigger_id=body["trigger_id"], view=a_form())
        heard.append(body)

    ts = (await web.chat_postMessage(channel="C0GENERAL", text="this"))["ts"]
    alice = slack.person("alice")
    if kind == "shortcut":
        await alice.client.use_shortcut(callback_id)
    else:
        await alice.client.use_shortcut(callback_id, "C0GENERAL", ts)
        assert heard[0]["message"]["text"] == "this"
    await alice.modal("A form")
    assert heard[0]["type"] == kind
    assert ("response_url" in heard[0]) is (kind == "message_action")
    assert heard[0]["user"]["id"] == alice.id


async def test_no_other_shortcuts_can_be_used(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """None that the manifest lacks, none in the wrong place, none on what only one person sees, none by a name."""
    alice = slack.person("alice")
    ts = (await web.chat_postMessage(channel="C0GENERAL", text="this"))["ts"]
    own = (await web.chat_postEphemeral(channel="C0GENERAL", user="U0ALICE", text="psst"))["message_ts"]
    for refused in (("other",), ("do_it_to",), ("do_it", "C0GENERAL", ts), ("do_it_to", "C0GENERAL", own)):
        with pytest.raises(ClientRefusal):
            await alice.client.use_shortcut(*refused)
    with pytest.raises(AssertionError, match="There is no shortcut 'Do it to this', but there are"):
        await alice.uses_shortcut("Do it to this")
    slack.workspace.uninstall()
    with pytest.raises(ClientRefusal):
        await alice.client.use_shortcut("do_it")


async def test_what_answers_a_shortcut_replaces_no_message(
    slack: SlackSimulator, app: AsyncApp, web: AsyncWebClient
) -> None:
    """It was written by somebody else."""

    @app.shortcut("do_it_to")
    async def _(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond("seen", replace_original=True)

    await web.chat_postMessage(channel="C0GENERAL", text="this")
    alice = slack.person("alice")
    message = await alice.sees("this")
    assert isinstance(message, Message)
    await message.uses_shortcut("Do it to this")
    assert (await alice.sees("seen")).is_ephemeral
    assert message.text == "this"
