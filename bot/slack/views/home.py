"""The App Home: what one person can do, what waits for them, what became of what they asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.command import Action
from bot.command.glossary import role_word, status_word
from bot.slack.blockkit import (
    bold,
    clip,
    context,
    divider,
    header,
    home,
    joined,
    limits,
    lines,
    markup,
    mrkdwn,
    plain,
    section,
)
from bot.slack.views.cards import later_buttons, row_of
from bot.slack.views.presses import press_button
from bot.slack.views.records import EMPTY, ROW, SAID, offered, request_row
from bot.slack.views.requests import moment, state_line, what
from bot.slack.views.words import STATUS_MARKS
from bot.workflow.home import ENDED, MINE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.command import Ability, OneRequest, SomeRequests
    from bot.slack.blockkit import Block, Element, Markup, View
    from bot.workflow.census import Numbers
    from bot.workflow.health import Beat
    from bot.workflow.home import Health, Home
    from bot.workflow.homebook import Backlog, Counts

HOME: Final = "home"
"""The callback_id of every home of ours."""
NO_BUTTONS: Final = frozenset({"help", "request"})
"""The first is what the home is; the second needs an id, which its rows have."""
WAITING: Final = 8
WORDS_SHOWN, WORD = 12, 60
"""Statuses and roles that are told apart, and how many characters of each: custom roles have any name."""


def home_view(shown: Home) -> View:
    """What waits comes first where anything does: people open the home to see that."""
    actions, waiting = _quick_actions(shown.abilities), _waiting(shown.waiting)
    parts = [
        *((waiting, actions) if shown.waiting.rows else (actions, waiting)),
        _mine(shown.mine),
        _ended(shown.ended),
        _numbers(shown.numbers) if shown.numbers else [],
        _health(shown.health) if shown.health else [],
    ]
    return home(_divided(parts), callback_id=HOME)


def _divided(parts: Sequence[Sequence[Block]]) -> list[Block]:
    """With a line between any two of them."""
    return [block for part in parts if part for block in (divider(), *part)][1:]


def declined_view(words: str) -> View:
    """For those who may not use the app, and for trouble: the words alone."""
    return home([section(plain(words))], callback_id=HOME)


def _quick_actions(abilities: Sequence[Ability]) -> list[Block]:
    """A button for each command that this person may use; each leads through the same doors as any other."""
    offered_ = [ability.action for ability in abilities if ability.action.command not in NO_BUTTONS]
    made = [button for action in offered_ if (button := press_button(action)) is not None]
    return [header("What you can do here"), *row_of(*made[: limits.ACTIONS_ELEMENTS])]


def _waiting(some: SomeRequests) -> list[Block]:
    rows = _rows(some.rows[:WAITING])
    more = some.older is not None or len(some.rows) > WAITING
    return [header("Waits for you"), *(rows or [_nothing("waiting")]), *_more("waiting", is_more=more)]


def _mine(mine: Sequence[OneRequest]) -> list[Block]:
    rows = _rows(sorted(mine[:MINE], key=_pending_first))
    more = _more("mine", is_more=len(mine) > MINE)
    return [header("Your requests"), *(rows or [_nothing_of_mine()]), *more]


def _pending_first(one: OneRequest) -> bool:
    return not one.may_cancel


def _rows(some: Sequence[OneRequest]) -> list[Block]:
    return [
        block
        for one in some
        for block in (request_row(one), *row_of(*offered(one), *later_buttons(one.facts, is_theirs=one.is_theirs)))
    ]


def _ended(ended: Sequence[OneRequest]) -> list[Block]:
    rows = [
        block
        for one in ended[:ENDED]
        for block in (_outcome(one), *row_of(*later_buttons(one.facts, is_theirs=one.is_theirs)))
    ]
    return [header("Recent outcomes"), *rows] if rows else []


def _outcome(one: OneRequest) -> Block:
    request = one.facts.request
    at = moment(request.changed_at or request.created_at)
    return section(mrkdwn(lines(what(one.facts), state_line(one.facts, SAID), at), ROW))


def _nothing(which: str) -> Block:
    return section(mrkdwn(markup("{words}", words=EMPTY[which])))


def _nothing_of_mine() -> Block:
    return section(mrkdwn(markup("Nothing that you asked for is under way.")))


def _more(which: str, *, is_more: bool) -> tuple[Block, ...]:
    """The list of which the home shows the beginning."""
    return row_of(*_show_all(which)) if is_more else ()


def _show_all(which: str) -> list[Element]:
    button = press_button(Action("requests", "Show all", values={"which": which}))
    return [button] if button else []


def _numbers(numbers: Numbers) -> list[Block]:
    counts = numbers.tally.counts if numbers.tally else None
    told = _counts(counts) if counts else []
    return [header("Users"), *told, context(mrkdwn(_age(numbers)))]


def _counts(counts: Counts) -> list[Block]:
    total = f"{counts.total:,} user" + ("" if counts.total == 1 else "s")
    by_status = [f"{_status(word)} {count:,}" for word, count in _largest(counts.by_status)]
    by_role = [f"{clip(role_word(word), WORD)} {count:,}" for word, count in _largest(counts.by_role)]
    said = lines(bold(total), joined(" · ", *by_status), joined(" · ", *by_role))
    return [section(mrkdwn(said))]


def _status(word: str) -> str:
    return f"{STATUS_MARKS.get(word, '')} {clip(status_word(word), WORD)}".strip()


def _largest(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What is told apart; the rest of them as one number."""
    largest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rest = sum(count for _, count in largest[WORDS_SHOWN:])
    return largest[:WORDS_SHOWN] + ([("others", rest)] if rest else [])


def _age(numbers: Numbers) -> Markup:
    """When it was counted, as a time: how long ago that is would not stay true while somebody looks at it."""
    tally = numbers.tally
    counted = markup("As of {at}.", at=moment(tally.counts.at)) if tally and tally.counts else markup("")
    if numbers.is_counting:
        return joined(" ", *filter(None, [counted, "Counting…"]))
    if tally and tally.trouble:
        failed = markup("Counting failed {at}: {why}", at=moment(tally.tried_at), why=tally.trouble)
        return joined(" ", *filter(None, [counted, failed]))
    return counted or markup("Nobody has counted yet.")


def _health(health: Health) -> list[Block]:
    return [
        header("How the bot is doing"),
        section(mrkdwn(lines(_beat(health.beat), _backlog(health.backlog)))),
        context(mrkdwn(markup("As of {at}, as this process of the bot sees it.", at=moment(health.at)))),
    ]


def _beat(beat: Beat) -> Markup:
    answered = markup("Arize last answered {at}.", at=moment(beat.answered_at)) if beat.answered_at else markup("")
    if beat.trouble and beat.since:
        wrong = markup(":warning: Since {at}: {why}", at=moment(beat.since), why=beat.trouble)
        return lines(answered, wrong)
    return markup(":large_green_circle: {said}", said=answered or "Arize was not asked anything yet.")


def _backlog(backlog: Backlog) -> Markup:
    mark = ":warning:" if backlog.overdue or backlog.failing else ":large_green_circle:"
    said = (
        f"{backlog.due} due",
        f"{backlog.overdue} overdue",
        f"{backlog.failing} to be tried again",
        f"{backlog.waiting} {'request waits' if backlog.waiting == 1 else 'requests wait'} for a decision",
    )
    return markup("{mark} Work in the queue: {said}.", mark=mark, said=joined(", ", *said))
