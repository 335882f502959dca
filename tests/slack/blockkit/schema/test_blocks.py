from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.slack.blockkit import actions, button, context, divider, header, input_block, plain, section, text_input
from bot.slack.blockkit.schema.blocks import BLOCKS

if TYPE_CHECKING:
    from bot.slack.blockkit.schema.blocks import Surface

TEXT = {"type": "plain_text", "text": "x"}
MRKDWN = {"type": "mrkdwn", "text": "x"}
FILE_FIELD = input_block("File", {"type": "file_input", "action_id": "f"}, block_id="f")
TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]], "column_settings": [{"align": "left"}]}
RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
VIDEO = {"type": "video", "alt_text": "x", "title": TEXT, "thumbnail_url": "u", "video_url": "u"}
FILE = {"type": "file", "external_id": "x", "source": "remote"}


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
@pytest.mark.parametrize(
    ("block", "faults"),
    [
        (section(TEXT, accessory={"type": "image", "image_url": "u", "alt_text": "x"}), []),
        ({"type": "section"}, [("/0/type", "must define either `text` or `fields`")]),
        ({"type": "section", "text": {**MRKDWN, "text": "x" * 3001}}, [
            ("/0/text/text", "must be less than 3001 characters"),
        ]),
        ({"type": "section", "fields": [{**TEXT, "text": "x" * 2001}]}, [
            ("/0/fields/0/text", "must be less than 2001 characters"),
        ]),
        ({"type": "section", "fields": [TEXT] * 11}, [("/0/fields", "no more than 10 items allowed")]),
        ({"type": "section", "text": TEXT, "accessory": text_input("a")}, [
            ("/0/accessory/type", "unsupported type: plain_text_input"),
        ]),
        ({"type": "header", "text": MRKDWN}, [("/0/text/type", "unsupported type: mrkdwn")]),
        ({"type": "header", "text": {**TEXT, "text": "x" * 151}}, [
            ("/0/text/text", "must be less than 151 characters"),
        ]),
        ({"type": "header", "text": TEXT, "accessory": {}}, [("/0", "invalid additional property: accessory")]),
        ({**divider(), "block_id": "b" * 256}, [("/0/block_id", "must be less than 256 characters")]),
        ({"type": "context", "elements": [TEXT] * 11}, [("/0/elements", "no more than 10 items allowed")]),
        ({"type": "context", "elements": [button("x", "a")]}, [("/0/elements/0/type", "unsupported type: button")]),
        ({"type": "actions", "elements": []}, [("/0/elements", "must provide at least 1 items")]),
        ({"type": "actions", "elements": [button("x", str(i)) for i in range(26)]}, [
            ("/0/elements", "no more than 25 items allowed"),
        ]),
        (actions(button("x", "a"), button("y", "b"), button("z", "a")), [
            ("/0/elements/2/action_id", '`action_id` "a" already exists'),
        ]),
        ({"type": "input", "label": TEXT}, [("/0", "missing required field: element")]),
        (input_block("x", button("x", "a"), block_id="b"), [("/0/element/type", "unsupported type: button")]),
        ({"type": "image", "image_url": "u", "alt_text": "x", "title": TEXT, "block_id": "b"}, []),
        ({"type": "carousel"}, [("/0/type", "unsupported type: carousel")]),
        ({"text": TEXT}, [("/0", "missing required field: type")]),
        ("text", [("/0", "must provide an object")]),
        (context(plain("x")), []),
        (RICH, []),
        ({"type": "rich_text", "elements": [TEXT]}, [("/0/elements/0/type", "unsupported type: plain_text")]),
        (VIDEO, []),
        ({"type": "video"}, [
            ("/0", f"missing required field: {name}") for name in ("alt_text", "title", "thumbnail_url", "video_url")
        ]),
    ],
)  # fmt: skip
def test_what_slack_refuses_in_a_block(surface: Surface, block: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    """Each block is held to Slack's table, on whichever surface it stands"""
    assert list(BLOCKS[surface]([block])) == faults


@pytest.mark.parametrize(
    ("block", "surfaces"),
    [
        (TABLE, {"message"}),
        (FILE, {"message"}),
        ({"type": "markdown", "text": "# x"}, {"message"}),
        (FILE_FIELD, {"modal"}),
        (input_block("x", text_input("a"), block_id="b"), {"message", "modal", "home"}),
    ],
)
def test_each_block_stands_only_where_slack_allows_it(block: dict[str, Any], surfaces: set[str]) -> None:
    """A table or a file is for messages, an upload for modals"""
    assert {surface for surface, rule in BLOCKS.items() if not rule([block])} == surfaces


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_each_surface_holds_so_many_blocks(surface: Surface, most: int) -> None:
    """Fifty in a message, a hundred in a view, and none at all is fine"""
    assert not BLOCKS[surface]([])
    assert not BLOCKS[surface]([divider()] * most)
    assert list(BLOCKS[surface]([divider()] * (most + 1))) == [("", f"no more than {most} items allowed")]


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101}, "no more than 100 items allowed"),
        ({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}, "no more than 20 items allowed"),
        ({"type": "table", "rows": [[TEXT]]}, "unsupported type: plain_text"),
    ],
)
def test_a_table_has_100_rows_of_20_cells(table: dict[str, Any], fault: str) -> None:
    """A longer or wider table is refused"""
    assert [message for _, message in BLOCKS["message"]([table])] == [fault]


def test_a_block_id_stands_once() -> None:
    """Two blocks of one id cannot be told apart; blocks without an id are no matter"""
    blocks = [header("x", block_id="a"), divider(), divider(), header("y", block_id="a")]
    assert list(BLOCKS["home"](blocks)) == [("/3/block_id", '`block_id` "a" already exists')]
