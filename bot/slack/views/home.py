"""The App Home: what one person can do, what waits for them, what became of what they asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.command import Action
from bot.command.glossary import role_word, status_word
from bot.domain.batch import Course
from bot.domain.request import State
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
from bot.slack.views.leavers import leaver_blocks
from bot.slack.views.presses import press_button
from bot.slack.views.progress import counted, steering
from bot.slack.views.records import ROW, SAID, request_row, rows_of
from bot.slack.views.requests import moment, state_line, what
from bot.slack.views.words import STATUS_MARKS
from bot.workflow.home import ENDED, LEAVERS, MINE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.command import Ability, OneRequest
    from bot.domain.leaver import Leaver
    from bot.slack.blockkit import Block, Element, Markup, View
    from bot.workflow.census import Numbers
    from bot.workflow.health import Beat
    from bot.workflow.home import Health, Home
    from bot.workflow.homebook import Backlog, Counts

HOME: Final = "home"
"""The callback_id of every home of ours."""
NO_BUTTONS: Final = frozenset({"help", "request"})
"""The first is what the home is; the second needs an id, which its rows have."""
NOTHING_WAITS: Final = "Nothing waits for you."
NOTHING_OF_MINE: Final = "Nothing that you asked for is under way."
WAITING: Final = 8
WORDS_SHOWN, WORD = 12, 60
"""Statuses and roles that are told apart, and how many characters of each: custom roles have any name."""


def home_view(shown: Home) -> View:
    """What waits comes first where anything does: people open the home to see that."""
    actions, rows = _quick_actions(shown.abilities), _waiting(shown)
    waiting = [header("Waits for you"), *(rows or [_nothing(NOTHING_WAITS)])]
    parts = [
        *((waiting, actions) if rows else (actions, waiting)),
        _mine(shown),
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


def _waiting(shown: Home) -> list[Block]:
    """Requests to decide, lists of theirs that were paused, and people about whose users somebody has to decide."""
    some, paused = shown.waiting, [one for one in shown.mine[:MINE] if _is_paused(one, shown)]
    is_more = some.older is not None or len(some.rows) > WAITING
    return [
        *_rows(some.rows[:WAITING]),
        *_more("waiting", is_more=is_more),
        *(block for one in paused for block in _own(one, shown)),
        *_leavers(shown.leavers),
    ]


def _is_paused(one: OneRequest, shown: Home) -> bool:
    run = shown.runs.get(one.facts.request.id)
    return run is not None and run.course is Course.PAUSE and one.facts.request.state is State.RUNNING


def _leavers(leavers: Sequence[Leaver]) -> list[Block]:
    rows = [block for leaver in leavers[:LEAVERS] for block in leaver_blocks(leaver)]
    more = [context(plain("There are more who left Slack."))] if len(leavers) > LEAVERS else []
    return rows + more


def _mine(shown: Home) -> list[Block]:
    """What waits for them already is not shown twice."""
    own = [one for one in shown.mine[:MINE] if not _is_paused(one, shown)]
    rows = [block for one in sorted(own, key=_pending_first) for block in _own(one, shown)]
    more = _more("mine", is_more=len(shown.mine) > MINE)
    nothing = [] if shown.mine else [_nothing(NOTHING_OF_MINE)]
    return [header("Your requests"), *rows, *nothing, *more] if rows or more or nothing else []


def _own(one: OneRequest, shown: Home) -> list[Block]:
    """One that they asked for: of a list that is under way also how far it is, and what can be wanted of it."""
    run = shown.runs.get(one.facts.request.id)
    if run is None or shown.at is None or one.facts.request.state is not State.RUNNING:
        return _rows([one])
    facts = replace(one.facts, course=run.course)
    far = markup("{numbers}, as of {at}", numbers=counted(run.progress), at=moment(shown.at))
    said = context(mrkdwn(far))
    return [request_row(replace(one, facts=facts)), said, *row_of(*steering(facts, run))]


def _pending_first(one: OneRequest) -> bool:
    return not one.may_cancel


def _rows(some: Sequence[OneRequest]) -> list[Block]:
    return [block for one in some for block in rows_of(one)]


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


def _nothing(words: str) -> Block:
    return section(plain(words))


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
    """Numbers of the queue only where something in it has to be looked at."""
    late = [f"{backlog.overdue:,} overdue"] if backlog.overdue else []
    late += [f"{backlog.failing:,} to be tried again"] if backlog.failing else []
    count = f"{backlog.waiting:,} requests wait" if backlog.waiting > 1 else "1 request waits"
    waiting = f"{count if backlog.waiting else 'No request waits'} for a decision."
    if not late:
        return markup(":large_green_circle: Nothing is late. {waiting}", waiting=waiting)
    return markup(":warning: Work in the queue: {late}. {waiting}", late=joined(", ", *late), waiting=waiting)
