"""Typing into an external select: the app is asked for options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.slack import notices
from bot.simulator.slack.deliveries import Delivery, Unanswered
from bot.simulator.slack.elements import options_of
from bot.slack.blockkit import check_ack

if TYPE_CHECKING:
    from bot.simulator.slack.elements import Placed
    from bot.simulator.slack.people import Persona
    from bot.simulator.slack.simulator import SlackSimulator
    from bot.simulator.slack.surfaces import Surface

DEFAULT_MIN_QUERY = 3
"""Characters that Slack waits for unless the element says otherwise."""
NOTHING: dict[str, Any] = {"options": []}


async def suggest(
    slack: SlackSimulator, person: Persona, surface: Surface, found: Placed, query: str
) -> dict[str, Any]:
    """The app's answer; nothing where it is not asked yet, does not answer, or answers what Slack cannot read."""
    if len(query) < found.element.get("min_query_length", DEFAULT_MIN_QUERY) or not slack.manifest.interactivity:
        return NOTHING
    payload = slack.payloads.suggestion(person, found, query, surface.container())
    try:
        answer = await slack.courier.deliver(Delivery("interactive", payload))
    except Unanswered as trouble:
        slack.notices.show(person.id, notices.click_failed(trouble))
        return NOTHING
    return _offered(slack, surface, found, answer.body)


def _offered(slack: SlackSimulator, surface: Surface, found: Placed, body: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    wrong = check_ack(body)
    slack.violations.extend(map(str, wrong))
    if not isinstance(body, dict) or not ("options" in body or "option_groups" in body):
        return NOTHING
    if all("empty options" in violation.message for violation in wrong):
        surface.offered(found).extend(options_of(body))
        return body
    return NOTHING
