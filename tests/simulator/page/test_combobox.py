"""external_select: a search that works by keys, as ARIA describes a combobox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from selenium.webdriver.common.keys import Keys

from tests.simulator.page.fake_slack import field_block, modal, option, plain

if TYPE_CHECKING:
    from tests.browser.tab import Tab
    from tests.simulator.page.fake_slack import FakeSlack

pytestmark = pytest.mark.browser

PEOPLE = ("Ada", "Adam", "Ben")


def found(*arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"options": [option(name) for name in PEOPLE if arguments[-1].lower() in name.lower()]}


def searching(slack: FakeSlack, answer: Any = found, **more: Any) -> None:  # noqa: ANN401 - JSON
    slack.on["options"] = answer
    element = {"type": "external_select", "action_id": "pick", "min_query_length": 0, **more}
    slack.show(
        modal=modal([field_block("User", element), field_block("Name", {"type": "plain_text_input", "action_id": "a"})])
    )


def sent(tab: Tab, slack: FakeSlack) -> object:
    """What the form carries for the user."""
    tab.clicks("dialog footer .primary")
    tab.until(lambda: any(deed[0] == "submit" for deed in slack.done))
    return slack.done[-1][2]["user"]["pick"]


def queries(slack: FakeSlack) -> list[str]:
    return [deed[-1] for deed in slack.done if deed[0] == "options"]


def test_somebody_is_found_and_chosen_by_keys(tab: Tab, slack: FakeSlack) -> None:
    """Type, arrow down, Enter: Enter chooses and does not send the form."""
    searching(slack)
    field = tab.field("User")
    field.send_keys("ad")
    tab.sees(".listbox-note", "2 found")
    assert field.get_attribute("aria-expanded") == "true"
    tab.presses(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    active = tab.runs("return document.getElementById(arguments[0].getAttribute('aria-activedescendant'))", field)
    assert (active.text, active.get_attribute("aria-selected")) == ("Adam", "true")
    tab.presses(Keys.ENTER)
    assert field.get_attribute("value") == "Adam"
    assert field.get_attribute("aria-expanded") == "false"
    assert not any(deed[0] == "submit" for deed in slack.done)
    assert sent(tab, slack) == "adam"


def test_the_list_goes_round(tab: Tab, slack: FakeSlack) -> None:
    """Up from the first is the last."""
    searching(slack)
    tab.field("User").click()
    tab.sees(".listbox-note", "3 found")
    tab.presses(Keys.ARROW_UP)
    assert tab.sees("[role=option][aria-selected=true]").text == "Ben"
    tab.presses(Keys.ARROW_DOWN)
    assert tab.sees("[role=option][aria-selected=true]").text == "Ada"


def test_a_click_chooses(tab: Tab, slack: FakeSlack) -> None:
    """And the next look at the list shows all again."""
    searching(slack)
    tab.field("User").click()
    tab.clicks("[role=option]", "Ben")
    assert tab.field("User").get_attribute("value") == "Ben"
    tab.field("User").click()
    tab.sees(".listbox-note", "3 found")
    assert queries(slack) == ["", ""]


def test_escape_closes_the_list_and_not_the_modal(tab: Tab, slack: FakeSlack) -> None:
    """A second one closes the modal."""
    searching(slack)
    tab.field("User").click()
    tab.sees(".listbox")
    tab.presses(Keys.ESCAPE)
    tab.misses(".listbox")
    assert tab.field("User").is_displayed()
    assert slack.done[-1][0] == "options"
    tab.presses(Keys.ESCAPE)
    tab.until(lambda: slack.done[-1] == ("close", "V1"))


def test_what_was_typed_and_not_chosen_is_no_choice(tab: Tab, slack: FakeSlack) -> None:
    """The field goes back to what was chosen before."""
    searching(slack, initial_option=option("Ada"))
    field = tab.field("User")
    assert field.get_attribute("value") == "Ada"
    field.send_keys("x", Keys.TAB)
    tab.until(lambda: field.get_attribute("value") == "Ada")
    assert sent(tab, slack) == "ada"


def test_an_emptied_field_is_no_choice(tab: Tab, slack: FakeSlack) -> None:
    """Whoever takes the name out again chooses nobody."""
    searching(slack, initial_option=option("Ada"))
    tab.field("User").send_keys(Keys.BACKSPACE * 3, Keys.TAB)
    assert sent(tab, slack) is None


def test_too_little_is_not_searched_for(tab: Tab, slack: FakeSlack) -> None:
    """Slack asks for three characters where the app does not say otherwise."""
    searching(slack, min_query_length=3)
    tab.field("User").send_keys("Ad")
    tab.sees(".listbox-note", "Type at least 3 characters to search.")
    assert queries(slack) == []


def test_nothing_found_is_said(tab: Tab, slack: FakeSlack) -> None:
    """In words, instead of an empty list."""
    searching(slack)
    tab.field("User").send_keys("zzz")
    tab.sees(".listbox-note", "Nothing found.")
    assert tab.all(".listbox") == []


def test_a_search_that_fails_is_said(tab: Tab, slack: FakeSlack) -> None:
    """And the next key tries again."""

    def failing(*_: object) -> None:
        raise ValueError("The app did not answer.")

    searching(slack, failing)
    tab.field("User").send_keys("a")
    tab.sees(".listbox-note", "The search failed.")
    tab.sees(".toast", "The app did not answer.")


def test_groups_have_their_headings(tab: Tab, slack: FakeSlack) -> None:
    """Options may come in groups."""
    groups = [
        {"label": plain("Admins"), "options": [option("Ada")]},
        {"label": plain("Others"), "options": [option("Ben")]},
    ]
    searching(slack, lambda *_: {"option_groups": groups})
    tab.field("User").click()
    assert tab.sees("[role=group]", "Others").get_attribute("aria-label") == "Others"
    tab.presses(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)
    assert sent(tab, slack) == "ben"


def test_a_choice_survives_an_update(tab: Tab, slack: FakeSlack) -> None:
    """With its label, which only the search knew."""
    searching(slack)
    tab.field("User").click()
    tab.clicks("[role=option]", "Ben")
    searching(slack, placeholder=plain("drawn anew"))
    tab.until(lambda: tab.field("User").get_attribute("placeholder") == "drawn anew")
    assert tab.field("User").get_attribute("value") == "Ben"
    assert sent(tab, slack) == "ben"
