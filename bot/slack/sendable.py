"""The last look before anything leaves: what Slack would refuse is a bug, and the person still gets words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.slack.blockkit import Markup, check_message, check_view
from bot.slack.views import trouble_view
from bot.slack.views.home import declined_view
from bot.slack.views.outcomes import sentence

if TYPE_CHECKING:
    from bot.slack.blockkit import View
    from bot.slack.views.outcomes import Message

log = structlog.get_logger(__name__)

INSTEAD = "This cannot be shown. Tell the operator of this app."


def sendable_message(message: Message) -> Message:
    """The message, or its text alone."""
    violations = check_message(dict(message))
    if not violations:
        return message
    log.error("view.refused", surface="message", violations=[str(violation) for violation in violations])
    return sentence(":warning:", Markup(message["text"]))


def sendable_view(view: View) -> View:
    """The view, or words in its place."""
    violations = check_view(view)
    if not violations:
        return view
    log.error("view.refused", surface="modal", violations=[str(violation) for violation in violations])
    return trouble_view(str(view["title"]["text"]), INSTEAD)


def sendable_home(view: View) -> View:
    """The home, or words in its place."""
    violations = check_view(view)
    if not violations:
        return view
    log.error("view.refused", surface="home", violations=[str(violation) for violation in violations])
    return declined_view(INSTEAD)
