"""The demo from end to end, in a browser: what a newcomer does in the first five minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.tab import NARROW

if TYPE_CHECKING:
    from tests.browser.tab import Tab

pytestmark = pytest.mark.browser

CONFIRM = "Type the e-mail address to confirm"
OF_ADMINS = {"Create user", "Delete user", "List users", "Update user"}


@pytest.mark.parametrize("handle", ["alice", "ben"])
def test_admins_are_offered_everything(tab: Tab, handle: str) -> None:
    """The owner and an admin may run every command, each with a button."""
    tab.opens(handle).types("/ax-user")
    tab.sees(".message", "What you can do here")
    assert set(tab.texts(".message .button")) >= OF_ADMINS


def test_a_member_is_offered_less_and_told_why(tab: Tab) -> None:
    """Dev may request changes, but neither list everybody nor read the audit; that says who may."""
    tab.opens("dev").types("/ax-user")
    tab.sees(".message", "What you can do here")
    assert OF_ADMINS - set(tab.texts(".message .button")) == {"List users"}
    tab.types("/ax-user list")
    tab.sees(".message.ephemeral", "Only “admins” and “approvers” may use “list”. Ask one of them.")


@pytest.mark.parametrize("typed", ["/ax-user", "/ax-user list"])
def test_a_guest_is_refused(tab: Tab, typed: str) -> None:
    """In words, and shown to the guest alone."""
    tab.opens("gus").types(typed)
    tab.sees(".message.ephemeral", "Only full members of this workspace can use this app. You are a guest.")
    tab.clicks(".person", "Alice Okafor")
    tab.misses(".message")


def test_a_guest_gets_no_form(tab: Tab) -> None:
    """The view that opened says why, and has nothing to fill in or send."""
    tab.opens("gus").types("/ax-user create")
    tab.sees("dialog", "Only full members of this workspace can use this app.")
    assert tab.all("dialog input, dialog .primary") == []


def test_a_temporary_password_is_in_one_direct_message(tab: Tab) -> None:
    """Created with a password: the answer says where it went, the message shows it, and a click deletes it."""
    tab.opens().types("/ax-user create zoe@partner.example")
    tab.field("Name").send_keys("Zoë Quist")
    tab.clicks("dialog label", "Temporary password")
    tab.clicks("dialog footer .primary")
    tab.sees(".message.ephemeral", "zoe@partner.example was created.")
    assert tab.sees(".room .unread").text.startswith("1")
    tab.clicks(".room", "ax-user-bot")
    said = tab.sees(".message", "Temporary password for")
    password = next(line for line in said.text.split("\n") if line.startswith("Tmp-"))
    inspected = httpx.get(f"{tab.url}/api/inspector", trust_env=False).text
    assert "chat.update" in inspected
    assert password not in inspected
    tab.clicks(".message .button", "Saved it, delete this message")
    tab.misses(".message", password)
    tab.clicks(".room", "general")
    tab.sees(".message", "zoe@partner.example was created.")
    assert tab.all("body", password) == []


def test_what_is_wrong_is_said_at_its_field(tab: Tab) -> None:
    """First what Slack sees by itself, then what the bot sees; what was typed stays."""
    tab.opens().types("/ax-user create")
    tab.field("E-mail").send_keys("zoe", Keys.ENTER)
    assert "valid email" in tab.error("E-mail")
    assert tab.error("Name") == "Please complete this required field."
    tab.field("E-mail").send_keys("@example")
    tab.field("Name").send_keys("Zoë Quist", Keys.ENTER)
    tab.until(lambda: tab.field("Name").get_attribute("aria-invalid") is None)
    assert "valid email" not in tab.error("E-mail")
    assert tab.field("Name").get_attribute("value") == "Zoë Quist"


def test_deleting_needs_the_right_address(tab: Tab) -> None:
    """The wrong one is refused at its field; the right one asks for two approvals, as the demo's policy has it."""
    tab.opens().types("/ax-user delete ada@example.com")
    tab.field(CONFIRM).send_keys("ben@example.com", Keys.ENTER)
    assert tab.error(CONFIRM) == "This is not the address of the user above. Type ada@example.com to go on."
    tab.field(CONFIRM).send_keys(Keys.BACKSPACE * len("ben@example.com"), "ada@example.com", Keys.ENTER)
    tab.sees(".message.ephemeral", "Sent for approval: it takes the approval of Ben Lindqvist and Carla Moreno.")


