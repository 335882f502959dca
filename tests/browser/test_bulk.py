"""Many users at once, on the demo's page: from a file to the file of what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.tab import NARROW

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.tab import Tab

pytestmark = pytest.mark.browser

USERS, FILE, NUMBER = "Users, one per line", "Or a CSV file", "Type the number of users to confirm"


def test_a_file_is_looked_at_confirmed_and_answered_with_a_file(tab: Tab, tmp_path: Path) -> None:
    """What is wrong with which line is seen first; what moves is seen in the direct message."""
    path = tmp_path / "new.csv"
    path.write_text("name,email\nZoe Quist,zoe@example.com\nAda,ada@example.com\nYan Tan,yan@example.com\n", "utf-8")
    tab.opens().types("/ax-user bulk-create")
    tab.field(FILE).send_keys(str(path))
    tab.sees(".attached-file", "new.csv")
    tab.clicks("dialog footer .primary", "Check")
    preview = tab.sees("dialog", "2 users will be created.").text
    assert "Line 3 ada@example.com: They are in Arize AX already, and active." in preview
    tab.clicks("dialog footer .button", "Back")
    tab.sees(".attached-file", "new.csv")
    tab.clicks("dialog footer .primary", "Check")
    tab.clicks("dialog footer .primary", "Create 2 users")
    tab.sees(".message.ephemeral", "it begins")
    tab.clicks(".room", "ax-user-bot")
    tab.sees(".message", "100 %")
    tab.sees("a.file", "bulk-create-results-")


def test_deleting_many_asks_for_their_number_on_a_phone(tab: Tab) -> None:
    """A wrong number is told at the field, and nothing is lost; the right one sends it to be approved or done."""
    tab.opens(size=NARROW).types("/ax-user bulk-delete")
    tab.field(USERS).send_keys("ada@example.com", Keys.ENTER, "jane@example.com")
    tab.clicks("dialog footer .primary", "Check")
    tab.sees("dialog", "This is permanent")
    tab.field(NUMBER).send_keys("3")
    tab.clicks("dialog footer .primary")
    assert tab.error(NUMBER) == "This is not the number of users. Type 2 to go on."
    assert tab.runs("return document.documentElement.scrollWidth") == NARROW[0]
    tab.field(NUMBER).send_keys(Keys.BACKSPACE, "2")
    tab.clicks("dialog footer .primary")
    tab.sees(".message.ephemeral", "Sent for approval: it takes the approval of Ben Lindqvist and Carla Moreno.")
