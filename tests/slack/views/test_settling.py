"""The modal in which a person says what became of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from bot.domain.request import State
from bot.slack.blockkit import check_view
from bot.slack.views.reviews import COMMENT_BLOCK
from bot.slack.views.saying import NOTICE
from bot.slack.views.settling import (
    DONE,
    HAPPENED_BLOCK,
    NOT_DONE,
    SETTLE_FORM,
    Settled,
    read_settled,
    settle_view,
    settled_view,
)
from tests.requests import REQUEST_ID, any_facts, sent, some_facts, the_longest_facts

if TYPE_CHECKING:
    from bot.command import RequestFacts

UNKNOWN = some_facts(State.UNKNOWN)


@given(any_facts)
def test_slack_takes_every_view(facts: RequestFacts) -> None:
    """Whatever people or the API wrote."""
    assert check_view(settle_view(facts)) == ()
    assert check_view(settled_view(facts)) == ()


def test_slack_takes_the_longest_view() -> None:
    """However long the texts are."""
    assert check_view(settle_view(the_longest_facts(State.UNKNOWN))) == ()


def test_it_says_what_is_not_known_and_how_to_find_out() -> None:
    """And suggests no answer."""
    view = settle_view(UNKNOWN)
    shown = str(view)
    assert view["callback_id"] == SETTLE_FORM
    for words in ("The answer was lost.", "ask the person whether it arrived", "look at the user", "It was not done"):
        assert words in shown
    assert "initial_option" not in shown


@pytest.mark.parametrize("state", [state for state in State if state is not State.UNKNOWN])
def test_what_is_known_is_not_asked(state: State) -> None:
    """Somebody else may have said it meanwhile."""
    view = settle_view(some_facts(state))
    assert view["callback_id"] == NOTICE
    assert "submit" not in view


def test_a_check_that_found_out_says_it() -> None:
    """Where it stands, and nothing to send."""
    view = settled_view(some_facts(State.SUCCEEDED))
    assert "*Done:* Ada Byron was changed." in str(view)
    assert "submit" not in view


@pytest.mark.parametrize(("choice", "happened"), [(DONE, True), (NOT_DONE, False)])
def test_an_answer_is_read_back(*, choice: str, happened: bool) -> None:
    """With how it was found out."""
    view = sent(settle_view(UNKNOWN), {HAPPENED_BLOCK: choice}, {COMMENT_BLOCK: " I asked Ada. "})
    assert read_settled(view) == Settled(REQUEST_ID, happened, "I asked Ada.")


@pytest.mark.parametrize(
    ("choice", "comment", "wrong"),
    [
        (None, "I asked.", {HAPPENED_BLOCK}),
        (DONE, " ", {COMMENT_BLOCK}),
        (None, None, {HAPPENED_BLOCK, COMMENT_BLOCK}),
        (NOT_DONE, "x" * 501, {COMMENT_BLOCK}),
    ],
)
def test_what_is_missing_is_told_at_its_field(choice: str | None, comment: str | None, wrong: set[str]) -> None:
    """Both are needed: it is written down."""
    view = sent(settle_view(UNKNOWN), {HAPPENED_BLOCK: choice}, {COMMENT_BLOCK: comment})
    assert set(read_settled(view).errors) == wrong


@pytest.mark.parametrize("metadata", ["", "[]", "{}", '{"r":null}', '{"r":"r","d":"d"}'])
def test_metadata_that_we_did_not_write_is_refused(metadata: str) -> None:
    """Nothing is settled by it."""
    view = sent(settle_view(UNKNOWN), {HAPPENED_BLOCK: DONE}, {COMMENT_BLOCK: "I asked."})
    with pytest.raises(ValueError, match="not a view of ours"):
        read_settled({**view, "private_metadata": metadata})


def test_an_answer_that_we_did_not_offer_is_refused() -> None:
    """Nothing is settled by it."""
    with pytest.raises(ValueError, match="of ours"):
        read_settled(sent(settle_view(UNKNOWN), {HAPPENED_BLOCK: "perhaps"}, {COMMENT_BLOCK: "I asked."}))
