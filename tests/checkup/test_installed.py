"""The app in Slack: its token, its scopes, its clock, and how Slack reaches it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.simulator.slack import Clock, Error, Html
from bot.slack.scopes import SCOPES
from tests.checkup.setup import set_up

NAMES = [scope.name for scope in SCOPES]


async def test_the_token_says_who_the_bot_is_and_where() -> None:
    """The team and the bot's user."""
    async with set_up() as here:
        assert await here.says("slack.token") == [
            ("ok", "Slack knows the app as ax-user-bot in Simulated workspace (T0SIM).")
        ]


async def test_a_token_that_is_refused_is_one_thing_that_is_wrong() -> None:
    """What cannot be looked at without it is not called wrong as well."""
    async with set_up() as here:
        here.slack.workspace.uninstall()
        found = {each.name: each for each in await here.looked_at()}
    assert found["slack.token"].words == "Slack refuses SLACK_BOT_TOKEN (account_inactive)."
    assert found["slack.token"].remedy == "Install the app again and copy its token."
    assert found["slack.token"].stops
    unseen = {name for name, each in found.items() if each.words.startswith("This was not looked at")}
    assert unseen == {"slack.scopes", "slack.channel", "policy.people"}
    assert found["arize.key"].verdict.value == "ok"


async def test_a_slack_that_is_not_there_is_told() -> None:
    """With where it was looked for."""
    async with set_up() as here:
        here.variables["SLACK_API_URL"] = "http://127.0.0.1:9/api/"
        ((verdict, words),) = await here.says("slack.token")
    assert (verdict, words.startswith("Slack does not answer at SLACK_API_URL")) == ("wrong", True)


async def test_the_scopes_are_those_of_the_manifest() -> None:
    """No more, no less."""
    async with set_up() as here:
        assert await here.says("slack.scopes") == [("ok", "The app has the 8 scopes that it needs, and no other.")]


@pytest.mark.parametrize("scope", SCOPES, ids=NAMES)
async def test_each_missing_scope_is_told_with_what_does_not_work(scope: object) -> None:
    """And what is to be done about it."""
    missing = next(each for each in SCOPES if each is scope)
    async with set_up(scopes=[name for name in NAMES if name != missing.name]) as here:
        (found,) = [each for each in await here.looked_at() if each.name == "slack.scopes"]
    assert found.verdict.value == "wrong"
    assert found.words == f"The app lacks the scope {missing.name}: {missing.without}."
    assert "install the app again" in found.remedy


async def test_a_scope_too_many_is_a_warning() -> None:
    """It makes the token worth more to a thief."""
    async with set_up(scopes=[*NAMES, "channels:history", "admin"]) as here:
        assert await here.says("slack.scopes") == [
            ("warning", "The app has scopes that the bot does not use: admin, channels:history.")
        ]


async def test_scopes_that_slack_does_not_tell_are_not_made_up() -> None:
    """An answer without the header says nothing about them."""
    async with set_up(scopes=[]) as here:
        assert ("unseen", "Slack does not say which scopes the app has.") in await here.says("slack.scopes")


@pytest.mark.parametrize(
    ("seconds", "verdict", "words"),
    [
        (0, "ok", "This machine's clock and Slack's agree."),
        (25, "ok", "This machine's clock and Slack's agree."),
        (100, "warning", "s behind Slack's."),
        (-100, "warning", "s ahead of Slack's."),
        (400, "wrong", "s behind Slack's."),
        (-400, "wrong", "s ahead of Slack's."),
    ],
)
async def test_a_clock_that_is_wrong_is_noticed(seconds: int, verdict: str, words: str) -> None:
    """From 30 seconds a warning, from 5 minutes an error: then Slack's signatures are refused."""
    async with set_up(slack_clock=Clock(datetime.now(UTC) + timedelta(seconds=seconds))) as here:
        ((found, said),) = await here.says("slack.clock")
    assert (found, said.endswith(words)) == (verdict, True)


async def test_socket_mode_is_tried_as_far_as_nothing_is_taken() -> None:
    """A connection may be opened, and none is."""
    async with set_up() as here:
        assert await here.says("slack.socket_mode") == [("ok", "Slack opens connections for SLACK_APP_TOKEN.")]
        assert len(here.slack.connections) == 0


async def test_an_app_token_that_is_refused_stops_the_start() -> None:
    """With the scope that it needs."""
    async with set_up() as here:
        here.slack.app_scopes = ()
        (found,) = [each for each in await here.looked_at() if each.name == "slack.socket_mode"]
    assert (found.verdict.value, found.stops) == ("wrong", True)
    assert found.words == "SLACK_APP_TOKEN is not a token for Socket Mode (missing_scope)."
    assert "connections:write" in found.remedy


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (
            Error("accesslimited"),
            "Slack opens no connection for SLACK_APP_TOKEN (accesslimited).",
        ),
        (Html(), "Slack does not say whether a connection may be opened (SlackApiError)."),
    ],
)
async def test_a_trouble_of_the_moment_does_not_stop_the_start(fault: Error | Html, words: str) -> None:
    """The next try may go well."""
    async with set_up() as here:
        here.slack.faults.next("apps.connections.open", fault)
        (found,) = [each for each in await here.looked_at() if each.name == "slack.socket_mode"]
    assert (found.verdict.value, found.words, found.stops) == ("wrong", words, False)


async def test_over_http_it_is_said_what_cannot_be_asked() -> None:
    """And how to see it all the same."""
    async with set_up() as here:
        here.transport = "http"
        found = {each.name: each for each in await here.looked_at()}
    assert "slack.socket_mode" not in found
    for name in ("slack.request_url", "slack.interactivity"):
        assert found[name].verdict.value == "unseen"
        assert "/ax-user help" in found[name].remedy
