"""Files and boxes in a modal, as the page draws them and sends them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from selenium.webdriver.common.by import By

from bot.simulator.slack.refusals import ClientRefusal
from tests.simulator.page.fake_slack import field_block, modal, option, plain

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.tab import Tab
    from tests.simulator.page.fake_slack import FakeSlack

pytestmark = pytest.mark.browser

FIELD = field_block("CSV", {"type": "file_input", "action_id": "a", "filetypes": ["csv"], "max_files": 1})
CONTENT = b"name\nZo\xc3\xab\n"


@pytest.fixture
def csv(tmp_path: Path) -> str:
    path = tmp_path / "users.csv"
    path.write_bytes(CONTENT)
    return str(path)


def shows(slack: FakeSlack, *files: dict[str, Any], errors: dict[str, str] | None = None) -> None:
    """The modal, with these files in it as Slack has them."""
    shown = modal([{**FIELD, "hint": plain("At most 500 lines")}], errors=errors or {})
    shown["view"]["state"] = {"values": {"csv": {"a": {"type": "file_input", "files": list(files)}}}}
    slack.show(modal=shown)


def test_a_file_is_sent_as_it_is_when_it_is_chosen(tab: Tab, slack: FakeSlack, csv: str) -> None:
    """Into its field; what Slack has then stands below with its size, and goes along with no submission."""
    slack.on["attach"] = lambda *_: shows(slack, {"id": "F1", "name": "users.csv", "size": 1})
    shows(slack)
    field = tab.field("CSV")
    assert (field.get_attribute("accept"), field.get_attribute("multiple")) == (".csv", None)
    field.send_keys(csv)
    assert tab.sees(".attached-file").text == "users.csv\n1 byte"
    assert slack.done == [("attach", "V1", "csv", "a", "users.csv", CONTENT)]
    tab.clicks("dialog footer .primary")
    tab.until(lambda: slack.done[1:])
    assert slack.done[1:] == [("submit", "V1", {})]


def test_a_field_says_what_it_takes(tab: Tab, slack: FakeSlack) -> None:
    """To readers of the screen as well: label, hint, kinds and sizes."""
    several = field_block("More", {"type": "file_input", "action_id": "a"}, optional=True)
    slack.show(modal=modal([{**FIELD, "hint": plain("At most 500 lines")}, several]))
    described = (tab.field("CSV").get_attribute("aria-describedby") or "").split()
    said = [tab.browser.find_element(By.ID, one).text for one in described]
    assert {"At most 500 lines", "One file, .csv, of at most 10 MB."} <= set(said)
    assert tab.field("More").get_attribute("multiple") == "true"
    assert tab.field("CSV").get_attribute("aria-required") == "true"
    tab.sees(".file-note", "Up to 10 files, of at most 10 MB each.")


def test_a_file_is_taken_out_again(tab: Tab, slack: FakeSlack) -> None:
    """By the button that says which; the keys go on from the field."""
    slack.on["detach"] = lambda *_: shows(slack)
    shows(slack, {"id": "F1", "name": "users.csv", "size": 2200})
    tab.clicks("[aria-label='Remove users.csv']")
    tab.misses(".attached-file")
    assert slack.done == [("detach", "V1", "csv", "a", "F1")]
    tab.until(lambda: tab.focused() == tab.field("CSV"))


def test_what_a_field_does_not_take_is_said_at_it(tab: Tab, slack: FakeSlack, csv: str) -> None:
    """As with every other field; the file is not in the list."""
    slack.on["attach"] = lambda *_: shows(slack, errors={"csv": "“users.csv” is empty."})
    shows(slack)
    tab.field("CSV").send_keys(csv)
    assert tab.error("CSV") == "“users.csv” is empty."
    assert tab.all(".attached-file") == []


def test_what_a_client_refuses_is_said_as_well(tab: Tab, slack: FakeSlack, csv: str) -> None:
    """Where the modal is gone meanwhile there is no field to say it at."""

    def refuse(*_: object) -> None:
        raise ClientRefusal("That modal is not open on top any more.")

    slack.on["attach"] = refuse
    shows(slack)
    tab.field("CSV").send_keys(csv)
    tab.sees(".toast", "That modal is not open on top any more.")
    tab.misses(".file-note", "Uploading")


def test_a_form_waits_for_its_files(tab: Tab, slack: FakeSlack, csv: str) -> None:
    """It is not sent without the one that is on its way."""
    arrives = threading.Event()
    slack.on["attach"] = lambda *_: arrives.wait(5)
    shows(slack)
    tab.field("CSV").send_keys(csv)
    tab.sees(".file-note", "Uploading users.csv…")
    tab.clicks("dialog footer .primary")
    arrives.set()
    tab.misses(".file-note", "Uploading")
    tab.clicks("dialog footer .primary")
    tab.until(lambda: slack.done[1:])
    assert [deed[0] for deed in slack.done] == ["attach", "submit"]


def test_boxes_are_ticked_and_sent(tab: Tab, slack: FakeSlack) -> None:
    """All that are ticked, and each with what is said of it."""
    people = [option(name, description=plain(f"{name} left")) for name in ("Ada", "Ben", "Carla")]
    boxes = {"type": "checkboxes", "action_id": "a", "options": people, "initial_options": [people[1]]}
    slack.show(modal=modal([field_block("Who", boxes)]))
    tab.sees(".choice-more", "Carla left")
    tab.clicks("dialog label", "Ada")
    tab.clicks("dialog label", "Ben")
    tab.clicks("dialog label", "Carla")
    tab.clicks("dialog footer .primary")
    tab.until(lambda: slack.done)
    assert slack.done == [("submit", "V1", {"who": {"a": ["ada", "carla"]}})]
