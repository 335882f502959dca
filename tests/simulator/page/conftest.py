"""The page before a workspace that tests move by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from bot.simulator.page import serving_page
from tests.browser.in_thread import served_in_thread
from tests.browser.tab import Tab
from tests.simulator.page.fake_slack import FakeSlack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from selenium.webdriver import Chrome


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[FakeSlack, str]]:
    slack = FakeSlack()
    with served_in_thread(lambda: serving_page(slack)) as url:
        yield slack, url


@pytest.fixture
def slack(served: tuple[FakeSlack, str]) -> FakeSlack:
    served[0].reset()
    return served[0]


@pytest.fixture
def tab(browser: Chrome, slack: FakeSlack, served: tuple[FakeSlack, str]) -> Iterator[Tab]:
    """A tab for Alice; whatever a test does, the browser has nothing to complain of."""
    assert slack is served[0]
    opened = Tab(browser, served[1]).opens()
    yield opened
    assert opened.complaints() == []


@pytest.fixture
def fake() -> FakeSlack:
    return FakeSlack()


@pytest.fixture
async def web(fake: FakeSlack) -> AsyncIterator[httpx.AsyncClient]:
    async with serving_page(fake) as url, httpx.AsyncClient(base_url=url, trust_env=False, timeout=10) as connected:
        yield connected
