"""Shortcuts on the demo's page, with the real bot behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.tab import Tab

pytestmark = pytest.mark.browser


def test_managing_users_without_typing(tab: Tab) -> None:
    """From the button beside the message field to a list, and back."""
    tab.opens()
    tab.clicks("button[aria-label=Shortcuts]")
    tab.clicks("[role=menuitem]", "Manage AX users")
    tab.sees("dialog", "What you can do here")
    tab.clicks("dialog .button", "List users")
    tab.sees("dialog .section", "alice@example.com")
    tab.clicks("dialog footer .button", "Close")
    tab.sees("dialog", "What you can do here")


def test_inviting_whoever_wrote_a_message(tab: Tab) -> None:
    """The form is filled in with the name and the address of their profile."""
    tab.opens("dev").types("May I have an account?")
    tab.sees(".message", "May I have an account?")
    tab.clicks(".person", "Alice Okafor")
    tab.sees(".message", "May I have an account?")
    tab.clicks("[aria-label='More actions for the message of Dev Patel']")
    tab.clicks("[role=menuitem]", "Invite author to AX")
    assert tab.field("Name").get_attribute("value") == "Dev Patel"
    assert tab.field("E-mail").get_attribute("value") == "dev@example.com"
