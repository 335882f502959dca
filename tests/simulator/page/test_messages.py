"""Messages: what they show, and what can be clicked in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from selenium.webdriver.common.keys import Keys

from tests.simulator.page.fake_slack import message, mrkdwn, option, plain, section

if TYPE_CHECKING:
    from tests.browser.tab import Tab
    from tests.simulator.page.fake_slack import FakeSlack

pytestmark = pytest.mark.browser

WHERE = {"type": "message", "channel": "C0GENERAL", "ts": "1.1"}
CONFIRM = {"title": plain("Sure?"), "text": mrkdwn("It is *gone*."), "confirm": plain("Delete"), "deny": plain("Keep")}


def button(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"type": "button", "action_id": "go", "text": plain("Go"), **more}


def shows(slack: FakeSlack, *elements: dict[str, Any]) -> None:
    slack.say(message("1.1", "x", [{"type": "actions", "block_id": "b", "elements": list(elements)}]))


def test_a_message_says_who_when_and_to_whom(tab: Tab, slack: FakeSlack) -> None:
    """An app is marked as one, and what only one person sees says so."""
    slack.say(message("1.1", "x", [section("Done")], ephemeral=True), message("1.2", "Hello", edited=True))
    tab.sees(".message", "Hello")
    first, second = tab.texts(".message")
    assert first.split("\n") == ["ax", "Only visible to you", "ax-user-bot", "App", "12:00", "Done"]
    assert second.split("\n") == ["ax", "ax-user-bot", "App", "12:00", "edited", "Hello"]


def test_a_file_can_be_downloaded(tab: Tab, slack: FakeSlack) -> None:
    """Its name and size are shown, and the link names the person, the message and the file."""
    sizes = {"F1": 999, "F2": 12_345, "F3": 2_000_000_000}
    files = [{"id": each, "name": f"{each}.csv", "title": f"Users {each}", "size": sizes[each]} for each in sizes]
    slack.say(message("1.1", "Here", files=files))
    assert [file.text.split("\n") for file in tab.until(lambda: tab.all("a.file"))] == [
        ["Users F1", "999 bytes"],
        ["Users F2", "12.3 kB"],
        ["Users F3", "2000 MB"],
    ]
    (first, *_) = tab.all("a.file")
    assert (first.get_attribute("href") or "").endswith("/api/file?as=U0ALICE&channel=C0GENERAL&ts=1.1&id=F1")
    assert first.get_attribute("download") == "F1.csv"
    assert first.get_attribute("aria-label") == "Download F1.csv, 999 bytes"


def test_every_block_has_its_look(tab: Tab, slack: FakeSlack) -> None:
    """Fields, headings, small print, tables and pictures; what is unknown is shown as such."""
    head, row = [[{"type": "raw_text", "text": text} for text in texts] for texts in (("Name", "Users"), ("Ada", "3"))]
    slack.say(
        message(
            "1.1",
            "x",
            [
                {"type": "header", "text": plain("Users")},
                section("Words", fields=[mrkdwn("*Role*\nMember"), plain("*raw*")]),
                {"type": "context", "elements": [plain("small"), mrkdwn("_print_")]},
                {"type": "divider"},
                {"type": "table", "rows": [head, row], "column_settings": [{}, {"align": "right"}]},
                {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A chart", "title": plain("T")},
                {"type": "video"},
            ],
        )
    )
    assert tab.sees("h3.header").text == "Users"
    assert [field.text for field in tab.all(".field")] == ["Role\nMember", "*raw*"]
    assert tab.sees(".context em").text == "print"
    assert [cell.text for cell in tab.all("th, td")] == ["Name", "Users", "Ada", "3"]
    assert tab.sees("[role=img]").get_attribute("aria-label") == "A chart"
    assert tab.sees(".unsupported").text == "This simulator does not show “video”."


def test_a_button_tells_the_app(tab: Tab, slack: FakeSlack) -> None:
    """Where it stands and which it is."""
    shows(slack, button(style="danger"))
    tab.clicks(".message .danger", "Go")
    tab.until(lambda: slack.done)
    assert slack.done == [("act", WHERE, "b", "go", None, None)]


@pytest.mark.parametrize(("answer", "heard"), [("Delete", 1), ("Keep", 0), (None, 0)])
def test_a_confirmation_is_asked_for_first(tab: Tab, slack: FakeSlack, answer: str | None, heard: int) -> None:
    """Only a yes counts; Escape is a no."""
    shows(slack, button(confirm={**CONFIRM, "style": "danger"}))
    tab.clicks(".message button", "Go")
    assert tab.sees("dialog.confirm strong").text == "gone"
    if answer:
        tab.clicks("dialog.confirm button", answer)
    else:
        tab.presses(Keys.ESCAPE)
    tab.misses("dialog.confirm")
    shows(slack, button(text=plain("Drawn anew")))
    tab.sees(".message button", "Drawn anew")
    assert len(slack.done) == heard


def test_a_menu_works_by_keys(tab: Tab, slack: FakeSlack) -> None:
    """Down opens it, arrows go round, Enter chooses; Escape gives the focus back."""
    menu = {"type": "overflow", "action_id": "m", "options": [option("Show"), option("Update"), option("Delete")]}
    shows(slack, menu)
    opener = tab.sees(".more")
    opener.send_keys(Keys.ARROW_DOWN)
    assert (tab.focused().text, opener.get_attribute("aria-expanded")) == ("Show", "true")
    tab.presses(Keys.ESCAPE)
    tab.misses("[role=menu]")
    assert tab.focused() == opener
    opener.send_keys(Keys.ARROW_UP)
    assert tab.focused().text == "Delete"
    tab.presses(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)
    tab.until(lambda: slack.done)
    assert slack.done == [("act", WHERE, "b", "m", "update", None)]
    tab.misses("[role=menu]")


def test_a_choice_in_a_message_tells_the_app(tab: Tab, slack: FakeSlack) -> None:
    """At once, without a form."""
    groups = [{"label": plain("All"), "options": [option("Active"), option("Invited")]}]
    shows(slack, {"type": "static_select", "action_id": "s", "placeholder": plain("Status"), "option_groups": groups})
    tab.sees(".message select").send_keys("Inv", Keys.TAB)
    tab.until(lambda: slack.done)
    assert slack.done == [("act", WHERE, "b", "s", "invited", None)]


def test_the_focus_stays_in_a_message_that_changes(tab: Tab, slack: FakeSlack) -> None:
    """Whoever turns pages by keys goes on turning them."""
    shows(slack, button(value="page 1"))
    tab.sees(".message button", "Go").send_keys(Keys.ENTER)
    shows(slack, button(value="page 2", text=plain("Go on")))
    tab.sees(".message button", "Go on")
    assert tab.focused().text == "Go on"
    slack.say(message("1.1", "x", [section("The last page")]))
    tab.sees(".message", "The last page")
    assert "The last page" in tab.focused().text


def test_new_messages_are_announced(tab: Tab, slack: FakeSlack) -> None:
    """To screen readers, with their author; what was there before is not."""
    slack.say(message("1.1", "a &lt; b"))
    tab.until(lambda: tab.runs("return document.getElementById('live').textContent") == "ax-user-bot: a < b")


def test_a_long_answer_is_read_from_its_beginning(tab: Tab, slack: FakeSlack) -> None:
    """A message that is taller than the window shows its head, not its end."""
    slack.say(message("1.1", "first"), message("1.2", "x", [section(f"line {line}") for line in range(60)]))
    head = tab.sees(".message .section", "line 0")
    tab.until(lambda: tab.runs("return arguments[0].getBoundingClientRect().top", head) > 0)
    assert tab.runs("return arguments[0].getBoundingClientRect().top < window.innerHeight / 2", head)
