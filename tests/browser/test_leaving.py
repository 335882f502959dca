"""Accounts that are taken away and given back on the demo's page, with the real bot behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.tab import NARROW

if TYPE_CHECKING:
    from tests.browser.tab import Tab

pytestmark = pytest.mark.browser


def changes(tab: Tab, what: str, name: str) -> None:
    tab.clicks(f"[aria-label='Account of {name}']")
    tab.clicks("[role=menuitem]", f"{what} {name}")


def test_somebody_leaves_and_comes_back(tab: Tab) -> None:
    """Who is gone is listed as such, is nobody to act as, and is who they were when they come back."""
    tab.opens()
    changes(tab, "Deactivate", "Ben Lindqvist")
    tab.sees(".gone", "Ben Lindqvist")
    tab.misses("a.person", "Ben Lindqvist")
    changes(tab, "Reactivate", "Ben Lindqvist")
    assert "Workspace admin" in tab.sees("a.person", "Ben Lindqvist").text
    tab.misses(".gone", "Ben Lindqvist")
    tab.clicks("a.person", "Ben Lindqvist")
    tab.sees("a.person[aria-current]", "Ben Lindqvist")
    tab.types("/ax-user whoami")
    tab.sees(".message.ephemeral", "Ben Lindqvist")


def test_nobody_acts_with_an_account_that_is_gone(tab: Tab) -> None:
    """The page says so, and goes on as somebody else."""
    tab.opens("ben")
    changes(tab, "Deactivate", "Ben Lindqvist")
    tab.sees(".toast", "The account of Ben Lindqvist is deactivated. You act as Alice Okafor now.")
    tab.types("I am not Ben")
    assert tab.sees(".message", "I am not Ben").find_element("css selector", ".author").text == "Alice Okafor"


def test_the_owner_stays(tab: Tab) -> None:
    """So there is always somebody to act as; whoever is from elsewhere has no account here to take."""
    tab.opens()
    tab.clicks("summary", "More people")
    tab.sees("a.person", "Eve External")
    tab.sees("[aria-label='Account of Dev Patel']")
    assert tab.all("[aria-label='Account of Alice Okafor'], [aria-label='Account of Eve External']") == []


def test_an_account_is_taken_on_a_phone(tab: Tab) -> None:
    """The menu lies over the drawer, and both fit."""
    tab.opens(size=NARROW)
    tab.clicks(".drawer-button")
    changes(tab, "Deactivate", "Gus Guest")
    tab.sees(".gone", "Gus Guest")
    assert tab.runs("return document.documentElement.scrollWidth") == NARROW[0]
