"""Previews and progress: always what Slack takes, whatever is in the list, and the inverse of what is read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.command import BatchParams
from bot.commands import discover
from bot.domain.batch import Problem, Row
from bot.domain.policy import Decision, Verdict
from bot.domain.request import Target
from bot.slack.blockkit import check_message, check_view
from bot.slack.views.forms import without_files
from bot.slack.views.inputs import VALUE
from bot.slack.views.previews import NUMBER_BLOCK, preview_view, read_preview, ready_message
from bot.workflow.batches.drafting import Preview
from bot.workflow.batches.weighing import Heavier
from tests.people import ANY_TEXT
from tests.unhurried import LARGE

if TYPE_CHECKING:
    from bot.command import Command
    from bot.slack.blockkit import View

COMMANDS: dict[str, Command[Any]] = {command.name: command for command in discover()}
MAY, ASKS = Decision(Verdict.RUN, "You may."), Decision(Verdict.REQUEST, "You may ask.", needed=2)
ONE = Decision(Verdict.REQUEST, "You may ask.", needed=1)
LONG = "\N{PARTY POPPER}" * 255
URL = "https://hooks.slack.com/actions/x"

targets = st.builds(Target, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT)
values = st.dictionaries(st.sampled_from(["name", "email"]), ANY_TEXT)
rows = st.builds(
    Row, st.integers(1, 10_000), st.integers(0, 10_000), ANY_TEXT, st.none() | ANY_TEXT, values, st.none() | targets
)
problems = st.lists(st.builds(Problem, st.integers(1, 10_000), ANY_TEXT, ANY_TEXT), max_size=30).map(tuple)
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


X1, X2, X3 = (f"`x{number}@example.com` (Admin)" for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("count", "others", "without", "rows", "rest"),
    [
        (1, 2, MAY, f"1 row takes more than the others: {X1} takes", "Without it, 2 users are created at once."),
        (
            2,
            1,
            MAY,
            f"2 rows take more than the others: {X1} and {X2} take",
            "Without them, 1 user is created at once.",
        ),
        (1, 1, ONE, f"1 row takes more than the others: {X1} takes", "Without it, 1 user takes 1 approval."),
        (
            14,
            2,
            ONE,
            f"14 rows take more than the others: {X1}, {X2}, {X3} and 11 more take",
            "Without them, 2 users take 1 approval.",
        ),
    ],
)
def test_the_rows_that_take_more_are_named(count: int, others: int, without: Decision, rows: str, rest: str) -> None:
    """With what the others would take, so that nobody has to try which it is."""
    admins = tuple(Row(number, number, f"x{number}@example.com", "ADMIN") for number in range(1, count + 1))
    preview = a_preview((a_row(1), *admins), command="bulk-create", decision=ASKS)
    view = preview_view(replace(preview, heavier=Heavier(admins, ASKS, others, without)), URL)
    assert [block["elements"][0]["text"] for block in view["blocks"][1:3]] == [
        ":ballot_box_with_ballot: This is a request: 2 other people will have to approve it.",
        f"{rows} 2 approvals. {rest}",
    ]


def test_rows_without_a_role_are_named_by_their_address() -> None:
    """A deletion grants none."""
    one = Row(1, 1, "x1@example.com")
    view = preview_view(replace(a_preview((one,), decision=ASKS), heavier=Heavier((one,), ASKS, 1, ONE)), URL)
    assert ": `x1@example.com` takes 2 approvals. Without it, 1 user takes 1 approval." in json.dumps(view)


def test_ten_thousand_of_the_longest_rows_fit() -> None:
    """The first ones are shown; the number is the whole list's."""
    many = tuple(a_row(number, f"<!channel>{LONG}") for number in range(1, 10_001))
    wrong = tuple(Problem(number, LONG, LONG) for number in range(1, 10_001))
    view = preview_view(replace(a_preview(many, wrong, decision=ASKS), heavier=Heavier(many, ASKS, 1, ONE)), URL)
    assert check_view(view) == ()
    assert view["submit"]["text"] == "Send for approval"
    assert preview_view(a_preview(many, wrong), URL)["submit"]["text"] == "Delete 10,000 users"
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


def test_a_form_without_files_is_the_same_but_for_them() -> None:
    """For an app that may not read any."""
    view: View = {"blocks": [{"element": {"type": "file_input"}}, {"type": "divider"}]}
    assert without_files(view) == {"blocks": [{"type": "divider"}]}
