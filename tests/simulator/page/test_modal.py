"""Modals: by keys alone, with errors at their fields, and without ever losing what is being typed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from selenium.webdriver.common.keys import Keys

from tests.simulator.page.fake_slack import field_block, message, modal, option, plain, section

if TYPE_CHECKING:
    from tests.browser.tab import Tab
    from tests.simulator.page.fake_slack import FakeSlack

pytestmark = pytest.mark.browser


def text(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"type": "plain_text_input", "action_id": "a", **more}


ROLES = [option("Admin"), option("Member")]
NOTES = [option("Mail"), option("Chat"), option("Phone")]
FORM = [
    section("Please fill this in."),
    field_block("Name", text()),
    field_block("E-mail", {"type": "email_text_input", "action_id": "a"}, hint=plain("Where they read mail")),
    field_block("Role", {"type": "static_select", "action_id": "a", "options": ROLES}),
    field_block("Invite", {"type": "radio_buttons", "action_id": "a", "options": NOTES, "initial_option": NOTES[0]}),
    field_block("Tell", {"type": "checkboxes", "action_id": "a", "options": NOTES}, optional=True),
    field_block("Reason", text(multiline=True), optional=True),
]


def submitted(slack: FakeSlack) -> list[dict[str, Any]]:
    return [deed[2] for deed in slack.done if deed[0] == "submit"]


def test_a_form_is_filled_and_sent_by_keys_alone(tab: Tab, slack: FakeSlack) -> None:
    """From the first field, where the focus is at once, to the button; and then back to the message field."""
    slack.on["submit"] = lambda *_: slack.show(modal=None)
    tab.sees("#composer").click()
    slack.show(modal=modal(FORM))
    tab.sees("dialog .modal-body")
    tab.until(lambda: tab.focused() == tab.field("Name"))
    tab.presses("Zoë", Keys.TAB, "zoe@example.com", Keys.TAB, "Mem", Keys.TAB, Keys.ARROW_DOWN, Keys.TAB)
    tab.presses(Keys.SPACE, Keys.TAB, Keys.TAB, Keys.SPACE, Keys.TAB, "first", Keys.ENTER, "second", Keys.TAB, Keys.TAB)
    assert tab.focused().text == "Send"
    tab.presses(Keys.ENTER)
    tab.misses("dialog")
    assert submitted(slack) == [
        {
            "name": {"a": "Zoë"},
            "e-mail": {"a": "zoe@example.com"},
            "role": {"a": "member"},
            "invite": {"a": "chat"},
            "tell": {"a": ["mail", "phone"]},
            "reason": {"a": "first\nsecond"},
        }
    ]
    assert tab.focused().get_attribute("id") == "composer"


def test_the_focus_stays_within(tab: Tab, slack: FakeSlack) -> None:
    """Behind a modal nothing can be reached by key or click."""
    slack.show(modal=modal([field_block("Name", text())]))
    tab.field("Name")
    for _ in range(8):
        tab.presses(Keys.TAB)
        assert tab.runs("return document.activeElement === document.body || !!document.activeElement.closest('dialog')")


def test_what_is_empty_is_sent_as_nothing(tab: Tab, slack: FakeSlack) -> None:
    """Enter in a line of text sends the form, as everywhere."""
    slack.show(modal=modal(FORM))
    tab.field("Name").send_keys(Keys.ENTER)
    tab.until(lambda: submitted(slack))
    assert submitted(slack)[0]["name"] == {"a": None}
    assert submitted(slack)[0]["role"] == {"a": None}
    assert submitted(slack)[0]["tell"] == {"a": []}


def test_an_error_stands_under_its_field(tab: Tab, slack: FakeSlack) -> None:
    """It is tied to the field for screen readers, the first wrong field has the focus, and what was typed stays."""
    errors = {"e-mail": "This is no e-mail address.", "reason": "Say more."}
    slack.on["submit"] = lambda *_: slack.show(modal=modal(FORM, errors=errors))
    slack.show(modal=modal(FORM))
    tab.field("E-mail").send_keys("zoe@", Keys.ENTER)
    assert tab.error("E-mail") == "This is no e-mail address."
    assert tab.error("Reason") == "Say more."
    tab.until(lambda: tab.focused() == tab.field("E-mail"))
    assert tab.field("E-mail").get_attribute("value") == "zoe@"
    assert tab.field("Name").get_attribute("aria-invalid") is None
    slack.show(modal=modal(FORM))
    tab.misses("dialog .error")
    assert tab.field("E-mail").get_attribute("aria-invalid") is None


def test_typed_values_survive_an_update(tab: Tab, slack: FakeSlack) -> None:
    """With the same block_id and action_id they stay, with another they begin anew; the caret stays as well."""
    slack.show(modal=modal(FORM))
    tab.field("Name").send_keys("Zoë Quist", Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    again = [
        section("Something else is said now."),
        field_block("Name", text(placeholder=plain("drawn anew"))),
        field_block("E-mail", {"type": "email_text_input", "action_id": "other", "initial_value": "new@example.com"}),
    ]
    slack.show(modal=modal(again, title="Second"))
    tab.sees("dialog h2", "Second")
    assert tab.field("Name").get_attribute("placeholder") == "drawn anew"
    assert tab.focused() == tab.field("Name")
    tab.presses("!")
    assert tab.field("Name").get_attribute("value") == "Zoë Qui!st"
    assert tab.field("E-mail").get_attribute("value") == "new@example.com"


def test_a_message_meanwhile_disturbs_nobody(tab: Tab, slack: FakeSlack) -> None:
    """What comes while somebody types takes no focus and no letter."""
    slack.show(modal=modal(FORM))
    field = tab.field("Name")
    field.send_keys("Zo")
    slack.say(message("1.1", "Good news"))
    tab.until(lambda: tab.all(".message", "Good news"))
    tab.presses("ë")
    assert tab.field("Name") == field
    assert field.get_attribute("value") == "Zoë"


def test_a_form_that_fills_in_later_gets_the_focus(tab: Tab, slack: FakeSlack) -> None:
    """A "Loading…" view becomes a form under the same id."""
    slack.show(modal=modal([section("Loading…")], title="Create user"))
    tab.sees("dialog h2", "Create user")
    slack.show(modal=modal(FORM, title="Create user"))
    tab.until(lambda: tab.focused() == tab.field("Name"))


def test_a_form_in_the_place_of_another_begins_at_its_first_field(tab: Tab, slack: FakeSlack) -> None:
    """Enter pressed twice on "Continue" cannot send what nobody has read."""
    slack.show(modal=modal([field_block("User", text())]))
    tab.field("User").send_keys(Keys.TAB, Keys.TAB)
    assert tab.focused().text == "Send"
    slack.show(modal=modal([section("Really?"), field_block("Address", text())]))
    tab.until(lambda: tab.focused() == tab.field("Address"))


def test_a_view_on_top_comes_and_goes(tab: Tab, slack: FakeSlack) -> None:
    """The one below has its values when it comes back."""
    slack.show(modal=modal(FORM))
    tab.field("Name").send_keys("Zoë")
    slack.show(modal=modal([section("Really?")], view_id="V2", title="Above", depth=2))
    tab.sees("dialog h2", "Above")
    assert tab.sees("dialog header button").get_attribute("aria-label") == "Back"
    slack.show(modal=modal(FORM))
    tab.until(lambda: tab.field("Name").get_attribute("value") == "Zoë")


@pytest.mark.parametrize("way", ["the Escape key", "Close", "Cancel"])
def test_a_modal_can_be_left(tab: Tab, slack: FakeSlack, way: str) -> None:
    """By the Escape key, the X, or Cancel; the app hears of it."""
    slack.on["close"] = lambda *_: slack.show(modal=None)
    slack.show(modal=modal(FORM))
    tab.field("Name")
    match way:
        case "Close":
            tab.clicks("dialog header button[aria-label=Close]")
        case "Cancel":
            tab.clicks("dialog footer button", "Cancel")
        case _:
            tab.presses(Keys.ESCAPE)
    tab.misses("dialog")
    assert slack.done == [("close", "V1")]


def test_cancel_has_the_words_of_the_view(tab: Tab, slack: FakeSlack) -> None:
    """And a view with nothing to submit has no button for it."""
    view = modal([section("Only words")])
    view["view"] |= {"submit": None, "close": plain("Got it")}
    slack.show(modal=view)
    tab.clicks("dialog footer button", "Got it")
    tab.until(lambda: slack.done == [("close", "V1")])
    assert len(tab.all("dialog footer button")) == 1


def test_a_second_click_does_not_send_twice(tab: Tab, slack: FakeSlack) -> None:
    """While a form is on its way, the button is busy."""
    answers = asyncio.Event()

    async def slowly(*_: object) -> None:
        await answers.wait()
        slack.show(modal=None)

    slack.on["submit"] = slowly
    slack.show(modal=modal(FORM))
    tab.field("Name")
    tab.clicks("dialog footer .primary")
    assert tab.sees("dialog footer .primary").get_attribute("aria-busy") == "true"
    tab.clicks("dialog footer .primary")
    tab.until(lambda: submitted(slack))
    slack.call_soon(answers.set)
    tab.misses("dialog")
    assert len(submitted(slack)) == 1


def test_trouble_is_told_in_the_modal(tab: Tab, slack: FakeSlack) -> None:
    """As an alert, and the form stays as it was."""
    slack.show(modal=modal(FORM, trouble="We had some trouble connecting. Try again?"))
    trouble = tab.sees("dialog [role=alert]", "trouble connecting")
    assert trouble.is_displayed()
    assert tab.field("Name").is_displayed()


def test_a_click_in_a_view_takes_along_what_was_typed(tab: Tab, slack: FakeSlack) -> None:
    """The app gets the state of the form with it."""
    button = {"type": "button", "action_id": "more", "text": plain("More")}
    slack.show(modal=modal([field_block("Name", text()), section("x", block_id="s", accessory=button)]))
    tab.field("Name").send_keys("Zoë")
    tab.clicks("dialog .accessory button")
    tab.until(lambda: slack.done)
    view = {"type": "view", "view_id": "V1"}
    assert slack.done == [("act", view, "s", "more", None, {"name": {"a": "Zoë"}})]
