"""A file in a form, from the browser to the simulated Slack, with no bot behind it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.simulator.page import serving_page
from bot.simulator.slack import slack_simulator
from bot.slack.blockkit import file_input, input_block, modal
from tests.browser.in_thread import served_in_thread
from tests.browser.tab import NARROW, Tab

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

MANIFEST = {
    "display_information": {"name": "Judge"},
    "features": {"slash_commands": [{"command": "/try", "description": "Try"}]},
    "oauth_config": {"scopes": {"bot": ["commands", "files:read"]}},
}


@asynccontextmanager
async def a_form() -> AsyncIterator[str]:
    """The page of a workspace in which a form is open before Alice."""
    fields = [
        input_block("CSV file", file_input("value", filetypes=["csv"], max_files=1), block_id="file"),
        input_block("More", file_input("value", max_files=2), block_id="more", optional=True),
    ]
    async with slack_simulator(manifest=MANIFEST) as slack, serving_page(slack) as url:
        slack.views.open("U0ALICE", modal("Many at once", fields, callback_id="form", submit="Send"))
        yield url


@pytest.fixture
def tab(browser: Chrome) -> Iterator[Tab]:
    with served_in_thread(a_form) as url:
        opened = Tab(browser, url)
        yield opened
        complaints = opened.complaints()
        browser.get("about:blank")
    assert complaints == []


def written(folder: Path, name: str, content: str = "name\nJane\n") -> str:
    path = folder / name
    path.write_text(content, "utf-8")
    return str(path)


def test_a_file_is_attached_corrected_and_kept(tab: Tab, tmp_path: Path) -> None:
    """The wrong kind is refused in words, the right one is there, even when the page is loaded again; one is enough."""
    tab.opens()
    tab.field("CSV file").send_keys(written(tmp_path, "users.xlsx"))
    assert tab.error("CSV file") == "“users.xlsx” cannot be attached. Allowed: csv."
    tab.field("CSV file").send_keys(written(tmp_path, "users.csv"))
    tab.sees(".attached-file", "users.csv")
    tab.misses("dialog .error")
    tab.browser.refresh()
    tab.sees(".attached-file", "users.csv")
    tab.field("CSV file").send_keys(written(tmp_path, "more.csv"))
    assert tab.error("CSV file") == "No more than 1 file can be attached here."
    tab.clicks("[aria-label='Remove users.csv']")
    tab.misses(".attached-file")
    tab.clicks("dialog footer .primary")
    tab.sees("dialog .error", "Please complete this required field.")


def test_a_file_that_is_too_large_is_told_of(tab: Tab, tmp_path: Path) -> None:
    """The browser sends all of it, and hears why not."""
    tab.opens()
    tab.field("CSV file").send_keys(written(tmp_path, "users.csv", "x" * 10_500_000))
    assert tab.error("CSV file") == "“users.csv” is larger than 10 MB."


def test_several_files_fit_a_phone(tab: Tab, tmp_path: Path) -> None:
    """Chosen together, with names longer than the screen is wide; what is too many is said."""
    tab.opens(size=NARROW)
    names = [f"{'a-very-long-name-' * 6}{number}.csv" for number in range(3)]
    tab.field("More").send_keys("\n".join(written(tmp_path, name) for name in names))
    assert tab.error("More") == "No more than 2 files can be attached here."
    assert len(tab.all(".attached-file")) == 2
    assert tab.runs("return document.documentElement.scrollWidth") == NARROW[0]
    assert (
        tab.runs("const body = document.querySelector('.modal-body'); return body.scrollWidth - body.clientWidth") == 0
    )
