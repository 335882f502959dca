"""Whatever people and apps write, the page shows it and never runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.simulator.page.fake_slack import field_block, message, modal, mrkdwn, option, plain, section

if TYPE_CHECKING:
    from tests.browser.tab import Tab
    from tests.simulator.page.fake_slack import FakeSlack

pytestmark = pytest.mark.browser

EVIL = """<img src=x onerror="window.ran=1"><script>window.ran=1</script><a href="javascript:window.ran=1">x</a>"""
FOREIGN = "#main img, #main script, dialog img, dialog script, .inspector img, a[href^='javascript']"


def everything() -> list[dict[str, Any]]:
    """Every block and element, with the words in every place that takes some."""
    link = {"type": "button", "action_id": "e6", "text": plain(EVIL), "url": "javascript:window.ran=1"}
    menu = {"type": "overflow", "action_id": "e1", "options": [option(EVIL, EVIL, url="javascript:window.ran=1")]}
    choice = option(EVIL, EVIL, description=plain(EVIL))
    button = {"type": "button", "action_id": "e3", "text": plain(EVIL), "accessibility_label": EVIL, "value": EVIL}
    elements = [
        {"type": "static_select", "action_id": "e2", "placeholder": plain(EVIL), "options": [choice]},
        button,
        {"type": "radio_buttons", "action_id": "e4", "options": [choice]},
        {"type": "checkboxes", "action_id": "e5", "options": [choice]},
        link,
        {"type": "users_select", "action_id": "e7", "placeholder": plain(EVIL)},
        {"type": EVIL, "action_id": "e8"},
    ]
    picture = {"type": "image", "image_url": "javascript:window.ran=1", "alt_text": EVIL, "title": plain(EVIL)}
    cells = [{"type": "raw_text", "text": EVIL}, {"type": "rich_text", "elements": [{"type": "text", "text": EVIL}]}]
    return [
        section(EVIL, fields=[mrkdwn(EVIL), plain(EVIL)], accessory=menu),
        {"type": "header", "text": plain(EVIL)},
        {"type": "context", "elements": [mrkdwn(EVIL), plain(EVIL), picture]},
        {"type": "actions", "block_id": EVIL, "elements": elements},
        picture,
        {"type": "table", "rows": [cells, cells]},
        {"type": EVIL},
        section(f"<javascript:window.ran=1|x> <https://x.example/{EVIL}|{EVIL}> <@{EVIL}> <!date^1^{EVIL}|{EVIL}>"),
    ]


def nothing_ran(tab: Tab) -> None:
    assert tab.runs("return window.ran") is None
    assert tab.runs("return document.querySelectorAll(arguments[0]).length", FOREIGN) == 0


def test_a_message_is_shown_and_not_run(tab: Tab, slack: FakeSlack) -> None:
    """In every block and element, in its author's name, and in the toast and the channel's name."""
    slack.say(
        message("1.1", EVIL, everything(), ephemeral=True),
        message("1.2", EVIL, user={"id": "U9", "name": EVIL, "is_bot": False}),
    )
    slack.show(notice=EVIL)
    assert tab.sees(".author", "onerror").text == EVIL
    assert tab.sees(".toast", "onerror").text == EVIL
    assert len(tab.all(".block")) == len(everything())
    nothing_ran(tab)


def test_a_modal_is_shown_and_not_run(tab: Tab, slack: FakeSlack) -> None:
    """In its title, labels, hints, values, options and errors."""
    text = {"type": "plain_text_input", "action_id": "a", "initial_value": EVIL, "placeholder": plain(EVIL)}
    search = {"type": "external_select", "action_id": "a", "min_query_length": 0, "placeholder": plain(EVIL)}
    blocks = [
        {**field_block("One", text, hint=plain(EVIL)), "label": plain(EVIL)},
        field_block("Two", search),
        *everything(),
    ]
    slack.on["options"] = lambda *_: {"options": [option(EVIL, EVIL, description=plain(EVIL))]}
    slack.show(modal=modal(blocks, title=EVIL, errors={"one": EVIL}, trouble=EVIL))
    assert tab.sees("dialog h2").text == EVIL
    assert tab.sees("dialog .error").text == EVIL
    tab.field("Two").click()
    assert EVIL in tab.sees("[role=option]").text
    nothing_ran(tab)


def test_the_inspector_shows_and_does_not_run(tab: Tab, slack: FakeSlack) -> None:
    """Raw JSON is words too."""
    entry = {"id": 1, "time": "2026-11-23T12:00:00Z", "direction": "app→slack", "kind": EVIL, "title": EVIL}
    slack.inspector.kept = [{**entry, "ok": True, "ms": 1.5, "request": {EVIL: EVIL}, "response": [EVIL, 1, None]}]
    tab.clicks(".foot-button", "Inspector")
    tab.clicks(".call")
    assert "onerror" in tab.sees(".call-sides pre").text
    nothing_ran(tab)


def test_a_button_with_a_safe_address_is_a_link(tab: Tab, slack: FakeSlack) -> None:
    """It opens elsewhere, without telling where from."""
    button = {"type": "button", "action_id": "go", "text": plain("Open"), "url": "https://example.com/a"}
    slack.say(message("1.1", "x", [{"type": "actions", "block_id": "b", "elements": [button]}]))
    link = tab.sees("a.button", "Open")
    assert link.get_attribute("href") == "https://example.com/a"
    assert link.get_attribute("rel") == "noopener noreferrer"
