"""Tables of the blocks, and which may stand on which surface.

Source: https://docs.slack.dev/reference/block-kit/blocks. Blocks that are not listed here are refused, though
Slack may know them: the bot uses none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from bot.slack.blockkit import limits
from bot.slack.blockkit.schema.elements import IN_ACTIONS, IN_INPUT, IN_INPUT_OF_MODAL, IN_SECTION, image
from bot.slack.blockkit.schema.objects import BLOCK_ID, URL, any_text, plain_text, text_shape
from bot.slack.blockkit.schema.rules import (
    FINE,
    anything,
    array,
    boolean,
    by_type,
    fault,
    one_of,
    repeated,
    shape,
    string,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.slack.blockkit.schema.rules import Also, Faults, Rule

Surface: TypeAlias = Literal["message", "modal", "home"]


def _block(members: dict[str, Rule], required: Collection[str] = (), *also: Also) -> Rule:
    return shape({"type": anything, "block_id": BLOCK_ID, **members}, ("type", *required), *also)


def _text_or_fields(block: dict[str, Any]) -> Faults:
    shown = "text" in block or "fields" in block
    return FINE if shown else fault("must define either `text` or `fields`", "/type")


def _distinct_action_ids(block: dict[str, Any]) -> Faults:
    ids = [element["action_id"] for element in block["elements"]]
    place = repeated(ids)
    return (
        FINE if place is None else fault(f'`action_id` "{ids[place]}" already exists', f"/elements/{place}/action_id")
    )


def _input(elements: dict[str, Rule]) -> Rule:
    members: dict[str, Rule] = {
        "label": plain_text(limits.INPUT_LABEL),
        "element": by_type(elements),
        "hint": plain_text(limits.INPUT_HINT),
        "optional": boolean,
        "dispatch_action": boolean,
    }
    return _block(members, ("label", "element"))


_IN_CONTEXT: Final[dict[str, Rule]] = {
    "plain_text": text_shape(limits.CONTEXT_TEXT, "plain_text"),
    "mrkdwn": text_shape(limits.CONTEXT_TEXT, "mrkdwn"),
    "image": image(),
}
_RICH_KINDS: Final = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
_RICH_STYLING: Final = ("type", "style", "indent", "offset", "border", "language")
_RICH: Final = shape({"elements": anything, **dict.fromkeys(_RICH_STYLING, anything)}, ("type", "elements"))
_CELL: Final = by_type(dict.fromkeys(("raw_text", "raw_number", "rich_text"), anything))
_VIDEO: Final[dict[str, Rule]] = {
    "alt_text": string(limits.IMAGE_ALT_TEXT),
    "title": plain_text(limits.VIDEO_TITLE),
    "title_url": URL,
    "description": plain_text(limits.TEXT),
    "author_name": string(limits.VIDEO_AUTHOR),
    "provider_name": string(limits.VIDEO_AUTHOR),
    "provider_icon_url": URL,
    "thumbnail_url": URL,
    "video_url": URL,
}

_EVERYWHERE: Final[dict[str, Rule]] = {
    "section": _block(
        {
            "text": any_text(limits.SECTION_TEXT),
            "fields": array(any_text(limits.SECTION_FIELD), limits.SECTION_FIELDS),
            "accessory": by_type(IN_SECTION),
            "expand": boolean,
        },
        (),
        _text_or_fields,
    ),
    "header": _block({"text": plain_text(limits.HEADER_TEXT)}, ("text",)),
    "divider": _block({}),
    "image": image(block_id=BLOCK_ID, title=plain_text(limits.IMAGE_TITLE)),
    "actions": _block(
        {"elements": array(by_type(IN_ACTIONS), limits.ACTIONS_ELEMENTS)}, ("elements",), _distinct_action_ids
    ),
    "context": _block({"elements": array(by_type(_IN_CONTEXT), limits.CONTEXT_ELEMENTS)}, ("elements",)),
    "rich_text": _block({"elements": array(by_type(dict.fromkeys(_RICH_KINDS, _RICH)), limits.TEXT)}, ("elements",)),
    "video": _block(_VIDEO, ("alt_text", "title", "thumbnail_url", "video_url")),
}

_IN_MESSAGES: Final[dict[str, Rule]] = {
    **_EVERYWHERE,
    "input": _input(IN_INPUT),
    "markdown": _block({"text": string(limits.MESSAGE_BLOCKS_TEXT)}, ("text",)),
    "table": _block(
        {
            "rows": array(array(_CELL, limits.TABLE_COLUMNS), limits.TABLE_ROWS),
            "column_settings": array(anything, limits.TABLE_COLUMNS),
        },
        ("rows",),
    ),
    "file": _block({"external_id": string(limits.EXTERNAL_ID), "source": one_of("remote")}, ("external_id", "source")),
}


def _distinct_block_ids(blocks: list[dict[str, Any]]) -> Faults:
    ids = [block.get("block_id", index) for index, block in enumerate(blocks)]
    place = repeated(ids)
    return FINE if place is None else fault(f'`block_id` "{ids[place]}" already exists', f"/{place}/block_id")


def _blocks(kinds: dict[str, Rule], most: int) -> Rule:
    return array(by_type(kinds), most, least=0, also=_distinct_block_ids)


BLOCKS: Final[dict[Surface, Rule]] = {
    "message": _blocks(_IN_MESSAGES, limits.MESSAGE_BLOCKS),
    "modal": _blocks({**_EVERYWHERE, "input": _input(IN_INPUT_OF_MODAL)}, limits.VIEW_BLOCKS),
    "home": _blocks({**_EVERYWHERE, "input": _input(IN_INPUT)}, limits.VIEW_BLOCKS),
}
"""What the `blocks` of each surface may be."""
