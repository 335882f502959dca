from __future__ import annotations

from typing import Any

import pytest

from bot.slack.blockkit import button, checkboxes, option, overflow, radio_buttons, static_select
from bot.slack.blockkit.schema.elements import IN_ACTIONS, IN_INPUT, IN_INPUT_OF_MODAL, IN_SECTION
from bot.slack.blockkit.schema.rules import by_type

CHECK = by_type({**IN_SECTION, **IN_INPUT_OF_MODAL})
TEXT = {"type": "plain_text", "text": "x"}
ONE, TWO = option("One", "1"), option("Two", "2")
GROUPS: dict[str, Any] = {
    "type": "static_select",
    "action_id": "a",
    "option_groups": [{"label": TEXT, "options": [ONE]}, {"label": TEXT, "options": [TWO]}],
}
FULL: dict[str, dict[str, Any]] = {
    "conversations_select": {
        "default_to_current_conversation": True,
        "filter": {"include": ["im"], "exclude_bot_users": True},
        "response_url_enabled": True,
    },
    "channels_select": {"initial_channel": "C1"},
    "datepicker": {"initial_date": "2026-01-31"},
    "timepicker": {"initial_time": "09:30"},
    "multi_static_select": {"options": [ONE, TWO], "initial_options": [TWO], "max_selected_items": 2},
    "multi_external_select": {"min_query_length": 0, "initial_options": [ONE]},
    "multi_users_select": {"initial_users": ["U1"]},
    "multi_conversations_select": {"initial_conversations": ["C1"]},
    "multi_channels_select": {"initial_channels": ["C1"]},
    "file_input": {"filetypes": ["csv"], "max_files": 1},
}


@pytest.mark.parametrize("kind", FULL)
def test_elements_that_the_bot_may_yet_need(kind: str) -> None:
    """Slack's other elements pass with all that they may have"""
    assert not CHECK({"type": kind, "action_id": "a", **FULL[kind]})


@pytest.mark.parametrize(
    ("element", "faults"),
    [
        ({"type": "slider"}, [("/type", "unsupported type: slider")]),
        ({"type": "button", "text": TEXT}, [("", "missing required field: action_id")]),
        ({**button("x", "a"), "style": "red"}, [("/style", "must be a valid enum value")]),
        ({**button("x", "a"), "style": None}, [("/style", "must be a valid enum value")]),
        ({**button("x", "a"), "value": "v" * 2001}, [("/value", "must be less than 2001 characters")]),
        ({**button("x", "a"), "placeholder": TEXT}, [("", "invalid additional property: placeholder")]),
        ({**button("x", "a"), "text": "Go"}, [("/text", "must provide an object")]),
        ({**static_select("a", [ONE]), "options": []}, [("/options", "must provide at least 1 items")]),
        ({**static_select("a", [ONE]), "options": [option("x", str(i)) for i in range(101)]}, [
            ("/options", "no more than 100 items allowed"),
        ]),
        ({"type": "static_select", "action_id": "a"}, [("/type", "must define either `options` or `option_groups`")]),
        ({**GROUPS, "options": [ONE]}, [("/type", "must define either `options` or `option_groups`")]),
        ({**GROUPS, "initial_option": TWO}, []),
        ({**GROUPS, "initial_option": option("Six", "6")}, [
            ("/initial_option", "`initial_option` must match one of the options"),
        ]),
        ({**static_select("a", [ONE]), "initial_option": TWO}, [
            ("/initial_option", "`initial_option` must match one of the options"),
        ]),
        ({**static_select("a", [ONE]), "initial_option": option("Uno", "1")}, [
            ("/initial_option", "`initial_option` must match one of the options"),
        ]),
        (static_select("a", [ONE, ONE]), [("/options", '`value` "1" already exists')]),
        ({**GROUPS, "option_groups": [{"label": TEXT, "options": [ONE, ONE]}]}, [
            ("/option_groups", '`value` "1" already exists'),
        ]),
        ({**radio_buttons("a", [ONE]), "initial_option": TWO}, [
            ("/initial_option", "`initial_option` must match one of the options"),
        ]),
        ({**checkboxes("a", [ONE]), "initial_options": [ONE, TWO]}, [
            ("/initial_options", "`initial_options` must match the options"),
        ]),
        ({**checkboxes("a", [ONE]), "initial_options": []}, [("/initial_options", "must provide at least 1 items")]),
        ({**checkboxes("a", [ONE]), "options": [option("x", str(i)) for i in range(11)]}, [
            ("/options", "no more than 10 items allowed"),
        ]),
        ({**overflow("a", [ONE]), "options": [option("x", str(i)) for i in range(6)]}, [
            ("/options", "no more than 5 items allowed"),
        ]),
        ({"type": "external_select", "action_id": "a", "min_query_length": "0"}, [
            ("/min_query_length", "must provide an integer"),
        ]),
        ({"type": "datepicker", "action_id": "a", "initial_date": "31.1.2026"}, [
            ("/initial_date", "must be a date in the format YYYY-MM-DD"),
        ]),
        ({"type": "file_input", "action_id": "a", "max_files": 11}, [("/max_files", "must be less than 11")]),
        ({"type": "file_input", "action_id": "a", "filetypes": ["csv", ".txt"]}, [
            ("/filetypes/1", "must be a file extension without its dot"),
        ]),
        ({"type": "image", "alt_text": "x"}, [("/type", "must define either `image_url` or `slack_file`")]),
        ({"type": "image", "image_url": "u"}, [("", "missing required field: alt_text")]),
        ({"type": "image", "image_url": "u", "alt_text": "x"}, []),
    ],
)  # fmt: skip
def test_what_slack_refuses_in_an_element(element: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    """Each element is held to Slack's table"""
    assert list(CHECK(element)) == faults


def test_each_element_stands_only_where_slack_allows_it() -> None:
    """A field needs an input block, a button must not stand in one, a file is asked for in modals only"""
    assert "plain_text_input" not in IN_ACTIONS.keys() | IN_SECTION.keys()
    assert not {"button", "overflow", "image"} & IN_INPUT.keys()
    assert "multi_static_select" in IN_SECTION
    assert "multi_static_select" not in IN_ACTIONS
    assert IN_INPUT_OF_MODAL.keys() - IN_INPUT.keys() == {"file_input"}