def test_pages_turn_and_menus_lead_to_forms(tab: Tab) -> None:
    """Newer and older take each other's place; a user's menu leads to the same confirmation as everything else."""
    tab.opens().types("/ax-user list")
    tab.sees(".message", "Alice Okafor")
    tab.clicks(".message .button", "Newer")
    tab.sees(".message .header", "page 2")
    tab.misses(".message .section", "alice@example.com")
    assert len(tab.all(".message")) == 1
    tab.clicks(".message .button", "Older")
    tab.sees(".message .section", "alice@example.com")
    tab.sees(".message .section", "ada@example.com").find_element("css selector", ".more").click()
    tab.clicks("[role=menuitem]", "Delete user")
    assert tab.field(CONFIRM).get_attribute("placeholder") == "ada@example.com"
    tab.presses(Keys.ESCAPE)
    tab.misses("dialog")


def test_a_user_is_picked_updated_and_shown_by_keys_alone(tab: Tab) -> None:
    """No pointer is needed from the command to the answer."""
    tab.opens()
    tab.sees("#composer").send_keys("/ax", Keys.ENTER, "upd", Keys.ARROW_DOWN, Keys.ENTER, Keys.ENTER)
    tab.field("User")
    tab.until(lambda: tab.focused() == tab.field("User"))
    tab.presses("ada@")
    tab.sees("[role=option]", "ada@example.com")
    tab.presses(Keys.ARROW_DOWN, Keys.ENTER)
    tab.until(lambda: "ada@example.com" in (tab.focused().get_attribute("value") or ""))
    tab.presses(Keys.TAB, Keys.TAB, Keys.ENTER)
    name = tab.field("Name")
    tab.until(lambda: tab.focused() == name)
    tab.presses(Keys.END, " King", Keys.ENTER)
    tab.sees(".message.ephemeral", "Ada Byron King")


def test_the_first_press_counts_while_the_picker_is_open(tab: Tab) -> None:
    """What was typed and not chosen is no choice, which the press is told; nobody is counted where there is nobody."""
    tab.opens().types("/ax-user get")
    tab.field("User").send_keys("example")
    tab.sees(".listbox-note", "found")
    tab.clicks("dialog footer .primary", "Show")
    assert "required" in tab.error("User")
    tab.misses("[role=option]")
    assert tab.field("User").get_attribute("value") == ""
    tab.field("User").send_keys("nobody@nowhere")
    tab.sees("[role=option]", "No user you can pick has that in their address")
    tab.misses(".listbox-note", "found")


def test_the_demo_fits_a_phone(tab: Tab) -> None:
    """Nothing scrolls sideways at 390 pixels: the first page, a list, and a form."""
    tab.opens(size=NARROW, hints=True)
    tab.types("/ax-user list")
    tab.sees(".message", "Alice Okafor")
    assert tab.runs("return document.documentElement.scrollWidth") == NARROW[0]
    tab.types("/ax-user create")
    tab.field("Name")
    assert tab.runs("return document.documentElement.scrollWidth") == NARROW[0]


def test_the_home_is_drawn_when_its_tab_is_opened(tab: Tab) -> None:
    """The tab is there before anything was published; what only reads is answered over it."""
    tab.opens("ben")
    tab.clicks(".room", "ax-user-bot")
    tab.clicks(".tab", "Home")
    tab.sees(".home", "What you can do here")
    tab.sees(".home", "As of")
    tab.misses(".home", "Counting…")  # the numbers move the buttons, and a click would go where one was
    tab.clicks(".home .button", "Roles")
    tab.sees("dialog", "Annotator")
