from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.blockkit import (
    Violation,
    check_blocks,
    check_message,
    check_view,
    divider,
    home,
    modal,
    mrkdwn,
    option,
    section,
    static_select,
)
from bot.slack.blockkit.schema.blocks import BLOCKS

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "text", "blocks", "elements", "element", "title", "options", "value", "x"]), inner
        )
        | st.builds(
            lambda kind, members: {**members, "type": kind},
            st.sampled_from(["modal", "home", "section", "actions", "input", "static_select", "plain_text", "table"]),
            st.dictionaries(st.sampled_from(["text", "blocks", "elements", "element", "options", "title"]), inner),
        )
    ),
    max_leaves=12,
)


def test_a_violation_reads_as_slack_writes_it() -> None:
    """A log line of ours looks like one of Slack's"""
    view = {**modal("x", [], callback_id="c"), "title": {"type": "plain_text", "text": "x" * 25}}
    [violation] = check_view(view)
    assert violation == Violation("must be less than 25 characters", "/view/title/text")
    assert str(violation) == "must be less than 25 characters [json-pointer:/view/title/text]"


def test_all_faults_are_told_at_once() -> None:
    """Nobody has to try again and again to learn what is wrong"""
    found = check_blocks([{"type": "divider", "x": 1}, {"type": "nothing"}], surface="modal")
    assert list(map(str, found)) == [
        "invalid additional property: x [json-pointer:/blocks/0]",
        "unsupported type: nothing [json-pointer:/blocks/1/type]",
    ]


def test_blocks_are_those_of_a_message_unless_said() -> None:
    """Fifty blocks is all that a message takes"""
    assert check_blocks([divider()] * 51)
    assert not check_blocks([divider()] * 51, surface="home")


@given(JSON)
def test_the_checker_answers_whatever_it_is_asked(value: object) -> None:
    """Nonsense is refused, and never raises"""
    assert all(isinstance(violation, Violation) for violation in check_view(value))
    assert all(isinstance(violation, Violation) for violation in check_blocks([value]))


@pytest.mark.parametrize("value", [None, "modal", 7, [], True])
def test_what_is_no_object_is_no_view(value: object) -> None:
    """A list or a text in place of a view is refused as a whole"""
    assert check_view(value) == (Violation("must provide an object", "/view"),)


def test_a_view_of_more_than_250_kilobytes_is_too_large() -> None:
    """Many long texts can be too much, though each block is fine"""
    small = home([section(mrkdwn("é" * 1200))] * 100)
    large = home([section(mrkdwn("é" * 1300))] * 100)
    assert check_view(small) == ()
    assert check_view(large) == (Violation("view_too_large", "/view"),)


def test_a_message_of_more_than_12000_characters_is_too_long() -> None:
    """Slack counts the text of all blocks together"""
    full = [section(mrkdwn("x" * 3000))] * 4
    assert check_message({"text": "News", "blocks": full}) == ()
    more = [*full, section(mrkdwn("x"))]
    assert check_message({"text": "News", "blocks": more}) == (Violation("msg_blocks_too_long", "/blocks"),)


@pytest.mark.parametrize(
    ("payload", "found"),
    [
        ({"text": "News"}, []),
        ({"delete_original": True}, []),
        ({"text": "News", "blocks": []}, []),
        ({"blocks": [divider()]}, ["no_text [json-pointer:/text]"]),
        ({"text": " "}, ["no_text [json-pointer:/text]"]),
        ({"text": None}, ["must provide a string [json-pointer:/text]"]),
        ({"text": "x" * 40_001}, ["must be less than 40001 characters [json-pointer:/text]"]),
        ({"text": "News", "blocks": "[]"}, ["must provide an array [json-pointer:/blocks]"]),
        ({"text": "News", "blocks": [{"type": "x"}]}, ["unsupported type: x [json-pointer:/blocks/0/type]"]),
    ],
)
def test_a_message_needs_text_beside_its_blocks(payload: dict[str, object], found: list[str]) -> None:
    """Notifications and screen readers have something to say"""
    assert list(map(str, check_message(payload))) == found


def test_a_deep_fault_is_pointed_at() -> None:
    """The pointer leads to the very member, through lists and objects"""
    menu = static_select("a", [option("One", "1"), {**option("Two", "2"), "value": "v" * 151}])
    [violation] = check_blocks([divider(), section(mrkdwn("x"), accessory=menu)])
    assert violation.pointer == "/blocks/1/accessory/options/1/value"


def test_every_surface_has_its_table() -> None:
    """No surface goes unchecked"""
    assert BLOCKS.keys() == {"message", "modal", "home"}
