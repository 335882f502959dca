"""Fixtures for stories, and one browser for all that need one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import chromium
from tests.databases import DATABASES
from tests.stories.offices import POLICY
from tests.world import TRANSPORTS, World, assert_clean, open_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from selenium.webdriver import Chrome


@pytest.fixture(params=TRANSPORTS)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """The seeded account and the personas, in both transports; what must hold always is checked at the end."""
    async with open_world(request.param) as opened:
        yield opened
        await opened.settles()
        assert_clean(opened)


@pytest.fixture(params=[(transport, database) for transport in TRANSPORTS for database in DATABASES])
async def office(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """A workspace with a policy: members ask, leads and admins approve; in both transports, on both databases."""
    transport, database = request.param
    async with open_world(transport, database, policy=POLICY) as opened:
        yield opened
        await opened.settles()
        assert_clean(opened)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Chromium; where there is none the test skips with one line, or fails under CI=true."""
    with chromium(tmp_path_factory.mktemp("profile")) as started:
        yield started
