"""Fields of a modal: what they carry to the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from selenium.webdriver.common.keys import Keys

from tests.simulator.page.fake_slack import field_block, modal

if TYPE_CHECKING:
    from tests.browser.tab import Tab
    from tests.simulator.page.fake_slack import FakeSlack

pytestmark = pytest.mark.browser

TEXT = {"type": "plain_text_input", "action_id": "a"}


def submitted(slack: FakeSlack) -> list[dict[str, Any]]:
    return [deed[2] for deed in slack.done if deed[0] == "submit"]


def test_a_field_that_tells_the_app_does_so_on_enter(tab: Tab, slack: FakeSlack) -> None:
    """dispatch_action: the form is not sent."""
    slack.show(modal=modal([field_block("Name", TEXT, dispatch_action=True)]))
    tab.field("Name").send_keys("Zoë", Keys.ENTER)
    tab.until(lambda: slack.done)
    assert slack.done == [("act", {"type": "view", "view_id": "V1"}, "name", "a", "Zoë", {"name": {"a": "Zoë"}})]


def test_a_number_goes_as_it_was_typed(tab: Tab, slack: FakeSlack) -> None:
    """The client behind the page judges it, as Slack's does."""
    number = {"type": "number_input", "action_id": "a", "is_decimal_allowed": False, "initial_value": "3"}
    slack.show(modal=modal([field_block("Days", number)]))
    tab.field("Days").send_keys("x", Keys.ENTER)
    tab.until(lambda: submitted(slack))
    assert submitted(slack) == [{"days": {"a": "3x"}}]


def test_a_person_is_chosen_from_a_list(tab: Tab, slack: FakeSlack) -> None:
    """users_select: by name."""
    slack.show(modal=modal([field_block("Who", {"type": "users_select", "action_id": "a"})]))
    tab.field("Who").send_keys("Ben", Keys.TAB)
    tab.clicks("dialog footer .primary")
    tab.until(lambda: submitted(slack))
    assert submitted(slack) == [{"who": {"a": "U0BEN"}}]


def test_an_unknown_field_is_shown_as_such(tab: Tab, slack: FakeSlack) -> None:
    """It is left out of what is sent, rather than sent as nothing."""
    slack.show(modal=modal([field_block("When", {"type": "datepicker", "action_id": "a"}), field_block("Name", TEXT)]))
    assert tab.sees("dialog .unsupported").text == "This simulator does not show “datepicker”."
    tab.clicks("dialog footer .primary")
    tab.until(lambda: submitted(slack))
    assert submitted(slack) == [{"name": {"a": None}}]
