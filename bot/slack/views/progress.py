"""How far a batch is: a bar, what is left, and the buttons to steer it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.command import Mark, Started
from bot.domain.batch import Course
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
    section,
)
from bot.slack.views.cards import details, request_button, row_of
from bot.slack.views.outcomes import message, show
from bot.slack.views.presses import AGAIN, GO_ON, PAUSE, STOP
from bot.slack.views.requests import SENTENCE, SHORT_ID, moment, state_line, summary, what
from bot.slack.views.words import MARKS

if TYPE_CHECKING:
    from bot.command import RequestFacts
    from bot.domain.batch import Progress
    from bot.slack.blockkit import Block, Element
    from bot.slack.views.outcomes import Message
    from bot.workflow.batchbook import BatchRun

WIDTH: Final = 20
"""Characters of the bar."""
MINUTE, HOUR = 60, 3600
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


def progress_message(facts: RequestFacts, run: BatchRun) -> Message:
    is_over = facts.request.state is not State.RUNNING
    said = (section(mrkdwn(lines(what(facts), _stand(facts, run)))), section(mrkdwn(_bar(run.progress))))
    ways = _ways_on(facts, run) if is_over else steering(facts, run)
    told = details(facts) if is_over else _why(run)
    return message(_title(facts), *said, *told, _which(facts), *row_of(*ways))


def _stand(facts: RequestFacts, run: BatchRun) -> Markup:
    if facts.request.state is State.RUNNING and run.course is Course.GO_ON:
        return UNDER_WAY
    return state_line(replace(facts, course=run.course))


def _bar(progress: Progress) -> Markup:
    """`██████░░░░ 60 %` of what was asked for was tried, and the numbers, for those who cannot see it too."""
    share = (progress.done + progress.failed) / max(1, progress.total)
    full = math.floor(share * WIDTH)
    drawn = code("█" * full + "░" * (WIDTH - full))
    return lines(markup("{drawn} {percent} %", drawn=drawn, percent=math.floor(share * 100)), counted(progress))


def counted(progress: Progress) -> Markup:
    told = [f"{progress.done:,} done"]
    told += [f"{progress.failed:,} not done"] if progress.failed else []
    told += [f"{progress.left_out:,} left out"] if progress.left_out else []
    told += [f"{progress.left:,} left"] if progress.left else []
    return joined(" · ", *told)


def _why(run: BatchRun) -> tuple[Block, ...]:
    """How long it takes, what keeps it, or who steered it."""
    said = []
    if run.course is Course.GO_ON and run.pace and run.progress.left:
        said.append(markup("{time} to go", time=_time(run.pace * run.progress.left)))
    if run.why:
        why = clip(run.why, SENTENCE)
        is_kept = run.course is Course.GO_ON
        told = markup("{mark} {why} It is tried again by itself.", mark=MARKS[Mark.PARTLY_DONE], why=why)
        said.append(told if is_kept else markup("{why}", why=why))
    return (context(mrkdwn(lines(*said))),) if said else ()


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
    if not run.progress.failed and not run.progress.left_out:
        return []
    return [request_button("Try the others again", AGAIN, facts.request, "danger" if facts.destroys else None)]
