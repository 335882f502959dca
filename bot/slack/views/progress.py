"""How far a batch is: a bar, what is left, and the buttons to steer it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.command import Mark, Started
from bot.domain.batch import Course, people
from bot.domain.request import State
from bot.slack.blockkit import (
    Markup,
    button,
    clip,
    code,
    confirmation,
    context,
    joined,
    lines,
    markup,
    mrkdwn,
    quote,
    section,
)
from bot.slack.views.cards import details, later_buttons, request_button, row_of
from bot.slack.views.outcomes import message, show
from bot.slack.views.presses import AGAIN, GO_ON, PAUSE, STOP
from bot.slack.views.requests import COURSES, SENTENCE, SHORT_ID, moment, state_line, summary, what
from bot.slack.views.words import MARKS

if TYPE_CHECKING:
    from datetime import timedelta

    from bot.command import RequestFacts
    from bot.domain.batch import Progress
    from bot.slack.blockkit import Block, Element
    from bot.slack.views.outcomes import Message
    from bot.workflow.batchbook import BatchRun
    from bot.workflow.batches.steering import Steered

STEERED: Final = {Course.GO_ON: ":arrow_forward:", **{course: mark for course, (mark, _) in COURSES.items()}}
WIDTH: Final = 20
"""Characters of the bar."""
MINUTE, HOUR = 60, 3600
AGAIN_BY_ITSELF: Final = "It is tried again by itself; tell the operator if it stays."
UNDER_WAY: Final = Markup(":arrow_forward: *Under way*")


@show.register(Started)
def _(started: Started) -> Message:
    said = markup(
        ":arrow_forward: {what}: it begins. How far it is stands in your direct messages with this app.",
        what=what(started.facts),
    )
    return message(f"{summary(started.facts)}: it begins", section(mrkdwn(said)))


def blank_message(facts: RequestFacts) -> Message:
    """Says nothing that could become untrue: it is posted so, then updated."""
    return message(_title(facts), section(mrkdwn(what(facts))), _which(facts))


def _title(facts: RequestFacts) -> str:
    return f"How far it is: {summary(facts)}"


def progress_message(facts: RequestFacts, run: BatchRun, doubt: timedelta) -> Message:
    """`doubt` is how long it takes to find out what became of a row whose answer was lost."""
    is_over = facts.request.state is not State.RUNNING
    said = (section(mrkdwn(lines(what(facts), _stand(facts, run)))), section(mrkdwn(_bar(facts, run))))
    ways = _ways_on(facts, run) if is_over else steering(facts, run)
    told = details(facts) if is_over else _why(run, doubt)
    return message(_title(facts), *said, *told, _which(facts), *row_of(*ways))


def steered_message(steered: Steered, wanted: Course) -> Message:
    """To whoever pressed a button of it: nothing is ticked off, for it has not come to that yet."""
    mark = STEERED[wanted] if steered.happened else MARKS[Mark.NOTHING_CHANGED]
    said = markup("{mark} {words}", mark=mark, words=steered.words)
    if steered.facts is None:
        return message(steered.words, section(mrkdwn(said)))
    return message(summary(steered.facts), section(mrkdwn(lines(what(steered.facts), said))))


def _stand(facts: RequestFacts, run: BatchRun) -> Markup:
    if facts.request.state is State.RUNNING and run.course is Course.GO_ON:
        return UNDER_WAY
    return state_line(replace(facts, course=run.course))


def _bar(facts: RequestFacts, run: BatchRun) -> Markup:
    """`██████░░░░ 60 %` of what was asked for was tried, and the numbers, for those who cannot see it too."""
    progress = run.progress
    share = (progress.done + progress.failed) / max(1, progress.total)
    full = math.floor(share * WIDTH)
    drawn = code("█" * full + "░" * (WIDTH - full))
    numbers = counted(progress, in_doubt=_in_doubt(run) or facts.request.state is not State.RUNNING)
    return lines(markup("{drawn} {percent} %", drawn=drawn, percent=math.floor(share * 100)), numbers)


def _in_doubt(run: BatchRun) -> bool:
    """Whether what is begun need not be under way: of such rows nobody knows yet what became of them."""
    return run.progress.begun > 0 and (run.course is not Course.GO_ON or bool(run.why))


def counted(progress: Progress, *, in_doubt: bool = False) -> Markup:
    """How many rows stand where. What is begun is told apart where it need not be under way."""
    unknown = progress.begun if in_doubt else 0
    told = [f"{progress.done:,} done"]
    told += [f"{progress.failed:,} not done"] if progress.failed else []
    told += [f"{progress.left_out:,} left out"] if progress.left_out else []
    told += [f"{unknown:,} not known yet"] if unknown else []
    told += [f"{progress.left - unknown:,} left"] if progress.left > unknown else []
    return joined(" · ", *told)


def _why(run: BatchRun, doubt: timedelta) -> tuple[Block, ...]:
    """How long it takes, or what keeps it or who steered it, and what is found out meanwhile."""
    said = [_keeps(run) if run.why else _to_go(run), _looked_up(run, doubt)]
    told = lines(*filter(None, said))
    return (context(mrkdwn(told)),) if told else ()


def _looked_up(run: BatchRun, doubt: timedelta) -> Markup | None:
    if not _in_doubt(run):
        return None
    count = math.ceil(doubt.total_seconds() / MINUTE)
    time = "a minute" if count == 1 else f"{count} minutes"
    whom = people(run.progress.begun)
    said = "What became of {whom} is looked up. That takes up to {time} once Arize answers."
    return markup(said, whom=whom, time=time)


def _keeps(run: BatchRun) -> Markup:
    """Nobody knows how long it takes then."""
    why = clip(run.why, SENTENCE)
    if run.course is not Course.GO_ON:
        return quote(why)
    return markup("{mark} {why} {again}", mark=MARKS[Mark.PARTLY_DONE], why=why, again=AGAIN_BY_ITSELF)


def _to_go(run: BatchRun) -> Markup | None:
    if run.course is not Course.GO_ON or not run.pace or not run.progress.left:
        return None
    return markup("{time} to go", time=_time(run.pace * run.progress.left))


def _time(seconds: float) -> str:
    """Rounded up to what people count in."""
    if seconds < MINUTE:
        return "Less than a minute"
    size, unit = (HOUR, "hours") if seconds > 2 * HOUR else (MINUTE, "minutes")
    count = math.ceil(seconds / size)
    return "About a minute" if count == 1 else f"About {count} {unit}"


def _which(facts: RequestFacts) -> Block:
    request = facts.request
    said = markup("Request {id}, asked {at}", id=code(request.id[:SHORT_ID]), at=moment(request.created_at))
    return context(mrkdwn(said))


def steering(facts: RequestFacts, run: BatchRun) -> list[Element]:
    """What can be wanted of a list that is under way."""
    if run.course is Course.STOP:
        return []
    turn = ("Pause", PAUSE) if run.course is Course.GO_ON else ("Go on", GO_ON)
    return [request_button(*turn, facts.request), _stop(facts)]


def _stop(facts: RequestFacts) -> Element:
    """With a question first: what was not begun has to be asked for again."""
    sure = confirmation(
        "Stop it?", "What was done stays done. What was not begun yet is left out.", "Stop", "Let it go on"
    )
    return button("Stop", STOP, value=facts.request.id, style="danger", confirm=sure)


def _ways_on(facts: RequestFacts, run: BatchRun) -> list[Element]:
    """What became of a row that nobody can look up is said by somebody before anything is tried again."""
    if facts.request.state is State.UNKNOWN:
        return later_buttons(facts)
    if not run.progress.failed and not run.progress.left_out:
        return []
    return [request_button("Try the others again", AGAIN, facts.request, "danger" if facts.destroys else None)]
