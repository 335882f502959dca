"""Channels and direct messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from slack_sdk.errors import SlackApiError

from bot.simulator.slack import slack_simulator
from tests.simulator.slack.an_app import a_manifest, web_client

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import SlackSimulator


async def test_a_direct_message_is_opened_once(web: AsyncWebClient) -> None:
    """Opening it again gives the same one, and says so."""
    first = await web.conversations_open(users="U0ADA", return_im=True)
    again = await web.conversations_open(users="U0ADA")
    assert first["channel"]["id"] == again["channel"]["id"]
    assert first["channel"]["user"] == "U0ADA"
    assert again["already_open"]


@pytest.mark.parametrize(
    ("users", "error"),
    [
        ("U0APP", "cannot_dm_bot"),
        ("U0BUILDER", "cannot_dm_bot"),
        ("U0DORA", "user_disabled"),
        ("U0NOBODY", "users_not_found"),
        ("U0ADA,U0BEN", "method_not_supported_for_channel_type"),
        ("U0ADA,", "not_enough_users"),
    ],
)
async def test_not_everybody_can_be_written_to(web: AsyncWebClient, users: str, error: str) -> None:
    """Slack has a code for each."""
    with pytest.raises(SlackApiError, match=error):
        await web.conversations_open(users=users)


async def test_a_channel_and_its_members_can_be_read(web: AsyncWebClient) -> None:
    """Guests and strangers are in #general, deactivated people are not."""
    channel = (await web.conversations_info(channel="C0GENERAL"))["channel"]
    assert (channel["name"], channel["is_member"]) == ("general", True)
    members = (await web.conversations_members(channel="C0GENERAL"))["members"]
    assert {"U0GUS", "U0EVE", "U0APP"} < set(members)
    assert "U0DORA" not in members


async def test_each_kind_of_channel_has_a_scope_of_its_own(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Private channels need another one than public ones."""
    with pytest.raises(SlackApiError, match="missing_scope") as refused:
        await web.conversations_info(channel="C0AXADMINS")
    assert refused.value.response["needed"] == "groups:read"
    slack.workspace.leave("app", "C0AXADMINS")
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await web.conversations_info(channel="C0AXADMINS")
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await web.conversations_info(channel="C0NOWHERE")


async def test_history_is_newest_first_and_has_no_ephemerals(web: AsyncWebClient) -> None:
    """In pages."""
    channel = (await web.conversations_open(users="U0ADA"))["channel"]["id"]
    await web.chat_postMessage(channel=channel, text="one")
    await web.chat_postMessage(channel=channel, text="two")
    await web.chat_postEphemeral(channel=channel, user="U0ADA", text="three")
    page = await web.conversations_history(channel=channel, limit=1)
    assert ([message["text"] for message in page["messages"]], page["has_more"]) == (["two"], True)
    rest = await web.conversations_history(channel=channel, cursor=page["response_metadata"]["next_cursor"])
    assert ([message["text"] for message in rest["messages"]], rest["has_more"]) == (["one"], False)


async def test_history_needs_its_scope() -> None:
    """A manifest without im:history keeps direct messages from being read again."""
    async with slack_simulator(manifest=a_manifest(scopes=["im:write"])) as slack:
        web = web_client(slack)
        channel = (await web.conversations_open(users="U0ADA"))["channel"]["id"]
        with pytest.raises(SlackApiError, match="missing_scope"):
            await web.conversations_history(channel=channel)
