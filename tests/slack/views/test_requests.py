"""A request in words: every state is told as what it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from bot.command import Mark, RequestFacts
from bot.domain.batch import Course
from bot.domain.request import Ending, State
from bot.slack.blockkit import check_blocks
from bot.slack.views.requests import request_lines, state_line, state_mark, state_word, summary, vote_lines, what
from tests.requests import a_request, a_vote, any_facts, some_facts

BEN, CARLA = a_vote("Ben Lindqvist"), a_vote("Carla Moreno")
DENIAL = a_vote("Ben Lindqvist", "Not before <!channel> Friday", approves=False)

STANDS = [
    (some_facts(State.PENDING, BEN), ":hourglass_flowing_sand: *Waiting* (1 of 2)"),
    (
        some_facts(State.APPROVED, BEN, CARLA),
        ":arrow_forward: *Approved* by Ben Lindqvist and Carla Moreno, about to run…",
    ),
    (some_facts(State.RUNNING, BEN, CARLA), ":arrow_forward: *Approved* by Ben Lindqvist and Carla Moreno, running…"),
    (some_facts(State.RUNNING), ":arrow_forward: *Approved* by enough people, running…"),
    (some_facts(State.RUNNING, needed=0), ":arrow_forward: *Running…*"),
    (replace(some_facts(State.RUNNING, BEN, CARLA), course=Course.PAUSE), ":pause_button: *Paused*"),
    (replace(some_facts(State.RUNNING, needed=0), course=Course.STOP), ":stop_button: *Stopping…*"),
    (some_facts(State.SUCCEEDED), ":white_check_mark: *Done:* Ada Byron was changed."),
    (some_facts(State.SUCCEEDED, ending=None), ":white_check_mark: *Done*"),
    (some_facts(State.FAILED), ":x: *Failed:* Arize refused it."),
    (some_facts(State.UNKNOWN), ":grey_question: *Outcome unknown:* The answer was lost."),
    (
        some_facts(State.DENIED, CARLA, DENIAL),
        ":no_entry: *Denied* by Ben Lindqvist: Not before &lt;!channel&gt; Friday",
    ),
    (some_facts(State.DENIED), ":no_entry: *Denied*"),
    (some_facts(State.CANCELLED), ":heavy_minus_sign: *Cancelled* by Carla Moreno"),
    (some_facts(State.EXPIRED), ":hourglass: *Expired:* nobody decided in time"),
    (some_facts(State.EXPIRED, BEN), ":hourglass: *Expired:* only 1 of 2 approved it in time"),
]


@pytest.mark.parametrize(("facts", "said"), STANDS)
def test_every_state_is_told(facts: RequestFacts, said: str) -> None:
    """With a mark and text beside it, and who it was."""
    assert state_line(facts) == said


def test_no_state_is_forgotten() -> None:
    """A new one would be drawn by nobody."""
    assert {facts.request.state for facts, _ in STANDS} == set(State)


@pytest.mark.parametrize(
    ("mark", "word"),
    [
        ("DONE", "Done"),
        ("PARTLY_DONE", "Partly done"),
        ("NOTHING_CHANGED", "Nothing changed"),
        ("FUTURE", "Outcome unknown"),
    ],
)
def test_a_success_says_no_more_than_its_ending(mark: str, word: str) -> None:
    """What was done in part, or changed nothing, does not look like plain success; nor does what nobody knows."""
    facts = some_facts(State.SUCCEEDED, ending=Ending(mark, "It ended."))
    assert state_word(facts) == word
    assert (state_mark(facts) == ":white_check_mark:") is (mark == "DONE")


def test_a_list_that_is_over_is_not_called_paused() -> None:
    """Whatever was wanted of it last."""
    over = replace(some_facts(State.SUCCEEDED), course=Course.PAUSE)
    assert (state_mark(over), state_word(over)) == (":white_check_mark:", "Done")
    paused = replace(some_facts(State.RUNNING), course=Course.PAUSE)
    assert (state_mark(paused), state_word(paused)) == (":pause_button:", "Paused")


@given(any_facts)
def test_success_is_never_said_before_it_happened(facts: RequestFacts) -> None:
    """Whatever the ending claims: only a request that succeeded is done."""
    if facts.request.state is not State.SUCCEEDED:
        assert state_word(facts) != Mark.DONE.value
        assert not state_line(facts).startswith((":white_check_mark:", "*Done"))


def test_many_approvers_are_counted_after_the_first() -> None:
    """A line has room for five."""
    line = state_line(some_facts(State.RUNNING, *(a_vote(f"P{n}") for n in range(8)), needed=8))
    assert "P0, P1, P2, P3, P4 and 3 more" in line


def test_what_is_asked_is_shown_with_whom_and_why() -> None:
    """The target as the API had them, in the words of the glossary."""
    shown = str(request_lines(some_facts()))
    for words in ("*Change user*", "Carla Moreno", "`ada@example.com`", "Ada Byron · Member · Active", "*Role*"):
        assert words in shown
    assert "She leads the team now." in shown
    assert "Request `5f0c9d2e`" in shown


def test_a_list_is_called_by_its_command_and_counted() -> None:
    """A number is nothing to copy, so it is not in code type; the addresses have the whole width."""
    request = a_request(subject="2 users", target=None, params={})
    whom = "ada@example.com (Admin), jane@example.com"
    facts = RequestFacts(
        request, "Create many users", destroys=False, asks=(("Role", "Member"),), verb="Create", whom=whom
    )
    head, asks, users, _ = request_lines(facts)
    assert head["text"]["text"].splitlines()[::2] == ["*Create many users*", "About 2 users"]
    assert [field["text"] for field in asks["fields"]] == ["*Role*\nMember"]
    assert users["text"]["text"] == f"*Users*\n{whom}"
    assert (summary(facts), what(facts)) == ("Create 2 users", "*Create 2 users*")


def test_who_is_created_is_not_there_yet() -> None:
    """A request that creates somebody has an address and no target."""
    assert "When it was asked" not in str(request_lines(some_facts(target=None)))


def test_a_reason_that_was_not_given_is_not_drawn() -> None:
    assert "Reason" not in str(request_lines(some_facts(params={})))


def test_a_card_says_what_it_leaves_out() -> None:
    """Ten parameters fit on a card; the review shows all."""
    asks = tuple((f"Label {n}", "value") for n in range(12))
    facts = RequestFacts(a_request(), "Change user", destroys=False, asks=asks)
    assert "and 3 more: see the review" in str(request_lines(facts))
    assert "Label 11" in str(request_lines(facts, 2000))


def test_a_vote_is_told_with_its_comment() -> None:
    """Who, what, when and why."""
    shown = str(vote_lines(some_facts(State.DENIED, BEN, DENIAL)))
    assert "*Ben Lindqvist* approved, <!date^" in shown
    assert "denied, <!date^" in shown
    assert "Not before &lt;!channel&gt; Friday" in shown
    assert vote_lines(some_facts()) == ()


@given(any_facts)
def test_slack_takes_any_request(facts: RequestFacts) -> None:
    """Whatever people or the API wrote."""
    assert check_blocks([*request_lines(facts), *vote_lines(facts)]) == ()


def test_the_summary_names_what_and_whom() -> None:
    assert summary(some_facts(destroys=True)) == "Delete user ada@example.com"
