"""A workspace for an app of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.slack import slack_simulator
from tests.simulator.slack.an_app import a_manifest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.simulator.slack import SlackSimulator


@pytest.fixture
async def slack() -> AsyncIterator[SlackSimulator]:
    async with slack_simulator(manifest=a_manifest()) as simulator:
        yield simulator
