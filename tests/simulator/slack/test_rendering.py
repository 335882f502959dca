"""Blocks as people read them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.simulator.slack.rendering import Rendering

RENDERING = Rendering(lambda user_id: user_id)


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> dict[str, str]:
    return {"type": "mrkdwn", "text": text}


BUTTON = {"type": "button", "text": plain("Press"), "action_id": "a"}
SELECT = {
    "type": "static_select",
    "placeholder": plain("Pick one"),
    "action_id": "a",
    "options": [{"text": plain("Hidden"), "value": "1"}],
}


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        ({"type": "header", "text": plain("*Title*")}, "*Title*"),
        ({"type": "section", "text": marked("*bold*"), "fields": [marked("_a_"), plain("b")]}, "bold\na\nb"),
        ({"type": "section", "text": plain("text"), "accessory": BUTTON}, "text\nPress"),
        ({"type": "context", "elements": [marked("*c*"), {"type": "image", "alt_text": "A face"}]}, "c\nA face"),
        ({"type": "actions", "elements": [BUTTON, SELECT]}, "Press\nPick one"),
        ({"type": "actions", "elements": [{"type": "overflow", "action_id": "a"}]}, ""),
        ({"type": "input", "label": plain("Name"), "element": SELECT, "hint": plain("Yours")}, "Name\nPick one\nYours"),
        ({"type": "divider"}, ""),
        ({"type": "image", "title": plain("A picture")}, "A picture"),
        ({"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]]}, "a b"),
        (
            {
                "type": "rich_text",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "text", "text": "so "}, {"type": "emoji", "name": "cat"}],
                    }
                ],
            },
            "so cat",
        ),
    ],
)
def test_everything_that_can_be_read_is_there(block: dict[str, Any], shown: str) -> None:
    """And the options of menus are not."""
    assert RENDERING.block(block) == shown


def test_a_message_with_blocks_shows_the_blocks() -> None:
    """Its text is for notifications."""
    assert RENDERING.message("for notifications", [{"type": "section", "text": plain("seen")}]) == "seen"
    assert RENDERING.message("*only* text", []) == "only text"


def test_a_view_shows_its_title_and_its_buttons() -> None:
    """Home tabs have neither."""
    block = {"type": "section", "text": plain("middle")}
    view = {"title": plain("Top"), "blocks": [block], "submit": plain("Send"), "close": plain("Cancel")}
    assert RENDERING.view(view) == "Top\nmiddle\nSend\nCancel"
    assert RENDERING.view({"type": "home", "blocks": [block]}) == "middle"
