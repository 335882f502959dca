"""The queue of requests and the newest rows of the audit. Importing this teaches `show` to draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.command import OneRequest, SomeFacts, SomeRequests, Waiting
from bot.slack.blockkit import (
    actions,
    bold,
    button,
    clip,
    code,
    context,
    divider,
    header,
    joined,
    lines,
    markup,
    mention,
    mrkdwn,
    plain,
    section,
)
from bot.slack.views.cards import details, expiry, later_buttons, review_button, row_of
from bot.slack.views.facts import fact_words
from bot.slack.views.notices import cancel_button, waiting_message
from bot.slack.views.outcomes import message, show
from bot.slack.views.presses import TURN, Press
from bot.slack.views.requests import (
    NAME,
    SHORT_ID,
    brief,
    moment,
    request_lines,
    state_block,
    state_line,
    state_word,
    summary,
    vote_lines,
    what,
)

if TYPE_CHECKING:
    from bot.domain.audit import Entry, Row
    from bot.slack.blockkit import Block, Element, Markup
    from bot.slack.views.outcomes import Message

QUEUE: Final = TURN + "requests:"
"""Begins the action_id of the buttons that turn or narrow the queue; the value is one of the command `requests`."""
TITLES: Final = {"mine": "Your requests", "waiting": "Waits for you", "all": "All requests"}
EMPTY: Final = {
    "mine": "You asked for nothing so far.",
    "waiting": "No request waits for your decision.",
    "all": "Nothing was asked so far.",
}
FILTERS: Final = {"mine": "Mine", "waiting": "Waits for you", "all": "All"}
ROW, SAID, LONG = 800, 200, 120
"""Characters of one request in the queue, of its ending or comment, and of its subject: eight make one message."""
NOTHING: Final = "Nothing is written down about this."
NOTHING_SEEN: Final = "Nothing that you may see is written down about this."
ONLY_ROWS_SEEN: Final = "Only what is about users whom you may see is shown."
FACT, FACTS_SHOWN = 450, 20
"""Characters of one row of the audit, and how many make one message."""


@show.register(Waiting)
def _(waiting: Waiting) -> Message:
    return waiting_message(waiting.facts, waiting.deciders)


@show.register(OneRequest)
def _(one: OneRequest) -> Message:
    said = (state_block(one.facts), *vote_lines(one.facts), *expiry(one.facts), *details(one.facts))
    buttons = [*offered(one), *later_buttons(one.facts, is_theirs=one.is_theirs)]
    return message(
        f"{state_word(one.facts)}: {summary(one.facts)}", *request_lines(one.facts), *said, *row_of(*buttons)
    )


def offered(one: OneRequest) -> list[Element]:
    """What is theirs to do while it waits."""
    review = [review_button(one.facts)] if one.may_review else []
    return review + ([cancel_button(one.facts)] if one.may_cancel else [])


@show.register(SomeRequests)
def _(some: SomeRequests) -> Message:
    title = TITLES.get(some.which, "Requests")
    rows = [block for one in some.rows for block in rows_of(one)]
    first = [_nothing("waiting")] if some.nothing_waits else []
    return message(title, *first, header(title), *(rows or [_nothing(some.which)]), divider(), _turns(some))


def _nothing(which: str) -> Block:
    return section(mrkdwn(markup("{words}", words=EMPTY.get(which, EMPTY["all"]))))


def rows_of(one: OneRequest) -> list[Block]:
    """One request of several, with what can be done about it."""
    return [request_row(one), *row_of(*offered(one), *later_buttons(one.facts, is_theirs=one.is_theirs))]


def request_row(one: OneRequest) -> Block:
    """One request of several, without its buttons."""
    request = one.facts.request
    who = brief(request.requester_name, NAME)
    asked = markup(
        "Asked by {who}, {at} · {id}", who=who, at=moment(request.created_at), id=code(request.id[:SHORT_ID])
    )
    return section(mrkdwn(lines(what(one.facts, LONG), state_line(one.facts, SAID), asked), ROW))


def _turns(some: SomeRequests) -> Block:
    """The other lists, and what is older on this one."""
    lists = [_turn(label, which, which, "") for which, label in FILTERS.items() if which != some.which]
    older = [_turn("Older", "older", some.which, some.older)] if some.older else []
    return actions(*older, *lists)


def _turn(label: str, name: str, which: str, before: str) -> Element:
    return button(label, QUEUE + name, value=Press("requests", None, {"which": which, "before": before}).to_value())


@show.register(SomeFacts)
def _(some: SomeFacts) -> Message:
    title = "What happened"
    rows = [section(mrkdwn(_fact(row), FACT)) for row in _newest(some)]
    nothing = NOTHING_SEEN if some.is_partial else NOTHING
    partial = [context(plain(ONLY_ROWS_SEEN))] if some.is_partial else []
    shown = [*_about(some), *(rows or [section(plain(nothing))]), *partial, *row_of(*_older_facts(some))]
    return message(title, header(title), *shown)


def _older_facts(some: SomeFacts) -> list[Element]:
    if some.older is None:
        return []
    value = Press("audit", None, {"user": some.about, "before": some.older}).to_value()
    return [button("Older", f"{TURN}audit:older", value=value)]


def _newest(some: SomeFacts) -> list[Row]:
    return sorted(some.rows, key=lambda row: row.number, reverse=True)[:FACTS_SHOWN]


def _about(some: SomeFacts) -> tuple[Block, ...]:
    """Only whoever asked sees it, so nobody is notified of being looked up; the same of each row."""
    if some.by:
        return (section(mrkdwn(markup("What {who} did", who=mention(clip(some.by, NAME))))),)
    return (section(mrkdwn(markup("About {about}", about=code(clip(some.about, LONG))))),) if some.about else ()


def _fact(row: Row) -> Markup:
    entry = row.entry
    return lines(joined(" · ", fact_words(entry), moment(entry.at)), _concerning(entry), brief(entry.why, SAID))


def _concerning(entry: Entry) -> Markup:
    said = [bold(clip(entry.operation, NAME))] if entry.operation else []
    said += [code(clip(entry.subject, LONG))] if entry.subject else []
    said += [markup("request {id}", id=code(entry.request_id[:SHORT_ID]))] if entry.request_id else []
    return joined(" ", *said)
