"""How far a list is: always what Slack takes, and never more than is known."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.batch import Course, Progress
from bot.domain.request import State
from bot.slack.blockkit import check_message
from bot.slack.views.progress import blank_message, progress_message, steered_message
from bot.slack.views.requests import what
from bot.workflow.batchbook import BatchRun
from bot.workflow.batches.steering import Steered
from bot.workflow.timing import Timing
from tests.people import ANY_TEXT
from tests.requests import any_facts, some_facts
from tests.unhurried import LARGE

DOUBT = Timing().row_doubt

runs = st.builds(
    BatchRun,
    st.just("id"),
    st.sampled_from(Course),
    ANY_TEXT,
    st.floats(0, 1000),
    progress=st.builds(Progress, *[st.integers(0, 10_000)] * 5),
)
relaxed = settings(suppress_health_check=LARGE)


@relaxed
@given(any_facts, runs)
def test_slack_takes_every_progress_message(facts: Any, run: BatchRun) -> None:  # noqa: ANN401 - what the strategy makes
    """Before anything is known, and at any point of it."""
    assert check_message(dict(blank_message(facts))) == ()
    assert check_message(dict(progress_message(facts, run, DOUBT))) == ()


@pytest.mark.parametrize(
    ("pace", "left", "words"),
    [
        (0.1, 10, "Less than a minute to go"),
        (1.0, 60, "About a minute to go"),
        (1.0, 61, "About 2 minutes to go"),
        (1.0, 7201, "About 3 hours to go"),
    ],
)
def test_the_time_to_go_is_told_in_what_people_count_in(pace: float, left: int, words: str) -> None:
    """Rounded up."""
    drawn = progress_message(
        some_facts(State.RUNNING), BatchRun("id", pace=pace, progress=Progress(waiting=left)), DOUBT
    )
    assert words in json.dumps(drawn)


@pytest.mark.parametrize(
    ("progress", "bar"),
    [
        (Progress(done=1_696, left_out=7_804), "███░░░░░░░░░░░░░░░░░` 17 %\n1,696 done · 7,804 left out"),
        (Progress(done=4, failed=2), "████████████████████` 100 %\n4 done · 2 not done"),
        (Progress(done=3, waiting=1), "███████████████░░░░░` 75 %\n3 done · 1 left"),
        (Progress(done=3), "████████████████████` 100 %\n3 done"),
        (Progress(done=3, begun=1), "███████████████░░░░░` 75 %\n3 done · 1 not known yet"),
        (Progress(), "░░░░░░░░░░░░░░░░░░░░` 0 %\n0 done"),
    ],
)
def test_the_bar_is_of_what_was_tried(progress: Progress, bar: str) -> None:
    """Done or not; what was left out was not."""
    drawn = progress_message(some_facts(State.SUCCEEDED), BatchRun("id", progress=progress), DOUBT)
    assert drawn["blocks"][1]["text"]["text"] == f"`{bar}"


def test_nothing_is_announced_while_it_is_paused_or_over() -> None:
    """No time to go; no button but those that do something."""
    paused = progress_message(some_facts(State.RUNNING), BatchRun("id", Course.PAUSE, "Paused by Ada.", 1.0), DOUBT)
    assert "to go" not in json.dumps(paused)
    assert [each["text"]["text"] for each in paused["blocks"][-1]["elements"]] == ["Go on", "Stop"]
    over = progress_message(some_facts(State.SUCCEEDED), BatchRun("id", progress=Progress(done=3)), DOUBT)
    assert "actions" not in [block["type"] for block in over["blocks"]]
    unknown = progress_message(some_facts(State.UNKNOWN), BatchRun("id", progress=Progress(left_out=1, begun=1)), DOUBT)
    assert [each["text"]["text"] for each in unknown["blocks"][-1]["elements"]] == ["Check"]
    stopping = progress_message(some_facts(State.RUNNING), BatchRun("id", Course.STOP, "Stopped by Ada."), DOUBT)
    assert "actions" not in [block["type"] for block in stopping["blocks"]]


def test_what_keeps_a_list_is_said_with_what_becomes_of_it() -> None:
    """A blank stands between its sentences, and no time beside it: nobody knows that."""
    run = BatchRun("id", why="Arize failed (status 503).", pace=1.0, progress=Progress(waiting=600))
    said = [
        block
        for block in progress_message(some_facts(State.RUNNING), run, DOUBT)["blocks"]
        if block["type"] == "context"
    ]
    assert said[0]["elements"][0]["text"] == (
        ":warning: Arize failed (status 503). It is tried again by itself; tell the operator if it stays."
    )
    assert "to go" not in json.dumps(said)


@pytest.mark.parametrize(
    ("run", "numbers", "why"),
    [
        (BatchRun("id", Course.STOP, "Stopped by Ada."), "16 not known yet", "Stopped by Ada."),
        (BatchRun("id", why="Arize failed (status 503)."), "16 not known yet · 4 left", ":warning: Arize failed"),
    ],
)
def test_what_became_of_rows_in_doubt_is_looked_up(run: BatchRun, numbers: str, why: str) -> None:
    """Nothing seems to move for minutes then: it says why, and for how long."""
    run = replace(run, progress=Progress(done=541, begun=16, waiting=0 if run.course is Course.STOP else 4))
    drawn = progress_message(some_facts(State.RUNNING), run, DOUBT)["blocks"]
    assert drawn[1]["text"]["text"].endswith(f"\n541 done · {numbers}")
    first, second = drawn[2]["elements"][0]["text"].split("\n")
    assert first.startswith(why)
    assert second == "What became of 16 users is looked up. That takes up to 4 minutes once Arize answers."
    short = progress_message(some_facts(State.RUNNING), run, timedelta(seconds=3))["blocks"]
    assert "up to a minute once" in json.dumps(short)


def test_rows_under_way_are_left_and_not_in_doubt() -> None:
    """As long as nothing keeps the list."""
    drawn = progress_message(some_facts(State.RUNNING), BatchRun("id", progress=Progress(begun=16, waiting=4)), DOUBT)
    assert "20 left" in json.dumps(drawn)
    assert "looked up" not in json.dumps(drawn)


@pytest.mark.parametrize(
    ("wanted", "happened", "mark"),
    [
        (Course.PAUSE, True, ":pause_button:"),
        (Course.GO_ON, True, ":arrow_forward:"),
        (Course.STOP, True, ":stop_button:"),
        (Course.STOP, False, ":information_source:"),
    ],
)
def test_whoever_steers_a_list_reads_which_and_that_it_is_to_come(wanted: Course, happened: bool, mark: str) -> None:  # noqa: FBT001 - a column of the table
    """By the mark that the list itself has then: a tick would say that it has come to that."""
    facts = some_facts(State.RUNNING)
    drawn = steered_message(Steered(facts, "It will.", happened), wanted)
    (said,) = [block["text"]["text"] for block in drawn["blocks"]]
    assert said == f"{what(facts)}\n{mark} It will."
