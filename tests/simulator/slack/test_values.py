"""The values of inputs."""

from __future__ import annotations

from typing import Any

import pytest

from bot.simulator.slack.refusals import ClientRefusal
from bot.simulator.slack.values import chosen, initial, initial_values, is_empty, nested, read


def option(value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": value.upper()}, "value": value}


OPTIONS = [option("a"), option("b")]


@pytest.mark.parametrize(
    ("element", "member", "value"),
    [
        ({"type": "plain_text_input", "initial_value": "x"}, "value", "x"),
        ({"type": "email_text_input"}, "value", None),
        ({"type": "static_select", "initial_option": OPTIONS[0]}, "selected_option", OPTIONS[0]),
        ({"type": "checkboxes"}, "selected_options", []),
        ({"type": "multi_users_select", "initial_users": ["U1"]}, "selected_users", ["U1"]),
        ({"type": "datepicker", "initial_date": "2026-11-23"}, "selected_date", "2026-11-23"),
        ({"type": "users_select", "initial_user": "U1"}, "selected_user", "U1"),
        ({"type": "file_input", "filetypes": ["csv"]}, "files", []),
    ],
)
def test_a_field_begins_as_the_app_says(element: dict[str, Any], member: str, value: object) -> None:
    """Or empty."""
    assert initial(element) == {"type": element["type"], member: value}


@pytest.mark.parametrize(
    ("element", "given", "plain"),
    [
        ({"type": "plain_text_input"}, "typed", "typed"),
        ({"type": "plain_text_input"}, "", None),
        ({"type": "static_select", "options": OPTIONS}, "b", "b"),
        ({"type": "static_select", "options": OPTIONS}, None, None),
        ({"type": "static_select", "option_groups": [{"options": OPTIONS}]}, "a", "a"),
        ({"type": "checkboxes", "options": OPTIONS}, ["a", "b"], ["a", "b"]),
        ({"type": "checkboxes", "options": OPTIONS}, [], []),
        ({"type": "multi_users_select"}, ["U1"], ["U1"]),
    ],
)
def test_what_is_chosen_is_what_is_read(element: dict[str, Any], given: object, plain: object) -> None:
    """In plain values."""
    state = chosen(element, given)
    assert read(state) == plain
    assert is_empty(state) == (not plain)


def test_files_are_read_by_their_ids() -> None:
    """They are no options, and have no value."""
    assert read({"type": "file_input", "files": [{"id": "F1", "name": "a.csv"}]}) == ["F1"]


def test_only_what_was_offered_can_be_chosen() -> None:
    """By the element itself, or by the app's answer to a search."""
    with pytest.raises(ClientRefusal):
        chosen({"type": "static_select", "options": OPTIONS}, "c")
    with pytest.raises(ClientRefusal):
        chosen({"type": "external_select"}, "a")
    assert read(chosen({"type": "external_select"}, "a", OPTIONS)) == "a"


def a_field(block_id: str, action_id: str, kind: str = "plain_text_input") -> dict[str, Any]:
    return {"type": "input", "block_id": block_id, "element": {"type": kind, "action_id": action_id}}


def test_typed_values_stay_with_the_same_block_id_and_action_id() -> None:
    """And the same kind of field; else they are lost."""
    typed = {("b", "a"): {"type": "plain_text_input", "value": "typed"}}
    assert nested(initial_values([a_field("b", "a")], typed)) == {"b": {"a": typed["b", "a"]}}
    for other in (a_field("x", "a"), a_field("b", "x"), a_field("b", "a", "number_input")):
        (state,) = initial_values([other], typed).values()
        assert is_empty(state)


def test_buttons_have_no_value() -> None:
    """Nor have menus."""
    elements = [{"type": "button", "action_id": "a"}, {"type": "overflow", "action_id": "b"}]
    assert initial_values([{"type": "actions", "block_id": "b", "elements": elements}, {"type": "divider"}]) == {}
