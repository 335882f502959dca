"""The demo as a newcomer has it: both simulators, the real bot, and the page in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.simulator.demo import demo
from tests.browser.in_thread import served_in_thread
from tests.browser.tab import Tab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@pytest.fixture
def tab(browser: Chrome) -> Iterator[Tab]:
    """A tab on a demo of its own; whatever a test does, the browser has nothing to complain of."""
    with served_in_thread(lambda: demo(MANIFEST, 0)) as url:
        opened = Tab(browser, url)
        yield opened
        complaints = opened.complaints()
        browser.get("about:blank")
    assert complaints == []
