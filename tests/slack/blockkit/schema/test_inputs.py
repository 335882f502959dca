from __future__ import annotations

from typing import Any

import pytest

from bot.slack.blockkit import text_input
from bot.slack.blockkit.schema.inputs import INPUTS
from bot.slack.blockkit.schema.rules import by_type

CHECK = by_type(INPUTS)
TEXT = text_input("a")
NUMBER = {
    "type": "number_input",
    "action_id": "a",
    "is_decimal_allowed": False,
    "min_value": "1",
    "max_value": "10",
}


@pytest.mark.parametrize(
    ("field", "faults"),
    [
        ({**TEXT, "initial_value": ""}, []),
        ({**TEXT, "min_length": 2, "max_length": 4, "initial_value": "abc"}, []),
        ({**TEXT, "min_length": 5, "max_length": 4}, [
            ("/min_length", "`min_length` must not be more than `max_length`"),
        ]),
        ({**TEXT, "max_length": 2, "initial_value": "abc"}, [("/initial_value", "must be less than 3 characters")]),
        ({**TEXT, "min_length": 4, "initial_value": "abc"}, [("/initial_value", "must be more than 3 characters")]),
        ({**TEXT, "max_length": 3001}, [("/max_length", "must be less than 3001")]),
        ({**TEXT, "max_length": 0}, [("/max_length", "must be more than 0")]),
        ({**TEXT, "initial_value": "x" * 3001}, [("/initial_value", "must be less than 3001 characters")]),
        ({**TEXT, "initial_option": {}}, [("", "invalid additional property: initial_option")]),
        ({**TEXT, "focus_on_load": True, "dispatch_action_config": {}}, []),
        (NUMBER, []),
        ({**NUMBER, "initial_value": "5"}, []),
        ({**NUMBER, "min_value": 1}, [("/min_value", "must be a number in a string")]),
        ({**NUMBER, "initial_value": "five"}, [("/initial_value", "must be a number in a string")]),
        ({**NUMBER, "initial_value": "11"}, [("/initial_value", "must be between `min_value` and `max_value`")]),
        ({**NUMBER, "min_value": "11"}, [("/min_value", "must be between `min_value` and `max_value`")]),
        ({**NUMBER, "initial_value": "1.5"}, [
            ("/is_decimal_allowed", "must be a whole number where `is_decimal_allowed` is false"),
        ]),
        ({**NUMBER, "initial_value": "1.5", "is_decimal_allowed": True}, []),
        ({"type": "number_input", "action_id": "a"}, [("", "missing required field: is_decimal_allowed")]),
        ({"type": "url_text_input", "action_id": "a", "initial_value": "https://example.com"}, []),
        ({"type": "rich_text_input", "action_id": "a"}, []),
    ],
)  # fmt: skip
def test_what_slack_refuses_in_a_field(field: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    """Each field is held to Slack's table, and its bounds to one another"""
    assert list(CHECK(field)) == faults
