"""Both transports, each with one of the databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.offices import POLICY
from tests.world import PAIRS, World, assert_clean, open_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture(params=PAIRS, ids="-".join)
async def office(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """Members ask, leads and admins approve."""
    transport, database = request.param
    async with open_world(transport, database, policy=POLICY) as opened:
        yield opened
        await opened.settles()
        assert_clean(opened)
