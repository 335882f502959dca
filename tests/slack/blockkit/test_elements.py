from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.slack.blockkit import (
    button,
    checkboxes,
    confirmation,
    external_select,
    option,
    overflow,
    radio_buttons,
    static_select,
)

if TYPE_CHECKING:
    from collections.abc import Callable

OPTIONS = [option("Admin", "admin"), option("Member", "member")]


def test_a_button_has_only_the_members_it_was_given() -> None:
    """Slack refuses null, so what is not there is left out"""
    assert button("Go", "go") == {
        "type": "button",
        "action_id": "go",
        "text": {"type": "plain_text", "text": "Go", "emoji": True},
    }


def test_a_button_carries_what_it_was_given() -> None:
    """Value, style, question and label for screen readers all arrive"""
    sure = confirmation("Delete?", "For good", "Delete", "Keep", style="danger")
    made = button("Go", "go", value="7", style="danger", confirm=sure, accessibility_label="Delete\nJane")
    assert (made["value"], made["style"], made["confirm"]) == ("7", "danger", sure)
    assert made["accessibility_label"] == "Delete Jane"


def test_labels_are_clipped() -> None:
    """A long label is shortened, because it is only shown"""
    assert button("x" * 80, "go")["text"]["text"] == "x" * 74 + "…"
    assert option("x" * 80, "v", "d" * 80)["description"]["text"] == "d" * 74 + "…"


@pytest.mark.parametrize(
    "make",
    [
        lambda: button("Go", "a" * 256),
        lambda: button("Go", ""),
        lambda: button("Go", "go", value="v" * 2001),
        lambda: button("Go", "go", url="u" * 3001),
        lambda: option("x", "v" * 151),
        lambda: option("x", ""),
        lambda: static_select("a", []),
        lambda: static_select("a", [option("x", str(value)) for value in range(101)]),
        lambda: static_select("a", OPTIONS, initial="owner"),
        lambda: radio_buttons("a", [option("x", str(value)) for value in range(11)]),
        lambda: checkboxes("a", OPTIONS, initial=["owner"]),
        lambda: overflow("a", [option("x", str(value)) for value in range(6)]),
    ],
)
def test_what_cannot_be_shortened_is_refused(make: Callable[[], object]) -> None:
    """An id or a value is never clipped: it would mean something else"""
    with pytest.raises(ValueError, match=r"must|no option"):
        make()


def test_an_initial_choice_is_the_option_itself() -> None:
    """Slack wants the whole option, we name its value"""
    assert static_select("a", OPTIONS, initial="member")["initial_option"] == OPTIONS[1]
    assert radio_buttons("a", OPTIONS, initial="admin")["initial_option"] == OPTIONS[0]
    assert checkboxes("a", OPTIONS, initial=["member"])["initial_options"] == [OPTIONS[1]]
    assert "initial_options" not in checkboxes("a", OPTIONS)


def test_menus_that_slack_fills() -> None:
    """Zero characters are enough to ask us for options; nothing is asked by default"""
    assert external_select("a", min_query_length=0)["min_query_length"] == 0
    assert external_select("a") == {"type": "external_select", "action_id": "a"}
