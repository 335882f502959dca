"""The approval card: what is asked, where it stands, and a button. It carries nothing but the request's id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.request import State
from bot.slack.blockkit import actions, button, clip, context, markup, mrkdwn, plain
from bot.slack.views.outcomes import message
from bot.slack.views.presses import AGAIN, CARD, CHECK, REVIEW
from bot.slack.views.requests import (
    NAME,
    moment,
    request_lines,
    state_block,
    summary,
    vote_lines,
)

if TYPE_CHECKING:
    from typing import Literal

    from bot.command import RequestFacts
    from bot.domain.request import Request
    from bot.slack.blockkit import Block, Element
    from bot.slack.views.outcomes import Message

DETAILS, DETAIL = 3, 300
"""How many of an ending's details are shown, and how many characters of each."""


def first_card(facts: RequestFacts) -> Message:
    """What approvers see first. It stays true whatever becomes of it, for it may be a card that nobody knows of."""
    return message(asked_by(facts), *request_lines(facts), *terms(facts))


def card_message(facts: RequestFacts) -> Message:
    """What they see from then on: the same, until somebody decides."""
    return first_card(facts) if facts.is_untouched else message(asked_by(facts), *request_lines(facts), *stand(facts))


def asked_by(facts: RequestFacts) -> str:
    """For notifications, which nobody takes back: true at any time."""
    return f"{clip(facts.request.requester_name, NAME)} asks: {summary(facts)}"


def terms(facts: RequestFacts) -> tuple[Block, ...]:
    """What a decision takes, as it was when it was asked for; and where to decide."""
    count, until = facts.request.needed, moment(facts.request.expires_at)
    approvals = "1 approval" if count == 1 else f"{count} approvals"
    said = markup("Takes {approvals}. To be decided by {until}", approvals=approvals, until=until)
    return context(mrkdwn(said)), *card_row(review_button(facts))


def stand(facts: RequestFacts) -> tuple[Block, ...]:
    """Where it stands, who decided, and what can be done now."""
    return state_block(facts), *vote_lines(facts), *expiry(facts), *details(facts), *card_row(*state_buttons(facts))


def expiry(facts: RequestFacts) -> tuple[Block, ...]:
    if facts.request.state is not State.PENDING:
        return ()
    return (context(mrkdwn(markup("Expires {at}", at=moment(facts.request.expires_at)))),)


def details(facts: RequestFacts) -> tuple[Block, ...]:
    ending = facts.request.ending
    told = [plain(detail, DETAIL) for detail in ending.details[:DETAILS]] if ending else []
    return (context(*told),) if told else ()


def state_buttons(facts: RequestFacts) -> list[Element]:
    return [review_button(facts)] if facts.request.state is State.PENDING else later_buttons(facts)


def later_buttons(facts: RequestFacts, *, is_theirs: bool = False) -> list[Element]:
    """What can be done about what did not succeed; `is_theirs` where nobody but whoever asked sees it."""
    style: Literal["danger"] | None = "danger" if facts.destroys else None
    match facts.request.state:
        case State.UNKNOWN:
            return [request_button("Check", CHECK, facts.request)]
        case State.FAILED:
            return [request_button("Try again", AGAIN, facts.request, style)]
        case State.DENIED | State.CANCELLED | State.EXPIRED if is_theirs:
            return [request_button("Ask again", AGAIN, facts.request, style)]
        case _:
            return []


def review_button(facts: RequestFacts) -> Element:
    return request_button("Review", REVIEW, facts.request, "primary")


def request_button(
    label: str, action_id: str, request: Request, style: Literal["primary", "danger"] | None = None
) -> Element:
    """It carries the request's id and nothing else."""
    return button(label, action_id, value=request.id, style=style)


def card_row(*elements: Element) -> tuple[Block, ...]:
    """The buttons of a card, by which a click tells that it is one."""
    return (actions(*elements, block_id=CARD),) if elements else ()


def row_of(*elements: Element) -> tuple[Block, ...]:
    return (actions(*elements),) if elements else ()
