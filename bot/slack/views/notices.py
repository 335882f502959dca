"""What is told about a request outside its card: to whoever asked, to approvers, to those who came too late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.request import State
from bot.domain.rules import EVERYONE
from bot.slack.blockkit import Markup, button, code, confirmation, context, lines, markup, mrkdwn, section
from bot.slack.views.cards import asked_by, card_row, details, later_buttons, review_button, row_of
from bot.slack.views.outcomes import message
from bot.slack.views.presses import CANCEL
from bot.slack.views.requests import (
    IN_A_NOTICE,
    NAME,
    SHORT_ID,
    VERDICTS,
    approvers,
    brief,
    moment,
    progress,
    request_lines,
    state_line,
    state_word,
    summary,
    vote_lines,
    what,
)
from bot.slack.views.words import enumerated

if TYPE_CHECKING:
    from bot.command import Deciders, RequestFacts
    from bot.domain.request import Request, Vote
    from bot.slack.blockkit import Block, Element
    from bot.slack.views.outcomes import Message

SENT = ":hourglass_flowing_sand: *Sent for approval:* it takes {whom}."
TOO_FEW = ":warning: *It takes {people}, and {only} can approve it now.* Tell the operator of this app, or cancel it."


def notice_message(facts: RequestFacts) -> Message:
    """To whoever asked: what was asked, who decided, and how it ended."""
    return message(
        f"{state_word(facts)}: {summary(facts)}",
        section(mrkdwn(lines(what(facts), state_line(facts, says_why=False)))),
        *details(facts),
        *vote_lines(facts, IN_A_NOTICE),
        _which(facts.request),
        *row_of(*later_buttons(facts, is_theirs=True)),
    )


def _which(request: Request) -> Block:
    id_ = code(request.id[:SHORT_ID])
    return context(mrkdwn(markup("You asked for this {at}. Request {id}", at=moment(request.created_at), id=id_)))


def waiting_message(facts: RequestFacts, deciders: Deciders | None = None) -> Message:
    """The answer right after filing: who may approve it, by plain names, for nobody is called by it."""
    sent = _sent(facts.request.needed, deciders)
    until = markup("It expires {at}. You will hear how it ends.", at=moment(facts.request.expires_at))
    return message(
        f"Sent for approval: {summary(facts)}",
        section(mrkdwn(lines(what(facts), sent, until))),
        _which(facts.request),
        *row_of(cancel_button(facts)),
    )


def _sent(needed: int, deciders: Deciders | None) -> Markup:
    if deciders is None:
        return markup(SENT, whom=_people(needed))
    if deciders.everybody:
        return markup(SENT, whom=_anybody(needed, deciders.everybody))
    able, names = len(deciders.names) + deciders.more, _names(deciders)
    if able < needed:
        only = markup("only {names}", names=names) if names else "nobody"
        return markup(TOO_FEW, people=_people(needed), only=only)
    whom = markup("the approval of {names}" if able == needed else "{needed} of {names}", needed=needed, names=names)
    return markup(SENT, whom=whom if deciders.names else _people(needed))


def _names(deciders: Deciders) -> Markup | None:
    return enumerated([brief(name, NAME) for name in deciders.names], deciders.more)


def _anybody(needed: int, principal: str) -> str:
    """Of those whom nobody counts."""
    if principal == EVERYONE:
        one, many = "any other full member", f"any {needed} other full members"
    else:
        one, many = "an owner or admin", f"{needed} owners or admins"
    return f"{one if needed == 1 else many} of this workspace"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def cancel_button(facts: RequestFacts) -> Element:
    """With a question first: there is no way back but to ask again."""
    sure = confirmation(
        "Cancel this request?", f"{summary(facts)}: nobody can approve it then.", "Cancel request", "Keep it"
    )
    return button("Cancel request", CANCEL, value=facts.request.id, confirm=sure)


def reminder_message(facts: RequestFacts) -> Message:
    """To approvers, once more."""
    waits = markup(
        ":hourglass_flowing_sand: *Still waiting* ({so_far}), expires {at}",
        so_far=progress(facts),
        at=moment(facts.request.expires_at),
    )
    return message(
        f"Still waiting. {asked_by(facts)}",
        section(mrkdwn(waits)),
        *request_lines(facts),
        *vote_lines(facts),
        *card_row(review_button(facts)),
    )


def overtaken_message(facts: RequestFacts) -> Message:
    """To somebody who came too late: who decided and when, and how it stands."""
    return message(
        f"{state_word(facts)}: {summary(facts)}",
        section(mrkdwn(lines(what(facts), overtaken(facts), state_line(facts)))),
        *details(facts),
    )


def overtaken(facts: RequestFacts) -> Markup:
    """Why there is nothing left to decide, as in `Ben Lindqvist denied this, 5 January at 10:00`."""
    request = facts.request
    match request.state:
        case State.PENDING:
            return markup("This still waits for {people}.", people=_people(_missing(facts)))
        case State.CANCELLED:
            who = brief(request.requester_name, NAME)
            return markup("{who} cancelled this{at}.", who=who, at=_changed(request))
        case State.EXPIRED:
            return markup("The time to decide this was over {at}.", at=moment(request.expires_at))
        case _:
            return _decided(facts)


def _missing(facts: RequestFacts) -> int:
    return max(1, facts.request.needed - sum(vote.approves for vote in facts.votes))


def _changed(request: Request) -> Markup | str:
    return markup(", {at}", at=moment(request.changed_at)) if request.changed_at else ""


def _decided(facts: RequestFacts) -> Markup:
    """By the person who denied it; else by those who approved it, the last of them being the one who decided."""
    vote = _deciding(facts)
    if vote is None:
        return markup("This took no approval.") if not facts.request.needed else markup("This is decided.")
    who = brief(vote.person_name, NAME) if not vote.approves else approvers(facts)
    return markup("{who} {verdict} this, {at}.", who=who, verdict=VERDICTS[vote.approves], at=moment(vote.at))


def _deciding(facts: RequestFacts) -> Vote | None:
    """A request that was denied was so by one; for any other the last approval counted."""
    approves = facts.request.state is not State.DENIED
    votes = [vote for vote in facts.votes if vote.approves is approves]
    return max(votes, key=lambda vote: vote.at, default=None)
