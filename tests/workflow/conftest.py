"""An office for one test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workflow.life.offices import an_office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.workflow.life.office import Office


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with an_office() as opened:
        yield opened
