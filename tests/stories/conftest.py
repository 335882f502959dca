"""A workspace with a policy, for stories in which somebody asks and somebody else approves."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.databases import DATABASES
from tests.stories.offices import POLICY
from tests.world import PAIRS, TRANSPORTS, World, assert_clean, open_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def office(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """Members ask, leads and admins approve; in both transports, on both databases."""
    transport, database = request.param
    async with open_world(transport, database, policy=POLICY) as opened:
        yield opened
        await opened.settles()
        assert_clean(opened)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What no transport knows of the database is told in two pairs; what is `core` in all four."""
    if "office" in metafunc.fixturenames:
        is_core = metafunc.definition.get_closest_marker("core") is not None
        pairs = tuple(product(TRANSPORTS, DATABASES)) if is_core else PAIRS
        metafunc.parametrize("office", pairs, indirect=True, ids="-".join)
