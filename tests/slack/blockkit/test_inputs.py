from __future__ import annotations

import pytest

from bot.slack.blockkit import email_input, number_input, text_input


def test_a_field_has_only_the_members_it_was_given() -> None:
    """Slack refuses null, so what is not there is left out"""
    assert text_input("a") == {"type": "plain_text_input", "action_id": "a"}
    assert email_input("a", initial="") == {"type": "email_text_input", "action_id": "a"}


def test_a_text_field_carries_its_lengths() -> None:
    """A bound of zero is a bound too"""
    made = text_input("a", initial="x", multiline=True, min_length=0, max_length=9)
    assert made["min_length"] == 0
    assert made["max_length"] == 9
    assert made["initial_value"] == "x"


def test_numbers_travel_as_strings() -> None:
    """Slack refuses bounds that are numbers"""
    made = number_input("a", initial=0, min_value=-1, max_value=10)
    assert (made["initial_value"], made["min_value"], made["max_value"]) == ("0", "-1", "10")
    assert made["is_decimal_allowed"] is False


@pytest.mark.parametrize(("text", "most"), [("x" * 3001, None), ("xx", 1)])
def test_an_initial_text_is_never_clipped(text: str, most: int | None) -> None:
    """What stands in a field would be sent back as if it had been typed"""
    with pytest.raises(ValueError, match="initial_value"):
        text_input("a", initial=text, max_length=most)
