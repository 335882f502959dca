"""Tokens, scopes and unknown methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from slack_sdk.errors import SlackApiError

from bot.simulator.slack import slack_simulator
from tests.simulator.slack.an_app import SCOPES, a_manifest, web_client

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import SlackSimulator


async def refusal(slack: SlackSimulator, method: str, token: str | None = None, **args: str) -> Any:  # noqa: ANN401 - JSON
    with pytest.raises(SlackApiError) as refused:
        await web_client(slack, token).api_call(method, params=args)
    return refused.value.response


async def test_auth_test_says_who_the_app_is_and_which_scopes_it_has(web: AsyncWebClient) -> None:
    """The scopes of the manifest, in the header where Slack has them."""
    answer = await web.auth_test()
    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == ("T0SIM", "U0APP", "B0APP")
    assert answer.headers["x-oauth-scopes"] == ",".join(SCOPES)


async def test_api_test_needs_no_token_and_answers_what_it_is_told(slack: SlackSimulator) -> None:
    """Also an error."""
    answer = await web_client(slack, "").api_call("api.test", params={"foo": "bar"})
    assert answer["args"] == {"foo": "bar"}
    assert (await refusal(slack, "api.test", error="my_error"))["error"] == "my_error"


async def test_unknown_methods_are_not_blankly_accepted(slack: SlackSimulator) -> None:
    """Slack has a code for them."""
    assert (await refusal(slack, "chat.shout"))["error"] == "unknown_method"


@pytest.mark.parametrize(
    ("token", "error"), [("", "not_authed"), ("xoxb-other", "invalid_auth"), ("app", "not_allowed_token_type")]
)
async def test_the_token_must_be_the_right_one(slack: SlackSimulator, token: str, error: str) -> None:
    """Of the kind that the method takes."""
    assert (await refusal(slack, "auth.test", slack.app_token if token == "app" else token))["error"] == error


async def test_only_app_tokens_open_connections(slack: SlackSimulator) -> None:
    """A bot token is of the wrong kind."""
    assert (await refusal(slack, "apps.connections.open"))["error"] == "not_allowed_token_type"
    answer = await web_client(slack, slack.app_token).apps_connections_open(app_token=slack.app_token)
    assert answer["url"].startswith("ws://127.0.0.1:")


async def test_an_app_that_was_removed_is_told_so(slack: SlackSimulator) -> None:
    """By every method."""
    slack.workspace.uninstall()
    assert (await refusal(slack, "auth.test"))["error"] == "account_inactive"


async def test_scopes_are_those_of_the_manifest() -> None:
    """What is missing is named, and what is there as well."""
    async with slack_simulator(manifest=a_manifest(scopes=["commands", "users:read"])) as slack:
        refused = await refusal(slack, "chat.postMessage", channel="C0GENERAL", text="hi")
        assert (refused["error"], refused["needed"], refused["provided"]) == (
            "missing_scope",
            "chat:write",
            "commands,users:read",
        )
        user = (await web_client(slack).users_info(user="U0ADA"))["user"]
        assert "email" not in user["profile"]


async def test_arguments_may_come_as_a_form_or_as_json(slack: SlackSimulator) -> None:
    """With the token among them, or in the header; what cannot be read counts as not there."""
    async with httpx.AsyncClient(base_url=slack.api_url, trust_env=False) as client:
        bearer = {"Authorization": f"Bearer {slack.bot_token}"}
        form = await client.post("users.info", data={"token": slack.bot_token, "user": "U0ADA"})
        as_json = await client.post("users.info", json={"user": "U0ADA"}, headers=bearer)
        assert form.json() == as_json.json()
        broken = await client.post("users.info", content="{", headers={**bearer, "Content-Type": "application/json"})
        listed = await client.post("users.info", json=[], headers=bearer)
        blocks = await client.post(
            "chat.postMessage", data={"channel": "C0GENERAL", "text": "t", "blocks": "["}, headers=bearer
        )
    assert broken.json() == listed.json()
    assert broken.json()["response_metadata"] == {"messages": ["[ERROR] missing required field: user"]}
    assert blocks.json()["error"] == "invalid_blocks"


async def test_the_team_is_there(web: AsyncWebClient) -> None:
    """With a name."""
    assert (await web.team_info())["team"]["id"] == "T0SIM"
