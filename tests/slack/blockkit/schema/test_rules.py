from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.slack.blockkit.schema.rules import (
    FINE,
    anything,
    array,
    boolean,
    by_type,
    fault,
    integer,
    one_of,
    pattern,
    repeated,
    shape,
    string,
    visible,
)

if TYPE_CHECKING:
    from bot.slack.blockkit.schema.rules import Rule

PAIR = shape({"type": anything, "a": string(3), "b": boolean}, ("type", "a"))
KINDS = by_type({"pair": PAIR})


@pytest.mark.parametrize(
    ("rule", "value", "faults"),
    [
        (boolean, True, []),
        (boolean, 1, [("", "must provide a boolean")]),
        (string(3), "abc", []),
        (string(3), "abcd", [("", "must be less than 4 characters")]),
        (string(3), "👩👩", [("", "must be less than 4 characters")]),
        (string(3), "", [("", "must be more than 0 characters")]),
        (string(3, least=0), "", []),
        (string(3), None, [("", "must provide a string")]),
        (visible(3), "  ", [("", "must be more than 0 characters")]),
        (visible(3), " a ", []),
        (visible(3), "abcd", [("", "must be less than 4 characters")]),
        (visible(3), 5, [("", "must provide a string")]),
        (pattern("[0-9]+", "must be digits"), "12", []),
        (pattern("[0-9]+", "must be digits"), "12x", [("", "must be digits")]),
        (pattern("[0-9]+", "must be digits"), 12, [("", "must be digits")]),
        (integer(1, 3), 3, []),
        (integer(1, 3), 4, [("", "must be less than 4")]),
        (integer(1, 3), 0, [("", "must be more than 0")]),
        (integer(1, 3), True, [("", "must provide an integer")]),
        (integer(1, 3), "2", [("", "must provide an integer")]),
        (one_of("a", "b"), "b", []),
        (one_of("a", "b"), "c", [("", "must be a valid enum value")]),
        (one_of("a", "b"), [], [("", "must be a valid enum value")]),
        (array(boolean, 2), [True, False], []),
        (array(boolean, 2), (True,), [("", "must provide an array")]),
        (array(boolean, 2), [True] * 3, [("", "no more than 2 items allowed")]),
        (array(boolean, 2), [], [("", "must provide at least 1 items")]),
        (array(boolean, 2, least=0), [], []),
        (array(boolean, 2), [True, 0], [("/1", "must provide a boolean")]),
        (array(boolean, 2, also=lambda _: fault("odd")), [True], [("", "odd")]),
        (PAIR, {"type": "pair", "a": "x"}, []),
        (PAIR, [], [("", "must provide an object")]),
        (PAIR, {"b": True}, [("", "missing required field: type"), ("", "missing required field: a")]),
        (PAIR, {"type": 1, "a": "x", "c": 1}, [("", "invalid additional property: c")]),
        (PAIR, {"type": 1, "a": "long", "b": 0}, [
            ("/a", "must be less than 4 characters"), ("/b", "must provide a boolean"),
        ]),
        (KINDS, {"type": "pair", "a": "x"}, []),
        (KINDS, {"type": "trio", "a": "x"}, [("/type", "unsupported type: trio")]),
        (KINDS, {"type": ["pair"]}, [("/type", "unsupported type: ['pair']")]),
        (KINDS, {"a": "x"}, [("", "missing required field: type")]),
        (KINDS, "pair", [("", "must provide an object")]),
    ],
)  # fmt: skip
def test_each_rule_says_what_is_wrong_and_where(rule: Rule, value: object, faults: list[tuple[str, str]]) -> None:
    """A rule answers in Slack's words, with a pointer from the value it looked at"""
    assert list(rule(value)) == faults


def test_rules_about_several_members_wait_until_each_is_fine() -> None:
    """A rule that compares members may rely on their types"""
    rule = shape({"a": string(3)}, ("a",), lambda value: fault(value["a"].upper()))
    assert rule({"a": "x"}) == [("", "X")]
    assert rule({"a": 1}) == [("/a", "must provide a string")]


def test_good_values_cost_nothing() -> None:
    """A good value gives nothing at all"""
    assert list(FINE) == []
    assert list(anything(object())) == []


@pytest.mark.parametrize(("values", "place"), [([], None), (["a", "b"], None), (["a", "b", "a", "b"], 2)])
def test_the_first_repetition_is_found(values: list[str], place: int | None) -> None:
    """Slack points at the second of two equal ids"""
    assert repeated(values) == place
