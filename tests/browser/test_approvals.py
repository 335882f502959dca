"""Asking and approving in the demo, in a browser: two people at one page, one after the other."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys

from bot.simulator.demo import demo
from tests.browser.in_thread import served_in_thread
from tests.browser.tab import Tab

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
CONFIRM = "Type the e-mail address to confirm"
TO_APPROVE = "To approve, type the e-mail address"


def asks_for_zoe(tab: Tab) -> None:
    """Dev asks for a new user."""
    tab.opens("dev").types("/ax-user create zoe@example.com")
    tab.sees("dialog", "This is a request: 1 other person will have to approve it.")
    tab.field("Name").send_keys("Zoë Quist")
    tab.clicks("dialog footer .primary", "Send for approval")
    tab.sees(".message.ephemeral", "Sent for approval: it takes 1 of Alice Okafor, Ben Lindqvist and")


def asks_to_delete_ada(tab: Tab) -> None:
    tab.opens("dev").types("/ax-user delete ada@example.com")
    tab.field(CONFIRM).send_keys("ada@example.com", Keys.ENTER)
    tab.sees(".message.ephemeral", "Sent for approval: it takes 2 of Alice Okafor, Ben Lindqvist and")


def reviews(tab: Tab, handle: str) -> None:
    """Open the card in the admins' channel."""
    tab.opens(handle)
    tab.clicks(".room", "ax-admins")
    tab.clicks(".message .button", "Review")
    tab.sees("dialog", "Review request")


def approves(tab: Tab, handle: str, confirming: str = "") -> None:
    reviews(tab, handle)
    tab.clicks("dialog label", "Approve")
    if confirming:
        tab.field(TO_APPROVE).send_keys(confirming)
    tab.clicks("dialog footer .primary", "Decide")


def test_one_asks_another_approves_and_both_see_it(tab: Tab) -> None:
    """The card changes in place, and whoever asked hears by direct message."""
    asks_for_zoe(tab)
    approves(tab, "ben")
    tab.sees("dialog", "You approved it.")
    tab.presses(Keys.ESCAPE)
    tab.sees(".message", "Done: zoe@example.com was created.")
    assert tab.all(".message .button", "Review") == []
    tab.opens("dev").clicks(".room", "ax-user-bot")
    told = tab.sees(".message", "Done: zoe@example.com was created.")
    assert "Ben Lindqvist approved" in told.text


def test_a_denial_takes_a_comment_that_is_read(tab: Tab) -> None:
    """The field says that one is missing; whoever asked reads it."""
    asks_for_zoe(tab)
    reviews(tab, "alice")
    tab.clicks("dialog label", "Deny")
    tab.clicks("dialog footer .primary", "Decide")
    assert tab.error("Comment") == "Say why you deny it. The person who asked will read it."
    tab.field("Comment").send_keys("Use your own account")
    tab.clicks("dialog footer .primary", "Decide")
    tab.sees("dialog", "You denied it.")
    tab.presses(Keys.ESCAPE)
    tab.sees(".message", "Use your own account")
    tab.opens("dev").clicks(".room", "ax-user-bot")
    tab.sees(".message", "Use your own account")


def test_the_second_of_two_approvers_carries_it_out(tab: Tab) -> None:
    """The first sees that one more is needed; both type whom they delete."""
    asks_to_delete_ada(tab)
    approves(tab, "alice", "ada@example.com")
    tab.sees("dialog", "Your approval counts: 1 of 2.")
    tab.presses(Keys.ESCAPE)
    tab.sees(".message", "Waiting (1 of 2)")
    approves(tab, "ben", "ada@example.com")
    tab.sees("dialog", "You approved it.")
    tab.presses(Keys.ESCAPE)
    tab.sees(".message", "Done: Ada Byron (ada@example.com) was deleted for good.")


def test_an_expired_card_says_so_and_cannot_be_decided(browser: Chrome) -> None:
    """Nobody decided in time; nothing was done, and whoever asked is told."""
    soon = {"request_ttl": timedelta(seconds=2), "sweep_every": timedelta(seconds=0.2)}
    with served_in_thread(lambda: demo(MANIFEST, 0, **soon)) as url:
        tab = Tab(browser, url)
        asks_for_zoe(tab)
        tab.opens("ben").clicks(".room", "ax-admins")
        tab.sees(".message", "Expired")
        assert tab.all(".message .button", "Review") == []
        tab.opens("dev").clicks(".room", "ax-user-bot")
        tab.sees(".message", "Expired")
        browser.get("about:blank")
