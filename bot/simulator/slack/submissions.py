"""Submitting a modal: the client's own checks, then the app's answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.simulator.slack import notices
from bot.simulator.slack.deliveries import Delivery, Unanswered
from bot.simulator.slack.elements import placed
from bot.simulator.slack.refusals import SlackError
from bot.simulator.slack.values import is_empty
from bot.slack.blockkit import check_ack

if TYPE_CHECKING:
    from bot.simulator.slack.elements import Placed
    from bot.simulator.slack.people import Persona
    from bot.simulator.slack.simulator import SlackSimulator
    from bot.simulator.slack.values import State
    from bot.simulator.slack.views import View

_MAIL = re.compile(r"[^@\s]+@[^@\s]+")


class Submissions:
    def __init__(self, slack: SlackSimulator) -> None:
        self._slack = slack

    async def submit(self, person: Persona, view: View) -> None:
        """What the client itself finds wrong is told without asking the app."""
        view.errors, view.trouble = own_errors(view), None
        if not view.errors:
            await self._send(person, view)
        self._slack.views.touched(view)

    async def _send(self, person: Persona, view: View) -> None:
        slack = self._slack
        view.busy = True
        slack.views.touched(view)
        payload = slack.payloads.submission(person, view, slack.triggers.issue(person.id))
        try:
            answer = await slack.courier.deliver(Delivery("interactive", payload))
            self._carry_out(view, answer.body)
        except (Unanswered, SlackError):
            view.trouble = notices.TROUBLE
        finally:
            view.busy = False

    def _carry_out(self, view: View, body: Any) -> None:  # noqa: ANN401 - JSON
        """Raises SlackError for an answer that Slack does not understand."""
        slack = self._slack
        found = check_ack(body, view=view.as_object())
        slack.violations.extend(map(str, found))
        if found or not (body is None or body in ("", {}) or isinstance(body, dict)):
            raise SlackError("invalid_ack")
        match body.get("response_action") if body else None:
            case "errors":
                view.errors = dict(body["errors"])
            case "update":
                slack.views.update(view, body["view"])
            case "push":
                slack.views.push(view.owner, body["view"])
            case "clear":
                slack.views.clear(view.owner)
            case _:
                slack.views.close(view)


def own_errors(view: View) -> dict[str, str]:
    """The errors that a client finds by itself, by block_id."""
    inputs = (found for found in placed(view.blocks) if found.is_input)
    errors = {found.block_id: _wrong(found, view.values[found.block_id, found.action_id]) for found in inputs}
    return {block_id: words for block_id, words in errors.items() if words}


def _wrong(found: Placed, state: State) -> str:
    if is_empty(state):
        return "" if found.block.get("optional") else notices.REQUIRED
    value = state.get("value")
    if not isinstance(value, str):
        return ""
    if found.element["type"] == "email_text_input" and not _MAIL.fullmatch(value):
        return "Please enter a valid email address."
    return _wrong_length(found.element, value) or _wrong_number(found.element, value)


def _wrong_length(element: dict[str, Any], value: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"This entry must be at least {least} characters."
    return f"This entry must be no more than {most} characters." if len(value) > most else ""


def _wrong_number(element: dict[str, Any], value: str) -> str:
    if element["type"] != "number_input":
        return ""
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Please enter a valid number."
    least, most = float(element.get("min_value", "-inf")), float(element.get("max_value", "inf"))
    return "" if least <= float(value) <= most else "Please enter a number within the range."
