"""Previews and progress: always what Slack takes, whatever is in the list, and the inverse of what is read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.command import BatchParams
from bot.commands import discover
from bot.domain.batch import Course, Problem, Progress, Row
from bot.domain.policy import Decision, Verdict
from bot.domain.request import State, Target
from bot.slack.blockkit import check_message, check_view
from bot.slack.views.forms import without_files
from bot.slack.views.inputs import VALUE
from bot.slack.views.previews import NUMBER_BLOCK, preview_view, read_preview, ready_message
from bot.slack.views.progress import blank_message, progress_message
from bot.workflow.batchbook import BatchRun
from bot.workflow.batches.drafting import Preview
from tests.people import ANY_TEXT
from tests.requests import any_facts, some_facts
from tests.unhurried import LARGE

if TYPE_CHECKING:
    from bot.command import Command
    from bot.slack.blockkit import View

COMMANDS: dict[str, Command[Any]] = {command.name: command for command in discover()}
MAY, ASKS = Decision(Verdict.RUN, "You may."), Decision(Verdict.REQUEST, "You may ask.", needed=2)
LONG = "\N{PARTY POPPER}" * 255
URL = "https://hooks.slack.com/actions/x"

targets = st.builds(Target, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT)
values = st.dictionaries(st.sampled_from(["name", "email"]), ANY_TEXT)
rows = st.builds(
    Row, st.integers(1, 10_000), st.integers(0, 10_000), ANY_TEXT, st.none() | ANY_TEXT, values, st.none() | targets
)
problems = st.lists(st.builds(Problem, st.integers(1, 10_000), ANY_TEXT, ANY_TEXT), max_size=30).map(tuple)
runs = st.builds(
    BatchRun,
    st.just("id"),
    st.sampled_from(Course),
    ANY_TEXT,
    st.floats(0, 1000),
    progress=st.builds(Progress, *[st.integers(0, 10_000)] * 5),
)
relaxed = settings(suppress_health_check=LARGE)


def a_preview(
    rows: tuple[Row, ...], problems: tuple[Problem, ...] = (), command: str = "bulk-delete", decision: Decision = MAY
) -> Preview:
    return Preview(
        COMMANDS[command],
        "d" * 32,
        BatchParams(text="list", rows=()).model_copy(update={"rows": rows}),
        problems,
        decision,
    )


def a_row(number: int, text: str = "ada@example.com") -> Row:
    return Row(number, number, text, text, {"name": text}, Target(text, text, text, text, text))


@relaxed
@given(st.lists(rows, max_size=30).map(tuple), problems, st.sampled_from(["bulk-create", "bulk-delete"]))
def test_slack_takes_every_preview(rows: tuple[Row, ...], problems: tuple[Problem, ...], command: str) -> None:
    """With anything in it, and the message that brings it back."""
    for decision in (MAY, ASKS):
        preview = a_preview(rows, problems, command, decision)
        assert check_view(preview_view(preview, URL)) == ()
        assert check_message(dict(ready_message(preview))) == ()


def test_ten_thousand_of_the_longest_rows_fit() -> None:
    """The first ones are shown; the number is the whole list's."""
    many = tuple(a_row(number, f"<!channel>{LONG}") for number in range(1, 10_001))
    wrong = tuple(Problem(number, LONG, LONG) for number in range(1, 10_001))
    view = preview_view(a_preview(many, wrong), URL)
    assert check_view(view) == ()
    assert view["submit"]["text"] == "Delete 10,000 users"
    assert "and 9,980 more" in json.dumps(view)
    assert "<!channel>" not in json.dumps(view, ensure_ascii=False)


def sent(preview: Preview, number: str) -> View:
    view = preview_view(preview, URL)
    typed = {NUMBER_BLOCK: {VALUE: {"type": "plain_text_input", "value": number}}}
    return {**view, "state": {"values": typed}}


