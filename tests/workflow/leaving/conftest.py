"""An office for the tests of leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.people import Standing
from tests.workflow.life.departures import account
from tests.workflow.life.offices import an_office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.workflow.life.office import Office


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Ada's account is deactivated, and the bot has not heard of it."""
    async with an_office() as opened:
        account(opened, Standing.DEACTIVATED)
        yield opened
