"""Tables of the composition objects: texts, options, confirmations.

Source: https://docs.slack.dev/reference/block-kit/composition-objects
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.slack.blockkit import limits
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
    visible,
)
from bot.slack.blockkit.text import length

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.slack.blockkit.schema.rules import Faults, Rule


_NEEDED: Final = ("type", "text")
_SWITCH: Final = {"plain_text": "emoji", "mrkdwn": "verbatim"}
"""The one member of each kind of text that may be left out."""


def text_object(limit: int, *kinds: str) -> Rule:
    """Accept a text object of one of these kinds with 1 to `limit` characters, not all of them blanks."""
    slowly = by_type({kind: text_shape(limit, kind) for kind in kinds})

    def check(value: object) -> Faults:
        return FINE if isinstance(value, dict) and _is_fine(value, limit, kinds) else slowly(value)

    return check


def text_shape(limit: int, kind: str) -> Rule:
    """Accept a text object, whose kind is already known."""
    return shape({"type": anything, "text": visible(limit), _SWITCH[kind]: boolean}, _NEEDED)


def plain_text(limit: int) -> Rule:
    """Accept a `plain_text` object only."""
    return text_object(limit, "plain_text")


def any_text(limit: int) -> Rule:
    """Accept a `plain_text` or a `mrkdwn` object."""
    return text_object(limit, "plain_text", "mrkdwn")


def _is_fine(value: dict[str, Any], limit: int, kinds: Collection[str]) -> bool:
    """Tell a good text object at once: most of a view are text objects, so this is where the time goes."""
    text, kind = value.get("text"), value.get("type")
    if not isinstance(kind, str) or kind not in kinds or not isinstance(text, str):
        return False
    if not text.strip() or length(text) > limit:
        return False
    switch = _SWITCH[kind]
    return len(value) == len(_NEEDED) + (switch in value) and isinstance(value.get(switch, True), bool)


def _option(text: Rule, description: Rule, **more: Rule) -> Rule:
    members = {"text": text, "value": string(limits.OPTION_VALUE), "description": description, **more}
    return shape(members, ("text", "value"))


ACTION_ID: Final = string(limits.ACTION_ID)
BLOCK_ID: Final = string(limits.BLOCK_ID)
URL: Final = string(limits.URL)
STYLE: Final = one_of("primary", "danger")

MENU_OPTION: Final = _option(plain_text(limits.OPTION_TEXT), plain_text(limits.OPTION_DESCRIPTION))
OVERFLOW_OPTION: Final = _option(plain_text(limits.OPTION_TEXT), plain_text(limits.OPTION_DESCRIPTION), url=URL)
CHOICE_OPTION: Final = _option(any_text(limits.OPTION_TEXT), any_text(limits.OPTION_DESCRIPTION))

CONFIRM: Final = shape(
    {
        "title": plain_text(limits.CONFIRM_TITLE),
        "text": any_text(limits.CONFIRM_TEXT),
        "confirm": plain_text(limits.CONFIRM_BUTTON),
        "deny": plain_text(limits.CONFIRM_BUTTON),
        "style": STYLE,
    },
    ("title", "text", "confirm", "deny"),
)


def all_options(holder: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the options of `options` and of all `option_groups`."""
    groups = holder.get("option_groups")
    if groups is None:
        return list(holder.get("options", ()))
    return [option for group in groups for option in group["options"]]


def distinct_values(holder: dict[str, Any]) -> Faults:
    """Slack tells a choice by its value only, so two options of one value cannot be told apart."""
    values = [option["value"] for option in all_options(holder)]
    place = repeated(values)
    where = "/option_groups" if "option_groups" in holder else "/options"
    return FINE if place is None else fault(f'`value` "{values[place]}" already exists', where)


def initial_among_options(holder: dict[str, Any]) -> Faults:
    """Slack wants an initial option to equal one of the options, text and all."""
    options = all_options(holder)
    if "initial_option" in holder and holder["initial_option"] not in options:
        return fault("`initial_option` must match one of the options", "/initial_option")
    if any(initial not in options for initial in holder.get("initial_options", ())):
        return fault("`initial_options` must match the options", "/initial_options")
    return FINE


OPTION_GROUP: Final = shape(
    {
        "label": plain_text(limits.OPTION_GROUP_LABEL),
        "options": array(MENU_OPTION, limits.SELECT_OPTIONS),
    },
    ("label", "options"),
)
