"""A start that does not come to its end."""

from __future__ import annotations

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.app.starting import CannotStart, serve
from bot.simulator.slack import Latency
from bot.slack.scopes import SCOPES
from tests.checkup.setup import set_up
from tests.world import environment

SOON = 1.5
PATIENCE = 30.0


async def test_what_is_wrong_with_a_bot_that_runs_is_logged() -> None:
    """While it is at work: a scope too few is an error, one too many a warning, and neither stops it."""
    async with set_up(
        scopes=[name for name in (*(scope.name for scope in SCOPES), "admin") if name != "files:read"]
    ) as here:
        settings = environment("socket", here.slack, here.arize, here.variables)
        with capture_logs() as logged:
            serving = asyncio.create_task(serve(settings))
            async with asyncio.timeout(PATIENCE):
                while "check.warning" not in [record["event"] for record in logged]:  # noqa: ASYNC110 - a plain list
                    await asyncio.sleep(0.02)
            assert not serving.done()
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
    told = {record["event"]: record for record in logged}
    assert "bot.ready" in told
    assert "files:read" in told["check.wrong"]["why"]
    assert (told["check.wrong"]["log_level"], told["check.wrong"]["fact"]) == ("error", "slack.scopes")
    assert "admin" in told["check.warning"]["why"]


async def test_an_app_token_that_is_refused_ends_the_start() -> None:
    """With what to do, once: the start and the check that follows it say the same."""
    async with set_up() as here:
        here.slack.app_scopes = ()
        settings = environment("socket", here.slack, here.arize, here.variables)
        with pytest.raises(CannotStart) as told:
            await serve(settings, late=SOON)
    (reason,) = told.value.reasons
    assert reason.startswith("SLACK_APP_TOKEN is not a token for Socket Mode (missing_scope).")


async def test_a_start_that_is_only_slow_is_begun_again() -> None:
    """Nothing is in its way that could be told."""
    async with set_up() as here:
        here.slack.faults.next("auth.test", Latency(SOON + 1))
        settings = environment("socket", here.slack, here.arize, here.variables)
        with capture_logs() as logged:
            serving = asyncio.create_task(serve(settings, late=SOON))
            await here.slack.until_connected(PATIENCE)
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
    assert "bot.not_ready" in [record["event"] for record in logged]
