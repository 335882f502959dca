"""Messages that come, change and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.simulator.slack.an_app import a_card

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import SlackSimulator

GENERAL = "C0GENERAL"


async def test_a_message_is_kept_as_it_was_sent(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Escapes stay escapes, and everybody in the channel sees them undone."""
    posted = await web.chat_postMessage(channel=GENERAL, text="a &lt;b&gt;")
    assert posted["message"]["text"] == "a &lt;b&gt;"
    assert posted["message"]["bot_id"] == "B0APP"
    for handle in ("alice", "gus"):
        assert slack.person(handle).messages == ["a <b>"]


async def test_a_message_to_a_person_is_a_direct_message(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Nobody else sees it."""
    await web.chat_postMessage(channel="U0ADA", text="for you")
    assert slack.person("ada").dm == ["for you"]
    assert slack.person("alice").messages == []


async def test_an_ephemeral_message_is_seen_by_one_person(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Until their client is loaded again; it is not in the way of others."""
    await web.chat_postEphemeral(channel=GENERAL, user="U0ADA", text="only you")
    ada = slack.person("ada")
    assert ada.ephemerals == ["only you"]
    assert slack.person("alice").messages == []
    ada.client.reload()
    assert ada.messages == []


async def test_ephemeral_messages_are_for_people_in_the_channel(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Slack has a code for others."""
    with pytest.raises(SlackApiError, match="user_not_in_channel"):
        await web.chat_postEphemeral(channel="C0AXADMINS", user="U0CARLA", text="t")
    slack.workspace.leave("ada", GENERAL)
    with pytest.raises(SlackApiError, match="user_not_in_channel"):
        await web.chat_postEphemeral(channel=GENERAL, user="U0ADA", text="t")


async def test_an_app_writes_only_where_it_is_in(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """A channel it left, and one that does not exist."""
    slack.workspace.leave("app", GENERAL)
    with pytest.raises(SlackApiError, match="not_in_channel"):
        await web.chat_postMessage(channel=GENERAL, text="t")
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await web.chat_postMessage(channel="C0NOWHERE", text="t")


async def test_a_message_is_changed_and_deleted(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Those who see it see that."""
    ts = (await web.chat_postMessage(channel=GENERAL, text="before"))["ts"]
    await web.chat_update(channel=GENERAL, ts=ts, text="after")
    message = await slack.person("ada").sees("after")
    assert slack.person("ada").messages == ["after"]
    await web.chat_delete(channel=GENERAL, ts=ts)
    assert slack.person("ada").messages == []
    with pytest.raises(AssertionError, match="not there any more"):
        assert message.text


async def test_ephemeral_messages_cannot_be_changed_or_deleted(web: AsyncWebClient) -> None:
    """They are not found, as in Slack."""
    ts = (await web.chat_postEphemeral(channel=GENERAL, user="U0ADA", text="t"))["message_ts"]
    with pytest.raises(SlackApiError, match="message_not_found"):
        await web.chat_update(channel=GENERAL, ts=ts, text="u")
    with pytest.raises(SlackApiError, match="message_not_found"):
        await web.chat_delete(channel=GENERAL, ts=ts)


async def test_the_messages_of_others_are_theirs(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """An app changes and deletes its own alone."""
    await slack.person("ada").types("mine")
    (message,) = slack.messages.in_channel(GENERAL)
    with pytest.raises(SlackApiError, match="cant_update_message"):
        await web.chat_update(channel=GENERAL, ts=message.ts, text="yours")
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        await web.chat_delete(channel=GENERAL, ts=message.ts)


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({}, "no_text"),
        ({"text": "   "}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        (
            {"text": "t", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]},
            "invalid_blocks",
        ),
        (
            {"text": "t", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 5},
            "msg_blocks_too_long",
        ),
    ],
)
async def test_messages_are_checked(
    slack: SlackSimulator, web: AsyncWebClient, message: dict[str, Any], error: str
) -> None:
    """In Slack's words, and nothing is posted."""
    with pytest.raises(SlackApiError, match=error) as refused:
        await web.api_call("chat.postMessage", json={"channel": GENERAL, **message})
    assert slack.messages.in_channel(GENERAL) == []
    if error == "invalid_blocks":
        (said,) = refused.value.response["errors"]
        assert refused.value.response["response_metadata"]["messages"] == [f"[ERROR] {said}"]
        assert "json-pointer:/blocks/0" in said
        assert slack.violations == [said]


async def test_blocks_without_a_text_are_posted_but_noted(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Slack takes them; people who rely on notifications miss something."""
    await web.api_call("chat.postMessage", json={"channel": GENERAL, "blocks": a_card()})
    await slack.person("ada").sees("Ada Byron")
    assert slack.violations == ["no_text [json-pointer:/text]"]
