"""Somebody leaves, is kept or deleted, and all users are reviewed: on the demo's page, with the real bot behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.tab import NARROW

if TYPE_CHECKING:
    from tests.browser.tab import Tab

pytestmark = pytest.mark.browser

TITLE = "Users who are not full members of this Slack"


def leaves(tab: Tab, name: str) -> None:
    tab.clicks(f"[aria-label='Account of {name}']")
    tab.clicks("[role=menuitem]", f"Deactivate {name}")


def test_a_card_asks_about_a_leaver_and_says_who_kept_them(tab: Tab) -> None:
    """In the admins' channel; its buttons go with the decision."""
    tab.opens()
    leaves(tab, "Carla Moreno")
    tab.clicks(".room", "ax-admins")
    tab.sees(".message", "Carla Moreno was deactivated in Slack")
    tab.clicks(".message .button", "Keep user")
    tab.sees(".message", "Kept by Alice Okafor")
    tab.misses(".message .button", "Keep user")


def test_users_are_ticked_in_a_modal_that_fits_a_phone(tab: Tab) -> None:
    """With the reason beside each, and the next fifty a button away."""
    tab.opens(size=NARROW)
    tab.types("/ax-user review")
    tab.clicks(".drawer-button")
    tab.clicks(".room", "ax-user-bot")
    tab.sees(".message", TITLE)
    tab.clicks(".message .button", "Choose whom to delete")
    tab.sees("dialog", "Tick the users to delete.")
    tab.clicks("dialog label", "gus@partner.example")
    assert "Guest · Gus Guest" in tab.sees("dialog", "gus@partner.example").text
    assert tab.runs("return document.documentElement.scrollWidth") == NARROW[0]
