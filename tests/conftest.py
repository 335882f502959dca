"""Fixtures for stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.world import TRANSPORTS, World, assert_clean, open_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture(params=TRANSPORTS)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """The seeded account and the personas, in both transports; what must hold always is checked at the end."""
    async with open_world(request.param) as opened:
        yield opened
        await opened.settles()
        assert_clean(opened)
