"""The checker for what we answer within the three seconds of an ack.

Slack says nothing about a bad answer but "We had some trouble connecting", so all words here are ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.slack.blockkit import limits
from bot.slack.blockkit.check import Violation, check_message, check_view, violations
from bot.slack.blockkit.schema.objects import MENU_OPTION, OPTION_GROUP
from bot.slack.blockkit.schema.rules import array, fault, one_of, shape, under, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.slack.blockkit.schema.rules import Faults

NO_OPTIONS: Final = "an empty options list leaves the modal stuck"

_ACTIONS: Final = one_of("errors", "update", "push", "clear")
_ANSWER: Final = {"response_action": _ACTIONS}
_CLEAR: Final = shape(_ANSWER, ())
_ERROR: Final = visible(limits.TEXT)
_OPTIONS: Final = array(MENU_OPTION, limits.SELECT_OPTIONS, least=0)
_GROUPS: Final = array(OPTION_GROUP, limits.OPTION_GROUPS, least=0)


def check_ack(body: object, *, view: Mapping[str, Any] | None = None) -> tuple[Violation, ...]:
    """Tell what is wrong with the body of an ack: nothing, a text, a message, options, or a `response_action`.

    `view` is the one that was submitted: field errors must name input blocks of it.
    """
    if body is None or isinstance(body, str) or body == {}:
        return ()
    if not isinstance(body, dict):
        return violations("", fault("must provide an object"))
    if "response_action" in body:
        return _check_action(body, view)
    if "options" in body or "option_groups" in body:
        return violations("", _suggestion(body))
    return check_message(body)


def _check_action(body: dict[str, Any], view: Mapping[str, Any] | None) -> tuple[Violation, ...]:
    action = body["response_action"]
    if wrong := _ACTIONS(action):
        return violations("/response_action", wrong)
    if action == "errors":
        return violations("", _errors(body, view))
    if action == "clear":
        return violations("", _CLEAR(body))
    return check_view(body["view"]) if "view" in body else violations("", fault("missing required field: view"))


def _errors(body: dict[str, Any], view: Mapping[str, Any] | None) -> Faults:
    errors = body.get("errors")
    if not isinstance(errors, dict) or not errors:
        return fault("missing required field: errors")
    known = errors.keys() if view is None else _inputs(view)
    wrong = [("/errors", f"no input block has the block_id {name}") for name in errors if name not in known]
    said = [found for name, text in errors.items() for found in under(name, _ERROR(text))]
    return [*wrong, *under("errors", said)]


def _inputs(view: Mapping[str, Any]) -> set[str]:
    return {block["block_id"] for block in view["blocks"] if block["type"] == "input" and "block_id" in block}


def _suggestion(body: dict[str, Any]) -> Faults:
    if body.keys() not in ({"options"}, {"option_groups"}):
        return fault("must define either `options` or `option_groups`")
    [(name, given)] = body.items()
    wrong = (_OPTIONS if name == "options" else _GROUPS)(given)
    return under(name, wrong if wrong or given else fault(NO_OPTIONS))
