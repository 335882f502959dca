"""An office for the tests of reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workflow.life.offices import an_office
from tests.workflow.life.rolls import furnish

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.workflow.life.office import Office


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Sam is a member here, Ada a guest, Jane is nowhere; one person shows no address."""
    async with an_office() as opened:
        furnish(opened)
        yield opened
