"""The answer to a decision, for whoever made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.request import State
from bot.slack.blockkit import lines, markup, mrkdwn, section
from bot.slack.views.cards import later_buttons, row_of
from bot.slack.views.notices import overtaken_message
from bot.slack.views.outcomes import message
from bot.slack.views.requests import progress, summary, what

if TYPE_CHECKING:
    from bot.command import RequestFacts
    from bot.slack.blockkit import Markup
    from bot.slack.views.outcomes import Message


def decided_message(facts: RequestFacts, *, counted: bool) -> Message:
    """What the decision did; where it was not counted, who was first."""
    if not counted and facts.request.state is not State.PENDING:
        return overtaken_message(facts)
    said = _counted(facts) if counted else markup("You decided this before, and that stands.")
    cancelled = facts.request.state is State.CANCELLED
    ways = row_of(*later_buttons(facts, is_theirs=True)) if cancelled else ()
    return message(summary(facts), section(mrkdwn(lines(what(facts), said))), *ways)


def _counted(facts: RequestFacts) -> Markup:
    """Nothing is called done before it was."""
    match facts.request.state:
        case State.PENDING:
            return markup(":ballot_box_with_check: Your approval counts: {so_far}.", so_far=progress(facts))
        case State.DENIED:
            return markup(":no_entry: You denied it. Whoever asked is told why.")
        case State.CANCELLED:
            return markup(":heavy_minus_sign: You cancelled it. Nobody can approve it any more.")
        case State.SUCCEEDED | State.FAILED:
            return markup(":pencil: Written down. Whoever asked is told.")
        case _:
            return markup(
                ":ballot_box_with_check: You approved it. It is carried out now; whoever asked hears how it ends."
            )
