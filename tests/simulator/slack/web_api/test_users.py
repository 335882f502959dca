"""People, by id and by address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import SlackSimulator


async def test_a_person_is_found_by_id_and_by_address(web: AsyncWebClient) -> None:
    """The same person."""
    by_id = await web.users_info(user="U0ADA")
    by_email = await web.users_lookupByEmail(email="ada@example.com")
    assert by_id["user"] == by_email["user"]
    assert by_id["user"]["profile"]["email"] == "ada@example.com"


async def test_nobody_is_found_for_other_ids_and_addresses(web: AsyncWebClient) -> None:
    """Slack has a code for each."""
    with pytest.raises(SlackApiError, match="user_not_found"):
        await web.users_info(user="U0NOBODY")
    for address in ("nobody@example.com", "dora@example.com", "eve@other.example"):
        with pytest.raises(SlackApiError, match="users_not_found"):
            await web.users_lookupByEmail(email=address)


async def test_the_app_and_slackbot_are_users_too(web: AsyncWebClient) -> None:
    """Slackbot does not say that it is a bot."""
    assert (await web.users_info(user="U0APP"))["user"]["is_bot"]
    assert not (await web.users_info(user="USLACKBOT"))["user"]["is_bot"]


async def test_the_list_has_pages(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """As many as it takes, and everybody once."""
    seen, cursor = [], ""
    while True:
        page = await web.users_list(limit=5, cursor=cursor)
        seen += [user["id"] for user in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert sorted(seen) == sorted([*slack.workspace.people, "U0APP", "USLACKBOT"])


async def test_a_made_up_cursor_is_refused(web: AsyncWebClient) -> None:
    """It leads nowhere."""
    with pytest.raises(SlackApiError, match="invalid_cursor"):
        await web.users_list(cursor="made up")


async def test_user_groups_have_members(web: AsyncWebClient) -> None:
    """And those that do not exist have none."""
    groups = (await web.usergroups_list())["usergroups"]
    assert [group["id"] for group in groups] == ["S0ADMINS", "S0LEADS"]
    assert (await web.usergroups_users_list(usergroup="S0LEADS"))["users"] == ["U0BEN", "U0CARLA"]
    with pytest.raises(SlackApiError, match="no_such_subteam"):
        await web.usergroups_users_list(usergroup="S0NONE")
