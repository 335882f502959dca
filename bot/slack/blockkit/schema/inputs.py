"""Tables of the fields that people type into; they stand in input blocks only.

Source: https://docs.slack.dev/reference/block-kit/block-elements
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.slack.blockkit import limits
from bot.slack.blockkit.schema.objects import ACTION_ID, plain_text
from bot.slack.blockkit.schema.rules import FINE, anything, boolean, fault, integer, pattern, shape, string
from bot.slack.blockkit.text import length

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.slack.blockkit.schema.rules import Also, Faults, Rule

_NUMBER: Final = pattern(r"-?[0-9]+(\.[0-9]+)?", "must be a number in a string")


def _field(members: dict[str, Rule], required: Collection[str] = (), *also: Also) -> Rule:
    shared: dict[str, Rule] = {
        "type": anything,
        "action_id": ACTION_ID,
        "placeholder": plain_text(limits.PLACEHOLDER),
        "focus_on_load": boolean,
        "dispatch_action_config": anything,
    }
    return shape({**shared, **members}, ("type", "action_id", *required), *also)


def _lengths(field: dict[str, Any]) -> Faults:
    least, most = field.get("min_length", 0), field.get("max_length", limits.TEXT_INPUT)
    if least > most:
        return fault("`min_length` must not be more than `max_length`", "/min_length")
    size = length(field.get("initial_value", ""))
    if size > most:
        return fault(f"must be less than {most + 1} characters", "/initial_value")
    return fault(f"must be more than {least - 1} characters", "/initial_value") if 0 < size < least else FINE


def _bounds(field: dict[str, Any]) -> Faults:
    given = {name: float(field[name]) for name in ("min_value", "initial_value", "max_value") if name in field}
    if list(given.values()) != sorted(given.values()):
        wrong = "initial_value" if "initial_value" in given else "min_value"
        return fault("must be between `min_value` and `max_value`", f"/{wrong}")
    if not field["is_decimal_allowed"] and any("." in field[name] for name in given):
        return fault("must be a whole number where `is_decimal_allowed` is false", "/is_decimal_allowed")
    return FINE


INPUTS: Final[dict[str, Rule]] = {
    "plain_text_input": _field(
        {
            "initial_value": string(limits.TEXT_INPUT, least=0),
            "multiline": boolean,
            "min_length": integer(0, limits.TEXT_INPUT),
            "max_length": integer(1, limits.TEXT_INPUT),
        },
        (),
        _lengths,
    ),
    "email_text_input": _field({"initial_value": string(limits.TEXT_INPUT, least=0)}),
    "url_text_input": _field({"initial_value": string(limits.TEXT_INPUT, least=0)}),
    "number_input": _field(
        {"is_decimal_allowed": boolean, "initial_value": _NUMBER, "min_value": _NUMBER, "max_value": _NUMBER},
        ("is_decimal_allowed",),
        _bounds,
    ),
    "rich_text_input": _field({"initial_value": anything}),
}
