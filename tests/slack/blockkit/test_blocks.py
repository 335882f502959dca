from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.slack.blockkit import (
    actions,
    button,
    context,
    divider,
    header,
    input_block,
    mrkdwn,
    plain,
    section,
    text_input,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def test_blocks_without_an_id_have_none() -> None:
    """Slack makes ids of its own where we need none"""
    assert divider() == {"type": "divider"}
    assert "block_id" not in header("Users")
    assert header("Users", block_id="top")["block_id"] == "top"


def test_fields_are_clipped_to_their_own_limit() -> None:
    """A field is shorter than a section's text"""
    made = section(fields=[mrkdwn("m" * 2500), plain("p" * 2500)])
    assert [len(field["text"]) for field in made["fields"]] == [2000, 2000]
    assert "text" not in made


def test_an_input_says_only_what_was_asked() -> None:
    """A field is required and silent unless we say otherwise"""
    made = input_block("Reason", text_input("reason"), block_id="why")
    assert made["optional"] is False
    assert made.keys() == {"type", "block_id", "label", "element", "optional"}


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (section, "a text or fields"),
        (lambda: section(fields=[plain("x")] * 11), "fields must be 0 to 10"),
        (context, "elements must be 1 to 10"),
        (lambda: context(*[plain("x")] * 11), "elements must be 1 to 10"),
        (actions, "elements must be 1 to 25"),
        (lambda: actions(*[button("x", "a")] * 26), "elements must be 1 to 25"),
        (lambda: divider(block_id="b" * 256), "block_id must have"),
    ],
)
def test_too_much_or_too_little_is_refused(make: Callable[[], object], why: str) -> None:
    """Nothing is dropped in silence"""
    with pytest.raises(ValueError, match=why):
        make()
