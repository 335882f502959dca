"""The values of inputs, in the shape that Slack gives them in `state.values`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.slack.elements import Placed, options_of, placed
from bot.simulator.slack.refusals import ClientRefusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.simulator.slack.elements import Block, Element

State = dict[str, Any]
Key = tuple[str, str]
"""block_id and action_id."""

MEMBER: dict[str, str] = {
    **dict.fromkeys(("plain_text_input", "email_text_input", "url_text_input", "number_input"), "value"),
    **dict.fromkeys(("static_select", "external_select", "radio_buttons"), "selected_option"),
    **dict.fromkeys(("multi_static_select", "multi_external_select", "checkboxes"), "selected_options"),
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "overflow": "selected_option",
    "file_input": "files",
}
"""Which member of a state holds the value. Source: https://docs.slack.dev/reference/interaction-payloads."""
STATELESS = ("button", "overflow")
OPTIONAL = ("selected_option", "selected_options")


def initial(element: Element) -> State:
    """The state of an element that nobody touched."""
    member = MEMBER[element["type"]]
    value = element.get("initial_" + member.removeprefix("selected_"))
    return {"type": element["type"], member: [] if value is None and member.endswith("s") else value}


def chosen(element: Element, value: object, offered: Iterable[dict[str, Any]] = ()) -> State:
    """The state after somebody typed or chose `value`. Raises ClientRefusal for what cannot be chosen."""
    member = MEMBER[element["type"]]
    if member in OPTIONAL:
        return {"type": element["type"], member: _options(element, value, [*options_of(element), *offered])}
    return {"type": element["type"], member: None if value in ("", None) else value}


def is_empty(state: State) -> bool:
    return not state.get(MEMBER[state["type"]])


def read(state: State) -> object:
    """The value as one that `chosen` takes; the ids of files, which are not chosen but attached."""
    value = state[MEMBER[state["type"]]]
    if isinstance(value, dict):
        return value["value"]
    if isinstance(value, list):
        return [one.get("value", one.get("id")) if isinstance(one, dict) else one for one in value]
    return value


def initial_values(blocks: Iterable[Block], kept: Mapping[Key, State] | None = None) -> dict[Key, State]:
    """The values of a view's inputs. Those of `kept` stay where block_id, action_id and type are the same."""
    values = {}
    for found in placed(blocks):
        if found.element["type"] not in STATELESS:
            key = (found.block_id, found.action_id)
            values[key] = _kept_or_initial(found, (kept or {}).get(key))
    return values


def nested(values: Mapping[Key, State]) -> dict[str, dict[str, State]]:
    """Nest by block_id and action_id, as `state.values` has it."""
    by_block: dict[str, dict[str, State]] = {}
    for (block_id, action_id), state in values.items():
        by_block.setdefault(block_id, {})[action_id] = state
    return by_block


def _kept_or_initial(found: Placed, kept: State | None) -> State:
    if kept is not None and kept["type"] == found.element["type"]:
        return kept
    return initial(found.element)


def _options(element: Element, value: object, options: list[dict[str, Any]]) -> object:
    by_value = {option.get("value"): option for option in options}
    wanted = list(value) if isinstance(value, list | tuple) else [value]
    if MEMBER[element["type"]] == "selected_option" and value is None:
        return None
    unknown = [one for one in wanted if one not in by_value]
    if unknown:
        raise ClientRefusal(f"{unknown[0]!r} is not among the options.")
    found = [by_value[one] for one in wanted]
    return found if MEMBER[element["type"]] == "selected_options" else found[0]
