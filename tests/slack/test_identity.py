"""Who the bot itself is, asked once at the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.app.running import running
from bot.simulator.arize import arize_simulator
from bot.simulator.slack import slack_simulator
from bot.simulator.slack.faults import Error, Html, Status
from bot.slack.identity import NotInstalled
from tests.databases import fresh_database
from tests.world import MANIFEST, environment

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def database() -> AsyncIterator[dict[str, str]]:
    async with fresh_database("sqlite") as url:
        yield {"DATABASE_URL": url}


async def test_a_token_that_slack_refuses(database: dict[str, str]) -> None:
    """The variable, Slack's word for it, and what to do."""
    async with slack_simulator(manifest=MANIFEST) as slack, arize_simulator() as arize:
        wrong = environment("socket", slack, arize, database | {"SLACK_BOT_TOKEN": "xoxb-wrong"})
        with pytest.raises(NotInstalled, match=r"Slack refuses SLACK_BOT_TOKEN \(invalid_auth\)"):
            async with running(wrong):
                pass


@pytest.mark.parametrize("fault", [Status(500), Html()])
async def test_a_slack_that_does_not_answer_is_told_apart_from_a_wrong_token(
    fault: Status | Html, database: dict[str, str]
) -> None:
    """So that nobody replaces a token that is right."""
    async with slack_simulator(manifest=MANIFEST) as slack, arize_simulator() as arize:
        slack.faults.next("auth.test", fault)
        with pytest.raises(NotInstalled, match="Slack does not answer at SLACK_API_URL"):
            async with running(environment("socket", slack, arize, database)):
                pass


@pytest.mark.parametrize("code", ["internal_error", "service_unavailable", "team_added_to_org"])
async def test_trouble_of_slacks_own_is_told_apart_from_a_wrong_token(code: str, database: dict[str, str]) -> None:
    """Slack answers, and does not say that the token is wrong."""
    async with slack_simulator(manifest=MANIFEST) as slack, arize_simulator() as arize:
        slack.faults.next("auth.test", Error(code))
        with pytest.raises(NotInstalled, match=rf"not known .* SLACK_BOT_TOKEN .*\({code}\).* Start again"):
            async with running(environment("socket", slack, arize, database)):
                pass
