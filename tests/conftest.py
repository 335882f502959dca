"""A world for stories, one browser for all that need one, and what takes longest first."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import chromium
from tests.unhurried import unhurried
from tests.world import TRANSPORTS, World, assert_clean, open_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from selenium.webdriver import Chrome

unhurried()
LONGEST = (
    "races/",
    "kills/",
    "restarts/",
    "life/",
    "browser/",
    "torture/",
    "cli/",
    "test_bench",
    "test_command_line",
    "test_process",
    "_contract",
    "_leaks",
)
"""Where tests take seconds each."""


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: while one waits for a lease to end or a process to start, another works."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that at the end no worker waits for another."""
    items.sort(key=lambda item: not any(each in item.nodeid for each in LONGEST))


@pytest.fixture(params=TRANSPORTS)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """The seeded account and the personas, in both transports; what must hold always is checked at the end."""
    async with open_world(request.param) as opened:
        yield opened
        await opened.settles()
        assert_clean(opened)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Chromium; where there is none the test skips with one line, or fails under CI=true."""
    with chromium(tmp_path_factory.mktemp("profile")) as started:
        yield started
