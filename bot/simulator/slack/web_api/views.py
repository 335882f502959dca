"""views.*: opening, stacking, changing and publishing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.slack.attaching import FILE_INPUT
from bot.simulator.slack.elements import placed
from bot.simulator.slack.refusals import SlackError
from bot.simulator.slack.web_api.call import Method
from bot.slack.blockkit import check_view
from bot.slack.blockkit.check import TOO_LARGE

if TYPE_CHECKING:
    from bot.simulator.slack.views import View
    from bot.simulator.slack.web_api.call import Body, Call


def open_view(call: Call) -> Body:
    raw = _checked(call, "modal")
    trigger_id = call.word("trigger_id")
    owner = call.slack.triggers.owner(trigger_id)
    view = call.slack.views.open(owner, raw)
    call.slack.triggers.use(trigger_id)
    return {"view": view.as_object()}


def push(call: Call) -> Body:
    raw = _checked(call, "modal")
    trigger_id = call.word("trigger_id")
    owner = call.slack.triggers.owner(trigger_id)
    view = call.slack.views.push(owner, raw)
    call.slack.triggers.use(trigger_id)
    return {"view": view.as_object()}


def update(call: Call) -> Body:
    raw = _checked(call, "modal")
    view = _named(call)
    _fresh(call, view)
    return {"view": call.slack.views.update(view, raw).as_object()}


def publish(call: Call) -> Body:
    person = call.person(call.word("user_id"))
    raw = _checked(call, "home")
    if not call.slack.manifest.home_tab:
        raise SlackError("not_enabled")
    home = call.slack.views.home(person.id)
    if home is not None:
        _fresh(call, home)
    return {"view": call.slack.views.publish(person.id, raw).as_object()}


def _checked(call: Call, kind: str) -> dict[str, Any]:
    """The view. Raises SlackError in Slack's words for what is wrong with it."""
    view = call.args.get("view")
    found = check_view(view)
    call.slack.violations.extend(map(str, found))
    if any(violation.message == TOO_LARGE for violation in found):
        raise SlackError(TOO_LARGE)
    words = [str(violation) for violation in found]
    if not isinstance(view, dict) or words:
        raise _invalid(words or ["must provide an object [json-pointer:/view]"])
    if view["type"] != kind:
        raise _invalid([f"must be of type {kind} [json-pointer:/view/type]"])
    _may_ask_for_files(call, view)
    return view


def _may_ask_for_files(call: Call, view: dict[str, Any]) -> None:
    """Slack says that the scope is needed (https://docs.slack.dev/reference/block-kit/block-elements/file-input-element).

    It does not say what it answers without: the error is that of every other missing scope.
    """
    if any(found.element["type"] == FILE_INPUT for found in placed(view["blocks"])):
        call.need("files:read")


def _invalid(words: list[str]) -> SlackError:
    return SlackError("invalid_arguments", response_metadata={"messages": [f"[ERROR] {word}" for word in words]})


def _named(call: Call) -> View:
    views = call.slack.views
    if call.args.get("view_id"):
        found = views.find(call.word("view_id"))
    else:
        found = views.find_external(call.word("external_id"))
    if found is None:
        raise SlackError("not_found")
    return found


def _fresh(call: Call, view: View) -> None:
    given = call.args.get("hash")
    if given and given != view.hash:
        raise SlackError("hash_conflict")


VIEWS = {
    "views.open": Method(open_view),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
