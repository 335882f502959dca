"""A request in words: what is asked, who decided, and where it stands. The other views put these together."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Final

from bot.command import Mark
from bot.command.glossary import role_word, status_word
from bot.domain.batch import Course
from bot.domain.request import State
from bot.slack.blockkit import (
    Markup,
    bold,
    clip,
    code,
    context,
    date,
    joined,
    lines,
    markup,
    mrkdwn,
    quote,
    section,
)
from bot.slack.views.words import MARKS, enumerated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.command import RequestFacts
    from bot.domain.request import Ending, Target, Vote
    from bot.slack.blockkit import Block, TextObject

STATE_WORDS: Final = {
    State.PENDING: "Waiting",
    State.APPROVED: "Approved",
    State.RUNNING: "Running",
    State.SUCCEEDED: "Done",
    State.FAILED: "Failed",
    State.UNKNOWN: "Outcome unknown",
    State.DENIED: "Denied",
    State.CANCELLED: "Cancelled",
    State.EXPIRED: "Expired",
}
STATE_MARKS: Final = {
    State.PENDING: ":hourglass_flowing_sand:",
    State.APPROVED: ":arrow_forward:",
    State.RUNNING: ":arrow_forward:",
    State.SUCCEEDED: MARKS[Mark.DONE],
    State.FAILED: MARKS[Mark.FAILED],
    State.UNKNOWN: MARKS[Mark.UNKNOWN],
    State.DENIED: ":no_entry:",
    State.CANCELLED: ":heavy_minus_sign:",
    State.EXPIRED: ":hourglass:",
}
COURSES: Final = {Course.PAUSE: (":pause_button:", "Paused"), Course.STOP: (":stop_button:", "Stopping…")}
"""Mark and word of a list that runs, and that somebody steered."""
VERDICTS: Final = {True: "approved", False: "denied"}

NAME, ADDRESS, SENTENCE = 80, 254, 500
"""Characters of a name, of an address, and of what people wrote; each is cut before it is escaped."""
ON_A_CARD, IN_A_NOTICE, IN_A_MODAL = 300, 600, 2000
"""Characters of one parameter or vote, as escaped: a message has to stay below what Slack takes, a modal shows all."""
HEAD, REASON, WHOM, STATE = 1200, 700, 1200, 1000
"""Characters of the other parts of a message, as escaped."""
FIELDS = 10
VOTES_SHOWN = 10
SHORT_ID = 8
NOTHING = "\u2014"


def brief(value: str, room: int = SENTENCE) -> Markup:
    """What people or the API wrote, shortened to `room` characters and shown literally."""
    return quote(clip(value, room))


def moment(at: datetime) -> Markup:
    return date(at, f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC")


def state_word(facts: RequestFacts) -> str:
    """The state in a word or two, without anything that people wrote."""
    return _shown_as(facts)[1]


def state_mark(facts: RequestFacts) -> str:
    return _shown_as(facts)[0]


def _shown_as(facts: RequestFacts) -> tuple[str, str]:
    """Its mark and its word: of how a run succeeded, or of how a list was steered, where that says more."""
    state, ending = facts.request.state, facts.request.ending
    if state is State.SUCCEEDED and ending is not None:
        shown = next((mark for mark in Mark if mark.name == ending.mark), Mark.UNKNOWN)
        return MARKS[shown], shown.value
    if is_steered(facts):
        return COURSES[facts.course]
    return STATE_MARKS[state], STATE_WORDS[state]


def is_steered(facts: RequestFacts) -> bool:
    """Whether somebody paused or stopped it, and it is under way still."""
    return facts.request.state is State.RUNNING and facts.course in COURSES


def state_line(facts: RequestFacts, room: int = SENTENCE, *, says_why: bool = True) -> Markup:
    """Where it stands, with its mark; success is never said before it happened.

    `says_why` is False where those who decided follow, each with their comment.
    """
    return markup("{mark} {said}", mark=state_mark(facts), said=_said(facts, room, says_why=says_why))


def _said(facts: RequestFacts, room: int, *, says_why: bool) -> Markup:
    match facts.request.state:
        case State.PENDING | State.APPROVED | State.RUNNING:
            return _under_way(facts)
        case State.DENIED:
            return _denied(facts, room if says_why else 0)
        case State.CANCELLED:
            return markup("*Cancelled* by {name}", name=brief(facts.request.requester_name, NAME))
        case State.EXPIRED:
            return markup("*Expired:* {why}", why=_too_few(facts))
        case _:
            return _ended(state_word(facts), facts.request.ending, room)


def _under_way(facts: RequestFacts) -> Markup:
    request, names = facts.request, approvers(facts)
    if is_steered(facts):
        return bold(state_word(facts))
    if not request.needed:
        return markup("*Running…*")
    if request.state is State.PENDING:
        return markup("*Waiting* ({so_far})", so_far=progress(facts))
    goes_on = "running…" if request.state is State.RUNNING else "about to run…"
    return markup("*Approved* by {names}, {goes_on}", names=names or "enough people", goes_on=goes_on)


def _denied(facts: RequestFacts, room: int) -> Markup:
    """By whom; and why, where there is room for it."""
    vote = next((vote for vote in facts.votes if not vote.approves), None)
    if vote is None:
        return markup("*Denied*")
    said = markup(": {comment}", comment=brief(vote.comment, room)) if room and vote.comment.strip() else ""
    return markup("*Denied* by {name}{said}", name=brief(vote.person_name, NAME), said=said)


def _too_few(facts: RequestFacts) -> str:
    return f"only {progress(facts)} approved it in time" if _approvals(facts) else "nobody decided in time"


def _ended(word: str, ending: Ending | None, room: int) -> Markup:
    if ending is None:
        return bold(word)
    return markup("*{word}:* {sentence}", word=word, sentence=brief(ending.sentence, room))


def progress(facts: RequestFacts) -> str:
    """`1 of 2`."""
    return f"{len(_approvals(facts))} of {facts.request.needed}"


def approvers(facts: RequestFacts) -> Markup | None:
    """Who approved it: `Ben and Carla`; None where nobody did."""
    return enumerated([brief(vote.person_name, NAME) for vote in _approvals(facts)])


def _approvals(facts: RequestFacts) -> list[Vote]:
    return [vote for vote in facts.votes if vote.approves]


def request_lines(facts: RequestFacts, room: int = ON_A_CARD) -> tuple[Block, ...]:
    """What is asked, by whom, about whom, and why. `room` is what one parameter may take."""
    request = facts.request
    reason = lines(bold("Reason"), brief(request.reason)) if request.reason.strip() else None
    return (
        section(mrkdwn(lines(*_head(facts)), HEAD)),
        *(section(fields=fields) for fields in _in_tens(facts, room)),
        *([section(mrkdwn(lines(bold("Users"), facts.whom), max(room, WHOM)))] if facts.whom else []),
        *([section(mrkdwn(reason, max(room, REASON)))] if reason else []),
        context(mrkdwn(markup("Request {id}", id=code(request.id[:SHORT_ID])))),
    )


def _head(facts: RequestFacts) -> Iterator[Markup]:
    request = facts.request
    yield bold(clip(facts.label, NAME))
    yield markup("Asked by {name}, {at}", name=brief(request.requester_name, NAME), at=moment(request.created_at))
    yield markup("About {subject}", subject=_subject(facts))
    if request.target:
        yield as_it_was("When it was asked", request.target)


def as_it_was(when: str, target: Target) -> Markup:
    """From the API, and never what was typed."""
    facts = (target.name, role_word(target.role), status_word(target.status))
    return markup("{when}: {facts}", when=when, facts=joined(" · ", *(brief(fact, NAME) for fact in facts)))


def _in_tens(facts: RequestFacts, room: int) -> list[Sequence[TextObject]]:
    """Slack takes ten fields in one section; a card shows no more than that."""
    fields = [mrkdwn(lines(bold(clip(label, NAME)), value.strip() or NOTHING), room) for label, value in facts.asks]
    if room <= ON_A_CARD and len(fields) > FIELDS:
        fields[FIELDS - 1 :] = [mrkdwn(f"and {len(fields) - FIELDS + 1} more: see the review")]
    return [fields[start : start + FIELDS] for start in range(0, len(fields), FIELDS)]


def state_block(facts: RequestFacts) -> Block:
    """With those who decided beside it."""
    return section(mrkdwn(state_line(facts, says_why=False), STATE))


def vote_lines(facts: RequestFacts, room: int = ON_A_CARD) -> tuple[Block, ...]:
    """Who decided so far: small, a line each, the newest of them where there are many."""
    told = [mrkdwn(_vote(vote), room) for vote in facts.votes[-VOTES_SHOWN:]]
    return (context(*told),) if told else ()


def _vote(vote: Vote) -> Markup:
    said = markup(": {comment}", comment=brief(vote.comment)) if vote.comment.strip() else ""
    who, verdict = bold(clip(vote.person_name, NAME)), VERDICTS[vote.approves]
    return markup("{who} {verdict}, {at}{said}", who=who, verdict=verdict, at=moment(vote.at), said=said)


def summary(facts: RequestFacts) -> str:
    """`Delete user ada@example.com`, or `Delete 2 users`, as plain text: true at any time."""
    return f"{clip(facts.verb or facts.label, NAME)} {clip(facts.request.subject, ADDRESS)}"


def what(facts: RequestFacts, room: int = ADDRESS) -> Markup:
    """The same, drawn; `room` is what an address may take."""
    if facts.verb:
        return bold(summary(facts))
    return markup("{label} {subject}", label=bold(clip(facts.label, NAME)), subject=_subject(facts, room))


def _subject(facts: RequestFacts, room: int = ADDRESS) -> Markup:
    """An address is something to copy, how many they are is not."""
    subject = clip(facts.request.subject, room)
    return quote(subject) if facts.verb else code(subject)
