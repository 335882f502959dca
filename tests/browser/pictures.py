"""The README's pictures, taken of the real demo: python -m tests.browser.pictures <folder>."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import TYPE_CHECKING

from selenium.webdriver.common.keys import Keys

from bot.simulator.demo import demo
from tests.browser.chromium import chromium
from tests.browser.in_thread import served_in_thread
from tests.browser.tab import Tab

if TYPE_CHECKING:
    from collections.abc import Callable

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
SIZE = (1280, 800)
LIST = (
    "Zoe Quist <zoe@example.com>",
    "yan.tan@example.com, Yan Tan, Admin",
    "ada@example.com",
    "bo@example.com, Bo, King",
)
NEWCOMERS = "".join(f"newcomer{number}@example.com,Newcomer {number}\n" for number in range(1, 8001))


def the_demo(tab: Tab) -> None:
    tab.opens("alice", SIZE).types("/ax-user list status:active")
    tab.sees(".message.ephemeral", "Users")


def deleting(tab: Tab) -> None:
    tab.opens("alice", SIZE).types("/ax-user delete ada@example.com")
    tab.sees("dialog", "This is permanent.")


def reviewing(tab: Tab) -> None:
    tab.opens("dev", SIZE).types("/ax-user create zoe@example.com")
    tab.field("Name").send_keys("Zoë Quist")
    tab.clicks("dialog footer .primary", "Send for approval")
    tab.sees(".message.ephemeral", "Sent for approval")
    tab.opens("ben", SIZE)
    tab.clicks(".room", "ax-admins")
    tab.clicks(".message .button", "Review")
    tab.sees("dialog", "Decide")


def checking_a_list(tab: Tab) -> None:
    tab.opens("alice", SIZE).types("/ax-user bulk-create")
    tab.field("Users, one per line").send_keys("\n".join(LIST))
    tab.clicks("dialog footer .primary", "Check")
    tab.sees("dialog", "will be created.")


def working_through_a_list(tab: Tab) -> None:
    with NamedTemporaryFile("w", suffix=".csv") as file:
        file.write(NEWCOMERS)
        file.flush()
        tab.opens("alice", SIZE).types("/ax-user bulk-create")
        tab.field("Or a CSV file").send_keys(file.name)
        tab.sees(".attached-file")
    tab.clicks("dialog footer .primary", "Check")
    tab.clicks("dialog footer .primary", "Create 8,000 users")
    tab.sees(".message.ephemeral", "it begins")
    tab.clicks(".room", "ax-user-bot")
    tab.sees(".message", "to go")


def at_home(tab: Tab) -> None:
    reviewing(tab)
    tab.presses(Keys.ESCAPE)
    tab.opens("alice", SIZE)
    tab.clicks(".room", "ax-user-bot")
    tab.clicks(".tab", "Home")
    tab.sees(".home", "Waits for you")
    tab.misses(".home", "Counting…")


def looking_for_leavers(tab: Tab) -> None:
    tab.opens("alice", SIZE).types("/ax-user review")
    tab.clicks(".room", "ax-user-bot")
    tab.clicks(".message .button", "Choose whom to delete")
    tab.sees("dialog", "Tick the users to delete.")


SCENES: dict[str, Callable[[Tab], None]] = {
    "demo": the_demo,
    "delete": deleting,
    "review": reviewing,
    "bulk": checking_a_list,
    "progress": working_through_a_list,
    "home": at_home,
    "leavers": looking_for_leavers,
}


def main(folder: Path, names: list[str]) -> None:
    """Each scene has a demo of its own."""
    with TemporaryDirectory() as profile, chromium(Path(profile)) as browser:
        for name in names or SCENES:
            with served_in_thread(lambda: demo(MANIFEST, 0)) as url:
                SCENES[name](Tab(browser, url))
                browser.save_screenshot(str(folder / f"{name}.png"))
                browser.get("about:blank")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
