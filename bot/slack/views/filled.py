"""What people put into a view of ours, and what the view carries itself: read as it is, or refused as none of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack.payloads import read_json
from bot.slack.views.inputs import VALUE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.slack.blockkit import View


def read_metadata(view: View, members: Mapping[str, type]) -> dict[str, Any]:
    """What a view of ours carries. Raises ValueError where it is not exactly that."""
    try:
        kept = read_json(view["private_metadata"])
    except (KeyError, ValueError) as error:
        raise ValueError("not a view of ours") from error
    if not isinstance(kept, dict) or {name: type(value) for name, value in kept.items()} != dict(members):
        raise ValueError("not a view of ours")
    return kept


def inputs(view: View) -> Mapping[str, Any]:
    """What stands in the inputs, by their block_id. Raises ValueError for any other shape."""
    try:
        return _members(view["state"]["values"])
    except (KeyError, TypeError) as error:
        raise ValueError("not a view of ours") from error


def element(view: View, block_id: str, action_id: str = VALUE) -> Mapping[str, Any]:
    """What stands in one input; nothing where it is not there. Raises ValueError for any other shape."""
    return _members(_members(inputs(view).get(block_id, {})).get(action_id, {}))


def chosen(view: View, block_id: str, action_id: str = VALUE) -> str | None:
    """The value of the option that was chosen, or what was typed. Raises ValueError for any other shape."""
    found = element(view, block_id, action_id)
    option = found.get("selected_option")
    value = (found if option is None else _members(option)).get("value")
    if not (value is None or isinstance(value, str)):
        raise ValueError("not an input of ours")
    return value


def typed(view: View, block_id: str) -> str:
    """The same without blanks around it, and empty where there is nothing."""
    return (chosen(view, block_id) or "").strip()


def ticked(block: object, action_id: str) -> list[str]:
    """The values of the boxes that are ticked in a block, as `inputs` has it. Raises ValueError for any other shape."""
    options = _members(_members(block).get(action_id, {})).get("selected_options") or []
    if not isinstance(options, list):
        raise ValueError("not boxes of ours")  # noqa: TRY004 - see chosen
    return [str(_members(option).get("value")) for option in options]


def _members(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("not a view of ours")  # noqa: TRY004 - see chosen
    return value
