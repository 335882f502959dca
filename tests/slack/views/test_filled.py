"""What people put into a view: read as Slack sends it, and refused in any other shape."""

from __future__ import annotations

from typing import Any

import pytest

from bot.slack.views.filled import chosen, element, inputs, read_metadata, ticked, typed

ODD: list[Any] = [None, 7, "text", [], ["text"], True]


def view(values: Any) -> dict[str, Any]:  # noqa: ANN401 - anything at all
    return {"state": {"values": values}}


def test_what_was_typed_and_what_was_chosen() -> None:
    """And nothing where nothing is; blanks around what was typed do not count."""
    sent = view(
        {
            "name": {"value": {"value": " Ada "}},
            "role": {"value": {"selected_option": {"value": "ADMIN"}}},
            "none": {"value": {"selected_option": None}},
        }
    )
    assert [chosen(sent, block) for block in ("name", "role", "none", "gone")] == [" Ada ", "ADMIN", None, None]
    assert [typed(sent, block) for block in ("name", "none")] == ["Ada", ""]
    assert element(sent, "gone") == {}


def test_boxes_that_are_ticked() -> None:
    """By the values of their options."""
    assert ticked({"boxes": {"selected_options": [{"value": "1"}, {"value": "3"}]}}, "boxes") == ["1", "3"]
    assert ticked({"boxes": {"selected_options": []}}, "boxes") == ticked({}, "boxes") == []


@pytest.mark.parametrize("odd", ODD)
def test_any_other_shape_is_none_of_ours(odd: object) -> None:
    """Whichever part of it is odd."""
    for broken in ({}, {"state": odd}, view(odd)):
        with pytest.raises(ValueError, match="of ours"):
            inputs(broken)
    for values in ({"b": odd}, {"b": {"value": odd}}):
        with pytest.raises(ValueError, match="of ours"):
            chosen(view(values), "b")
    for block in (odd, {"boxes": odd}, {"boxes": {"selected_options": [odd]}}):
        with pytest.raises(ValueError, match="of ours"):
            ticked(block, "boxes")
    with pytest.raises(ValueError, match="of ours"):
        read_metadata({"private_metadata": odd}, {"r": str})


@pytest.mark.parametrize("odd", [7, ["text"], {"a": 1}, True])
def test_a_value_is_a_text(odd: object) -> None:
    """Or nothing."""
    for value in ({"value": odd}, {"selected_option": {"value": odd}}):
        with pytest.raises(ValueError, match="of ours"):
            chosen(view({"b": {"value": value}}), "b")
    with pytest.raises(ValueError, match="of ours"):
        ticked({"boxes": {"selected_options": {"a": odd}}}, "boxes")
