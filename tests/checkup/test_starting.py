"""A start that does not come to its end."""

from __future__ import annotations

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.app import CannotStart, serve
from bot.simulator.slack import Latency
from tests.checkup.setup import set_up
from tests.world import environment

SOON = 1.5
PATIENCE = 30.0


async def test_an_app_token_that_is_refused_is_told_after_a_while() -> None:
    """The Slack library would try for ever, and only log it."""
    async with set_up() as here:
        here.slack.app_scopes = ()
        settings = environment("socket", here.slack, here.arize, here.variables)
        with pytest.raises(CannotStart) as told:
            await serve(settings, late=SOON)
    (reason,) = told.value.reasons
    assert reason.startswith("Slack opens no connection for SLACK_APP_TOKEN (missing_scope).")


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
