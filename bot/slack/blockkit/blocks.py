"""Blocks, one function each.

Labels are clipped to what Slack allows; an id that is too long or too many parts raise ValueError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blockkit import limits
from bot.slack.blockkit.fits import given, identifier, items
from bot.slack.blockkit.text import clip, mrkdwn, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.slack.blockkit.objects import Block, Element, TextObject


def header(text: str, *, block_id: str | None = None) -> Block:
    return {"type": "header", "text": plain(text, limits.HEADER_TEXT, emoji=True), **_id(block_id)}


def section(
    text: TextObject | None = None,
    *,
    fields: Sequence[TextObject] = (),
    accessory: Element | None = None,
    block_id: str | None = None,
) -> Block:
    """Make a section of a text, up to 10 fields, or both; each field is clipped to 2000 characters."""
    if text is None and not fields:
        raise ValueError("a section needs a text or fields")
    shown = [_clipped(field, limits.SECTION_FIELD) for field in items("fields", fields, limits.SECTION_FIELDS, least=0)]
    return {"type": "section", **given(text=text, fields=shown or None, accessory=accessory), **_id(block_id)}


def context(*texts: TextObject, block_id: str | None = None) -> Block:
    """Make a line of 1 to 10 small texts or images."""
    return {"type": "context", "elements": items("elements", texts, limits.CONTEXT_ELEMENTS), **_id(block_id)}


def actions(*elements: Element, block_id: str | None = None) -> Block:
    """Make a row of 1 to 25 buttons and menus."""
    return {"type": "actions", "elements": items("elements", elements, limits.ACTIONS_ELEMENTS), **_id(block_id)}


def divider(*, block_id: str | None = None) -> Block:
    return {"type": "divider", **_id(block_id)}


def input_block(  # noqa: PLR0913 - Slack's input block has these members
    label: str,
    element: Element,
    *,
    block_id: str,
    hint: str | None = None,
    optional: bool = False,
    dispatch_action: bool = False,
) -> Block:
    """Make a labelled field. `dispatch_action` tells us of each change, not only of the submission."""
    return {
        "type": "input",
        **_id(block_id),
        "label": plain(label, limits.INPUT_LABEL),
        "element": element,
        "optional": optional,
        **given(hint=plain(hint, limits.INPUT_HINT) if hint else None),
        **given(dispatch_action=dispatch_action or None),
    }


def _id(block_id: str | None) -> dict[str, str]:
    return {} if block_id is None else {"block_id": identifier("block_id", block_id, limits.BLOCK_ID)}


def _clipped(text: TextObject, limit: int) -> TextObject:
    if text["type"] == "mrkdwn":
        return {**text, "text": mrkdwn(text["text"], limit)["text"]}
    return {**text, "text": clip(text["text"], limit)}
