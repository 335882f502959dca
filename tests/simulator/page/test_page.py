"""The page around the messages: people, channels, the composer, hints, the inspector, and all sizes of screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from selenium.webdriver.common.keys import Keys

from bot.simulator.slack.refusals import ClientRefusal
from tests.browser.tab import NARROW
from tests.simulator.page.fake_slack import field_block, message, modal, option, plain, section

if TYPE_CHECKING:
    from tests.browser.tab import Tab
    from tests.simulator.page.fake_slack import FakeSlack

pytestmark = pytest.mark.browser

CALL = {"time": "2026-11-23T12:00:00Z", "direction": "slack→app", "kind": "slash_command", "ok": True, "ms": 1.2}


def calls(count: int) -> list[dict[str, Any]]:
    return [{**CALL, "id": n, "title": f"call {n}", "request": {"n": n}, "response": {}} for n in range(1, count + 1)]


def scrolls_sideways(tab: Tab) -> bool:
    return bool(tab.runs("return document.documentElement.scrollWidth > window.innerWidth"))


def test_the_page_says_that_it_is_a_simulator(tab: Tab) -> None:
    """So that nobody takes it for the real thing."""
    assert tab.sees(".badge").text == "Simulated workspace — nothing leaves this machine"


def test_another_person_is_one_click_away(tab: Tab, slack: FakeSlack) -> None:
    """The choice stands in the address, so that two tabs can be two people, and outlives a reload."""
    slack.say(message("1.1", "for Ben alone"), user_id="U0BEN")
    assert tab.texts(".person-name") == [
        "Alice Okafor",
        "Ben Lindqvist",
        "Carla Moreno",
        "Dev Patel",
        "Gus Guest",
    ]
    tab.clicks(".person", "Ben Lindqvist")
    tab.sees(".message", "for Ben alone")
    assert "as=ben" in tab.browser.current_url
    tab.browser.refresh()
    tab.sees(".message", "for Ben alone")
    assert tab.sees(".person[aria-current]").text.startswith("BL")
    tab.clicks("summary", "More people")
    tab.clicks(".person", "Eve External")
    tab.until(lambda: "Eve" in tab.browser.title)


def test_a_slash_command_is_typed_by_keys_alone(tab: Tab, slack: FakeSlack) -> None:
    """The beginning of a command is completed, its words are offered, and how it is used is shown."""
    field = tab.sees("#composer")
    field.send_keys("/ax")
    assert tab.sees(".suggestion").text == "/ax-user\nManage the users"
    field.send_keys(Keys.ENTER)
    assert field.get_attribute("value") == "/ax-user "
    assert tab.texts(".suggestion") == ["help", "list", "create"]
    assert tab.sees(".usage").text == "/ax-user [help | list | create]"
    field.send_keys("l", Keys.ARROW_DOWN, Keys.TAB)
    assert field.get_attribute("value") == "/ax-user list "
    assert slack.done == []
    field.send_keys("ada", Keys.ENTER)
    tab.until(lambda: slack.done)
    assert slack.done == [("send", "C0GENERAL", "/ax-user list ada")]
    assert field.get_attribute("value") == ""


def test_suggestions_do_not_get_in_the_way(tab: Tab, slack: FakeSlack) -> None:
    """A whole command is sent by Enter, whatever else is offered; Escape and Shift-Enter do what they do."""
    field = tab.sees("#composer")
    field.send_keys("/ax-user ")
    tab.sees(".suggestion")
    field.send_keys(Keys.ESCAPE)
    tab.misses(".suggestion")
    field.send_keys(Keys.ENTER)
    field.send_keys("one", Keys.SHIFT, Keys.ENTER, Keys.SHIFT, "two", Keys.ENTER)
    tab.until(lambda: len(slack.done) == 2)
    assert slack.done == [("send", "C0GENERAL", "/ax-user"), ("send", "C0GENERAL", "one\ntwo")]


def test_what_is_refused_is_said_and_not_lost(tab: Tab, slack: FakeSlack) -> None:
    """The words come back into the field."""

    def refuse(*_: object) -> None:
        raise ClientRefusal("You are not in that channel.")

    slack.on["send"] = refuse
    tab.types("hello")
    tab.sees(".toast", "You are not in that channel.")
    tab.until(lambda: tab.sees("#composer").get_attribute("value") == "hello")


def test_a_notice_is_shown(tab: Tab, slack: FakeSlack) -> None:
    """In Slack's words, over everything else."""
    slack.show(notice="/ax-user failed with the error “operation_timeout”")
    assert "operation_timeout" in tab.sees(".toast").text


def test_a_direct_message_is_marked_until_it_is_read(tab: Tab, slack: FakeSlack) -> None:
    """The simulator hears that it was read."""
    slack.say(message("1.1", "A secret"), channel=1, unread=2)
    assert tab.sees(".room .unread").text == "2\nunread"
    tab.clicks(".room", "ax-user-bot")
    tab.sees(".message", "A secret")
    assert tab.all(".unread") == []
    tab.until(lambda: ("read", "D0ALICE") in slack.done)