@pytest.mark.parametrize(
    ("number", "errors"),
    [
        ("2", {}),
        ("3", {NUMBER_BLOCK: "This is not the number of users. Type 2 to go on."}),
        ("", {NUMBER_BLOCK: "This is not the number of users. Type 2 to go on."}),
    ],
)
def test_what_is_sent_is_what_was_shown(number: str, errors: dict[str, str]) -> None:
    """The draft, its command, and the number that was typed."""
    confirmed = read_preview(sent(a_preview((a_row(1), a_row(2))), number))
    assert (confirmed.command, confirmed.draft_id, confirmed.response_url) == ("bulk-delete", "d" * 32, URL)
    assert confirmed.errors == errors


def test_nobody_is_asked_for_a_number_where_nothing_is_destroyed() -> None:
    """One click confirms the preview of new users."""
    view = sent(a_preview((a_row(1),), command="bulk-create"), "")
    assert read_preview(view).errors == {}
    assert view["submit"]["text"] == "Create 1 user"


def test_a_preview_of_nobody_cannot_be_sent() -> None:
    """It says why, and has nothing to submit."""
    view = preview_view(a_preview((), (Problem(1, "bo", "No address."),)), None)
    assert view["submit"] is None if "submit" in view else True
    assert "Nobody can be deleted." in json.dumps(view)


def test_what_was_not_written_by_us_is_refused() -> None:
    """A forged view is answered like any old one."""
    with pytest.raises(ValueError, match="not a view of ours"):
        read_preview({"private_metadata": '{"c": "bulk-delete"}', "state": {"values": {}}})


@relaxed
@given(any_facts, runs)
def test_slack_takes_every_progress_message(facts: Any, run: BatchRun) -> None:  # noqa: ANN401 - what the strategy makes
    """Before anything is known, and at any point of it."""
    assert check_message(dict(blank_message(facts))) == ()
    assert check_message(dict(progress_message(facts, run))) == ()


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
    drawn = progress_message(some_facts(State.RUNNING), BatchRun("id", pace=pace, progress=Progress(waiting=left)))
    assert words in json.dumps(drawn)


@pytest.mark.parametrize(
    ("progress", "bar"),
    [
        (Progress(done=1_696, left_out=7_804), "███░░░░░░░░░░░░░░░░░` 17 %\n1,696 done · 7,804 left out"),
        (Progress(done=4, failed=2), "████████████████████` 100 %\n4 done · 2 not done"),
        (Progress(done=3, waiting=1), "███████████████░░░░░` 75 %\n3 done · 1 left"),
        (Progress(done=3), "████████████████████` 100 %\n3 done"),
        (Progress(), "░░░░░░░░░░░░░░░░░░░░` 0 %\n0 done"),
    ],
)
def test_the_bar_is_of_what_was_tried(progress: Progress, bar: str) -> None:
    """Done or not; what was left out was not."""
    drawn = progress_message(some_facts(State.SUCCEEDED), BatchRun("id", progress=progress))
    assert drawn["blocks"][1]["text"]["text"] == f"`{bar}"


def test_nothing_is_announced_while_it_is_paused_or_over() -> None:
    """No time to go; no button but those that do something."""
    paused = progress_message(some_facts(State.RUNNING), BatchRun("id", Course.PAUSE, "Paused by Ada.", 1.0))
    assert "to go" not in json.dumps(paused)
    assert [each["text"]["text"] for each in paused["blocks"][-1]["elements"]] == ["Go on", "Stop"]
    kept = progress_message(some_facts(State.RUNNING), BatchRun("id", why="Arize is away."))
    assert ":warning: Arize is away. It is tried again by itself." in str(kept)
    over = progress_message(some_facts(State.SUCCEEDED), BatchRun("id", progress=Progress(done=3)))
    assert "actions" not in [block["type"] for block in over["blocks"]]
    stopping = progress_message(some_facts(State.RUNNING), BatchRun("id", Course.STOP, "Stopped by Ada."))
    assert "actions" not in [block["type"] for block in stopping["blocks"]]


def test_a_form_without_files_is_the_same_but_for_them() -> None:
    """For an app that may not read any."""
    view: View = {"blocks": [{"element": {"type": "file_input"}}, {"type": "divider"}]}
    assert without_files(view) == {"blocks": [{"type": "divider"}]}
