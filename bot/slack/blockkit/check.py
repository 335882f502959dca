"""The checker: it tells what Slack would say of a view, of blocks, of a message.

It answers in Slack's words where they are known from public reports (lengths, counts, missing and additional members,
unsupported types, repeated action_ids, a missing `submit`), and in the same style where they are not. No answer means
that everything is fine. It reads only; a modal of 100 blocks and 26 kB takes 0.6 ms,
of which a third is the measuring of its size.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.slack.blockkit import limits
from bot.slack.blockkit.schema.blocks import BLOCKS
from bot.slack.blockkit.schema.rules import FINE, fault, string, under
from bot.slack.blockkit.schema.views import VIEW
from bot.slack.blockkit.text import length

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.slack.blockkit.schema.blocks import Surface
    from bot.slack.blockkit.schema.rules import Faults

TOO_LARGE: Final = "view_too_large"
"""Slack's error code for a view of more than 250 kB."""
TOO_LONG: Final = "msg_blocks_too_long"
"""Slack's error code for a message whose blocks hold too much text."""
NO_TEXT: Final = "no_text"
"""Slack's error code for a message with nothing in it; here also for blocks without `text` beside them."""

_MESSAGE_TEXT: Final = string(limits.MESSAGE_TEXT, least=0)


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that Slack would refuse, and the JSON pointer to it."""

    message: str
    pointer: str

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"


def check_view(view: object) -> tuple[Violation, ...]:
    """Tell what Slack would refuse in a view; pointers begin with `/view`."""
    return violations("/view", VIEW(view) or _size(view))


def check_blocks(blocks: object, *, surface: Surface = "message") -> tuple[Violation, ...]:
    """Tell what Slack would refuse in the blocks of a surface; pointers begin with `/blocks`."""
    return violations("/blocks", BLOCKS[surface](blocks))


def check_message(payload: Mapping[str, object]) -> tuple[Violation, ...]:
    """Tell what Slack would refuse in the `text` and `blocks` of a message.

    Stricter than Slack in one thing: blocks need `text` beside them, for notifications and screen readers.
    """
    blocks = payload.get("blocks", [])
    faults = [
        *under("text", _message_text(payload)),
        *under("blocks", BLOCKS["message"](blocks) or _total_text(blocks)),
    ]
    return violations("", faults)


def violations(root: str, faults: Faults) -> tuple[Violation, ...]:
    """Turn faults below `root` into violations."""
    return tuple(Violation(message, root + pointer) for pointer, message in faults)


def _message_text(payload: Mapping[str, object]) -> Faults:
    text = payload.get("text", "")
    if isinstance(text, str) and not text.strip() and not payload.get("delete_original"):
        return fault(NO_TEXT)
    return _MESSAGE_TEXT(text)


def _total_text(blocks: object) -> Faults:
    return fault(TOO_LONG) if _text_in(blocks) > limits.MESSAGE_BLOCKS_TEXT else FINE


def _text_in(part: object) -> int:
    if isinstance(part, dict):
        text = part.get("text")
        return (length(text) if isinstance(text, str) else 0) + _text_within(part.values())
    return _text_within(part) if isinstance(part, list) else 0


def _text_within(parts: Iterable[object]) -> int:
    return sum([_text_in(part) for part in parts if isinstance(part, dict | list)])


def _size(view: object) -> Faults:
    """Measure the view as it travels: JSON in UTF-8, without blanks."""
    sent = json.dumps(view, ensure_ascii=False, separators=(",", ":"), default=str).encode(errors="replace")
    return fault(TOO_LARGE) if len(sent) > limits.VIEW_BYTES else FINE