def test_the_home_tab_is_there_when_there_is_one(tab: Tab, slack: FakeSlack) -> None:
    """Opening it tells the app, and its buttons work."""
    tab.clicks(".room", "ax-user-bot")
    tab.until(lambda: "D0ALICE" in tab.browser.current_url)
    assert tab.all(".tab") == []
    more = {"type": "button", "action_id": "go", "text": plain("Begin")}
    blocks = [section("Welcome home", block_id="h", accessory=more)]
    slack.show(home={"id": "V9", "type": "home", "blocks": blocks})
    tab.clicks(".tab", "Home")
    tab.clicks(".home button", "Begin")
    tab.until(lambda: len(slack.done) == 2)
    assert slack.done == [("home",), ("act", {"type": "view", "view_id": "V9"}, "h", "go", None, {})]
    tab.clicks(".tab", "Messages")
    tab.sees("#composer")


def test_a_newcomer_is_told_what_to_try(tab: Tab, slack: FakeSlack) -> None:
    """A hint puts its command into the field and sends nothing; put away, the hints stay away until asked for."""
    tab.opens(hints=True)
    tab.clicks(".hint-button", "list status:invited")
    assert tab.focused().get_attribute("value") == "/ax-user list status:invited"
    tab.clicks(".hint-button", "Gus Guest")
    tab.until(lambda: "as=gus" in tab.browser.current_url)
    assert slack.done == []
    tab.clicks(".hints .icon-button")
    tab.misses(".hints")
    tab.browser.refresh()
    tab.sees(".channel-name", "#")
    assert tab.all(".hints") == []
    tab.clicks(".foot-button", "Things to try")
    assert "/ax-user" in tab.focused().text


def test_the_inspector_shows_what_went_to_and_fro(tab: Tab, slack: FakeSlack) -> None:
    """Closed at first; newest first; request and response side by side; by keys, and with one tab stop."""
    slack.inspector.kept = calls(2)
    assert tab.all(".inspector") == []
    tab.clicks(".foot-button", "Inspector")
    assert [one.text.split("\n")[1] for one in tab.until(lambda: tab.all(".call"))] == ["call 2", "call 1"]
    slack.inspector.kept = [*calls(2), {**calls(3)[2], "ok": False}]
    slack.changes.touch()
    assert "failed" in tab.sees(".call", "call 3").text
    tab.until(lambda: tab.focused().text.split("\n")[1] == "call 2")
    tab.presses(Keys.ARROW_DOWN, Keys.ENTER)
    request, response = tab.until(lambda: tab.all(".call-sides pre"))
    assert (request.text, response.text) == ('{\n  "n": 1\n}', "{}")
    assert tab.runs("return document.querySelectorAll('.call[tabindex=\"0\"]').length") == 1
    tab.presses(Keys.ESCAPE)
    tab.misses(".inspector")
    assert tab.focused().text == "Inspector"


def test_everything_fits_a_phone(tab: Tab, slack: FakeSlack) -> None:
    """At 390 pixels nothing scrolls sideways: not the chat, the drawer, a modal, or the inspector."""
    menu = {"type": "overflow", "action_id": "m", "options": [option("Show")]}
    long = "a" * 120
    text = {"type": "plain_text_input", "action_id": "a", "initial_value": long}
    slack.say(message("1.1", "x", [section(f"*{long}* `{long}`", accessory=menu, fields=[plain(long), plain(long)])]))
    slack.inspector.kept = calls(1)
    tab.opens(size=NARROW, hints=True)
    tab.sees(".message")
    assert not scrolls_sideways(tab)
    slack.show(modal=modal([field_block(long, text, hint=plain(long)), section(long)], title=long[:24]))
    dialog = tab.sees("dialog.modal")
    tab.until(lambda: dialog.size == {"width": NARROW[0], "height": NARROW[1]})
    assert not scrolls_sideways(tab)
    assert tab.runs("const b = document.querySelector('.modal-body'); return b.scrollWidth <= b.clientWidth")
    slack.show(modal=None)
    tab.misses("dialog")
    tab.clicks(".drawer-button")
    tab.clicks(".foot-button", "Inspector")
    tab.clicks(".call")
    assert tab.sees(".inspector").size["width"] == NARROW[0]
    assert not scrolls_sideways(tab)


def test_the_drawer_is_out_of_reach_while_it_is_shut(tab: Tab) -> None:
    """On a phone the list of people opens by a button, and closes by Escape or a choice."""
    tab.opens(size=NARROW)
    assert tab.all(".person") == []
    tab.clicks(".drawer-button")
    tab.until(lambda: tab.focused().get_attribute("aria-current"))
    tab.presses(Keys.ESCAPE)
    tab.misses(".person")
    assert tab.focused().get_attribute("aria-label") == "People and channels"
    tab.clicks(".drawer-button")
    tab.clicks(".person", "Carla Moreno")
    tab.misses(".person")
    tab.until(lambda: "Carla" in tab.browser.title)


def test_the_page_says_when_the_simulator_is_gone(tab: Tab) -> None:
    """And takes it back when it answers again."""
    tab.browser.execute_cdp_cmd("Network.enable", {})
    gone = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    tab.browser.execute_cdp_cmd("Network.emulateNetworkConditions", gone)
    tab.types("hello")
    tab.sees(".toast", "The simulator does not answer.")
    tab.browser.execute_cdp_cmd("Network.emulateNetworkConditions", {**gone, "offline": False})
    tab.runs("dispatchEvent(new HashChangeEvent('hashchange'))")
    tab.misses(".offline")
    tab.browser.execute_cdp_cmd("Network.disable", {})
    assert any("ERR_INTERNET_DISCONNECTED" in words for words in tab.complaints())
