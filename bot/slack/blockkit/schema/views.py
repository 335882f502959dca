"""Tables of the views.

Source: https://docs.slack.dev/reference/views
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.slack.blockkit import limits
from bot.slack.blockkit.schema.blocks import BLOCKS
from bot.slack.blockkit.schema.objects import plain_text
from bot.slack.blockkit.schema.rules import FINE, anything, boolean, by_type, fault, shape, string

if TYPE_CHECKING:
    from bot.slack.blockkit.schema.rules import Fault, Faults, Rule

_NO_SUBMIT: Final = "must define `submit` to use an `input` block in modals"


def _submit_for_inputs(view: dict[str, Any]) -> Faults:
    if "submit" in view:
        return FINE
    inputs = (place for place, block in enumerate(view["blocks"]) if block["type"] == "input")
    return [_no_submit(place) for place in inputs]


def _no_submit(place: int) -> Fault:
    """Slack points at a member `input` that no block has; it was seen so in two bug reports."""
    return fault(_NO_SUBMIT, f"/blocks/{place}/input")[0]


_SHARED: Final[dict[str, Rule]] = {
    "type": anything,
    "callback_id": string(limits.CALLBACK_ID, least=0),
    "external_id": string(limits.EXTERNAL_ID, least=0),
    "private_metadata": string(limits.PRIVATE_METADATA, least=0),
}
_MODAL: Final[dict[str, Rule]] = {
    **_SHARED,
    "title": plain_text(limits.VIEW_TITLE),
    "submit": plain_text(limits.VIEW_SUBMIT),
    "close": plain_text(limits.VIEW_CLOSE),
    "blocks": BLOCKS["modal"],
    "clear_on_close": boolean,
    "notify_on_close": boolean,
    "submit_disabled": boolean,
}

VIEW: Final = by_type(
    {
        "modal": shape(_MODAL, ("type", "title", "blocks"), _submit_for_inputs),
        "home": shape({**_SHARED, "blocks": BLOCKS["home"]}, ("type", "blocks")),
    }
)
"""What a view may be, but for its size in bytes."""
