"""Shortcuts: beside the message field, and in the menu of a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys

from tests.simulator.page.fake_slack import message

if TYPE_CHECKING:
    from tests.browser.tab import Tab
    from tests.simulator.page.fake_slack import FakeSlack

pytestmark = pytest.mark.browser

OF_MESSAGE = "[aria-label='More actions for the message of ax-user-bot']"


def test_global_shortcuts_are_beside_the_message_field(tab: Tab, slack: FakeSlack) -> None:
    """By pointer or by keys; each says what it is for."""
    tab.clicks("button[aria-label=Shortcuts]")
    assert tab.sees("[role=menuitem]").text.split("\n") == ["Manage users", "See what you can do"]
    tab.clicks("[role=menuitem]", "Manage users")
    tab.until(lambda: ("shortcut", "manage", None, None) in slack.done)
    tab.presses(Keys.ARROW_DOWN, Keys.ESCAPE)
    tab.misses("[role=menuitem]")
    assert tab.focused().get_attribute("aria-label") == "Shortcuts"


def test_a_message_has_a_menu_of_shortcuts(tab: Tab, slack: FakeSlack) -> None:
    """It names the message by its channel and time; what only one person sees has none."""
    slack.say(message("1.1", "Let me in"))
    tab.clicks(OF_MESSAGE)
    tab.presses(Keys.ENTER)
    tab.until(lambda: ("shortcut", "invite", "C0GENERAL", "1.1") in slack.done)
    slack.say(message("1.2", "psst", ephemeral=True))
    tab.sees(".message", "psst")
    assert tab.all(OF_MESSAGE) == []


def test_an_app_without_shortcuts_offers_none(tab: Tab, slack: FakeSlack) -> None:
    """No menu that would be empty."""
    slack.show(app={**slack.shown["U0ALICE"]["app"], "shortcuts": {"global": [], "message": []}})
    slack.say(message("1.1", "Let me in"))
    tab.browser.refresh()
    tab.sees(".message", "Let me in")
    assert tab.all(f"{OF_MESSAGE}, button[aria-label=Shortcuts]") == []
