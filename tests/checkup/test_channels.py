"""The channel that requests are put before, with no scope but those that the bot has."""

from __future__ import annotations

import pytest

from bot.simulator.slack import Error, Html
from tests.checkup.setup import CHANNEL, set_up

NAME = "slack.channel"


async def test_the_channel_takes_messages_and_nobody_sees_the_question() -> None:
    """The admins, who are in it, see no message."""
    async with set_up() as here:
        assert await here.says(NAME) == [("ok", "The app is in BOT_APPROVALS_CHANNEL and may write there.")]
        ((verdict, words),) = await here.says(f"{NAME}.sharing")
        assert (verdict, "Slack Connect" in words) == ("unseen", True)
        shown = here.slack.messages.in_channel(CHANNEL)
        assert {message.to for message in shown} == {"U0APP"}


async def test_no_channel_is_well_too() -> None:
    """Then there are direct messages."""
    async with set_up() as here:
        here.variables["BOT_APPROVALS_CHANNEL"] = ""
        ((verdict, words),) = await here.says(NAME)
    assert (verdict, "direct messages" in words) == ("ok", True)


async def test_a_channel_without_the_app_is_wrong() -> None:
    """It has to be invited."""
    async with set_up() as here:
        here.slack.workspace.leave("app", "C0GENERAL")
        here.variables["BOT_APPROVALS_CHANNEL"] = "C0GENERAL"
        (found,) = [each for each in await here.looked_at() if each.name == NAME]
    assert found.words == "The app is not in BOT_APPROVALS_CHANNEL, so no request is put before it."
    assert "/invite @ax-user-bot" in found.remedy
    assert found.verdict.value == "wrong"


@pytest.mark.parametrize("channel", ["C0NOWHERE", CHANNEL])
async def test_a_channel_that_the_app_does_not_see_is_wrong(channel: str) -> None:
    """Unknown, or private without the app: Slack answers the same."""
    async with set_up() as here:
        here.slack.workspace.leave("app", CHANNEL)
        here.variables["BOT_APPROVALS_CHANNEL"] = channel
        ((verdict, words),) = await here.says(NAME)
    assert (verdict, words.startswith("The app does not see BOT_APPROVALS_CHANNEL")) == ("wrong", True)


async def test_an_archived_channel_is_wrong() -> None:
    """Nobody reads what nobody can write."""
    async with set_up() as here:
        here.slack.workspace.archive(CHANNEL)
        ((verdict, words),) = await here.says(NAME)
    assert (verdict, words) == ("wrong", "BOT_APPROVALS_CHANNEL is archived, so no request is put before it.")


@pytest.mark.parametrize(
    ("fault", "word", "remedy"),
    [
        (Error("restricted_action"), "restricted_action", "who may post there"),
        (Error("internal_error"), "internal_error", "Try again."),
        (Html(), "SlackApi", "Try again."),
    ],
)
async def test_what_slack_says_else_is_a_warning_with_its_word(fault: Error | Html, word: str, remedy: str) -> None:
    """It may be of the moment, or a rule of the workspace."""
    async with set_up() as here:
        here.slack.faults.next("chat.postEphemeral", fault)
        (found,) = [each for each in await here.looked_at() if each.name == NAME]
    assert (found.verdict.value, word in found.words, remedy in found.remedy) == ("warning", True, True)
