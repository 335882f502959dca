from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.blockkit.schema.objects import (
    CHOICE_OPTION,
    CONFIRM,
    MENU_OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    any_text,
    plain_text,
    text_shape,
)
from bot.slack.blockkit.schema.rules import by_type

if TYPE_CHECKING:
    from bot.slack.blockkit.schema.rules import Rule

PLAIN = {"type": "plain_text", "text": "x"}
MRKDWN = {"type": "mrkdwn", "text": "x", "verbatim": True}
OPTION = {"text": PLAIN, "value": "v"}
SURE: dict[str, Any] = {"title": PLAIN, "text": PLAIN, "confirm": PLAIN, "deny": PLAIN}


@pytest.mark.parametrize(
    ("rule", "value", "faults"),
    [
        (plain_text(5), {**PLAIN, "emoji": True}, []),
        (plain_text(5), MRKDWN, [("/type", "unsupported type: mrkdwn")]),
        (plain_text(5), "x", [("", "must provide an object")]),
        (plain_text(5), {**PLAIN, "text": " "}, [("/text", "must be more than 0 characters")]),
        (plain_text(5), {**PLAIN, "text": "x" * 6}, [("/text", "must be less than 6 characters")]),
        (plain_text(5), {**PLAIN, "verbatim": True}, [("", "invalid additional property: verbatim")]),
        (plain_text(5), {**PLAIN, "emoji": "yes"}, [("/emoji", "must provide a boolean")]),
        (plain_text(5), {"type": "plain_text"}, [("", "missing required field: text")]),
        (any_text(5), MRKDWN, []),
        (any_text(5), {**MRKDWN, "emoji": False}, [("", "invalid additional property: emoji")]),
        (any_text(5), {"type": ["mrkdwn"], "text": "x"}, [("/type", "unsupported type: ['mrkdwn']")]),
        (MENU_OPTION, OPTION, []),
        (MENU_OPTION, {**OPTION, "text": MRKDWN}, [("/text/type", "unsupported type: mrkdwn")]),
        (MENU_OPTION, {**OPTION, "value": "v" * 151}, [("/value", "must be less than 151 characters")]),
        (MENU_OPTION, {**OPTION, "value": 7}, [("/value", "must provide a string")]),
        (MENU_OPTION, {**OPTION, "url": "u"}, [("", "invalid additional property: url")]),
        (OVERFLOW_OPTION, {**OPTION, "url": "u"}, []),
        (CHOICE_OPTION, {**OPTION, "text": MRKDWN, "description": MRKDWN}, []),
        (CONFIRM, {**SURE, "style": "danger"}, []),
        (CONFIRM, {**SURE, "style": "red"}, [("/style", "must be a valid enum value")]),
        (CONFIRM, {**SURE, "confirm": {**PLAIN, "text": "x" * 31}}, [
            ("/confirm/text", "must be less than 31 characters"),
        ]),
        (CONFIRM, {"title": PLAIN, "text": PLAIN, "confirm": PLAIN}, [("", "missing required field: deny")]),
        (OPTION_GROUP, {"label": PLAIN, "options": [OPTION]}, []),
        (OPTION_GROUP, {"label": PLAIN, "options": []}, [("/options", "must provide at least 1 items")]),
    ],
)  # fmt: skip
def test_objects(rule: Rule, value: object, faults: list[tuple[str, str]]) -> None:
    """Each composition object is held to Slack's table"""
    assert list(rule(value)) == faults


@given(
    st.dictionaries(
        st.sampled_from(["type", "text", "emoji", "verbatim", "extra"]),
        st.sampled_from(["plain_text", "mrkdwn", "", " ", "👩" * 3, "abcdef", True, None, 1]),
    )
)
def test_the_quick_look_and_the_table_agree(value: dict[str, Any]) -> None:
    """What is passed at once is exactly what the table finds nothing wrong with"""
    table = by_type({kind: text_shape(5, kind) for kind in ("plain_text", "mrkdwn")})
    assert list(any_text(5)(value)) == list(table(value))
