"""What a builder refuses: ids, values and counts that cannot be shortened without changing what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack.blockkit.text import length

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def identifier(name: str, value: str, limit: int) -> str:
    """Return `value` if it has 1 to `limit` characters; raise ValueError if not."""
    if not 0 < length(value) <= limit:
        raise ValueError(f"{name} must have 1 to {limit} characters, this one has {length(value)}")
    return value


def items(name: str, values: Iterable[dict[str, Any]], limit: int, *, least: int = 1) -> list[dict[str, Any]]:
    """Return `values` as a list if there are `least` to `limit` of them; raise ValueError if not."""
    found = list(values)
    if not least <= len(found) <= limit:
        raise ValueError(f"{name} must be {least} to {limit}, these are {len(found)}")
    return found


def chosen(options: Sequence[dict[str, Any]], value: str) -> dict[str, Any]:
    """Return the option with this value; raise ValueError if there is none."""
    for option in options:
        if option["value"] == value:
            return option
    raise ValueError(f"no option has the initial value {value!r}")


def given(**members: object) -> dict[str, Any]:
    """Return the members that are there: Slack refuses null."""
    return {name: value for name, value in members.items() if value is not None}
