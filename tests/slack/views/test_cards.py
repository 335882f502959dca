"""The approval card."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.request import Ending, State
from bot.slack.blockkit import check_message
from bot.slack.views.cards import card_message, first_card
from bot.slack.views.presses import AGAIN, CHECK, REVIEW
from bot.slack.views.requests import STATE_WORDS
from tests.markup import live
from tests.requests import REQUEST_ID, a_vote, any_facts, some_facts, the_longest_facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.command import RequestFacts
    from bot.slack.views.outcomes import Message

OFFERED = {State.PENDING: [REVIEW], State.UNKNOWN: [CHECK], State.FAILED: [AGAIN]}


def buttons(message: Message) -> list[dict[str, Any]]:
    return [element for block in message["blocks"] if block["type"] == "actions" for element in block["elements"]]


@given(any_facts, st.sampled_from([first_card, card_message]))
def test_slack_takes_every_card(facts: RequestFacts, drawn: Callable[[RequestFacts], Message]) -> None:
    """Whatever people or the API wrote, and nothing in it pings or links."""
    message = drawn(facts)
    assert check_message(dict(message)) == ()
    assert live(message) == []


@pytest.mark.parametrize("state", State)
def test_a_card_of_the_longest_texts_is_still_one_message(state: State) -> None:
    """Slack counts about twelve thousand characters in all."""
    assert check_message(dict(card_message(the_longest_facts(state)))) == ()


@pytest.mark.parametrize("state", State)
def test_a_card_offers_what_can_be_done_now(state: State) -> None:
    """And its buttons carry the request's id alone."""
    shown = buttons(card_message(some_facts(state)))
    assert [button["action_id"] for button in shown] == OFFERED.get(state, [])
    assert {button["value"] for button in shown} <= {REQUEST_ID}


@pytest.mark.parametrize("destroys", [True, False])
def test_trying_again_looks_as_dangerous_as_it_is(*, destroys: bool) -> None:
    (again,) = buttons(card_message(some_facts(State.FAILED, destroys=destroys)))
    assert (again.get("style") == "danger") is destroys


@pytest.mark.parametrize("state", State)
def test_a_card_begins_with_what_stays_true(state: State) -> None:
    """It may stay as it was posted, if the bot is killed before anybody knows where that was."""
    facts = some_facts(state, a_vote("Ben Lindqvist", "Fine"))
    message = first_card(facts)
    shown = json.dumps(message)
    assert not [word for word in (*STATE_WORDS.values(), "expire", "Ben", "Fine") if word.lower() in shown.lower()]
    assert [button["action_id"] for button in buttons(message)] == [REVIEW]
    assert "Takes 2 approvals. To be decided by <!date^" in shown


def test_a_card_is_as_it_was_posted_until_somebody_decides() -> None:
    """So it need not be drawn again; from the first decision on it says how many there are."""
    assert card_message(some_facts()) == first_card(some_facts())
    voted = some_facts(State.PENDING, a_vote())
    assert "(1 of 2)" in str(card_message(voted))
    assert first_card(voted) == first_card(some_facts())


@pytest.mark.parametrize("state", [state for state in State if state is not State.SUCCEEDED])
def test_success_is_never_said_before_it_happened(state: State) -> None:
    """Neither in words nor by a mark."""
    shown = json.dumps(card_message(some_facts(state, a_vote(), a_vote("Dana")))).lower()
    assert not re.search(r"\bdone\b|success|white_check_mark", shown)


def test_a_notification_is_true_at_any_time() -> None:
    """Nobody takes it back from a locked screen."""
    said = {card_message(some_facts(state, destroys=True))["text"] for state in State}
    assert said == {"Carla Moreno asks: Delete user ada@example.com"}


def test_a_card_says_how_it_ended_and_what_else_there_is_to_know() -> None:
    """The ending's sentence and its details."""
    ending = Ending("PARTLY_DONE", "She was created.", ("No mail was sent.",))
    shown = str(card_message(some_facts(State.SUCCEEDED, ending=ending)))
    assert "*Partly done:* She was created." in shown
    assert "No mail was sent." in shown


def test_a_waiting_card_says_until_when() -> None:
    assert "To be decided by <!date^" in str(card_message(some_facts()))
    assert "Expires <!date^" in str(card_message(some_facts(State.PENDING, a_vote())))
    assert "Expires" not in str(card_message(some_facts(State.DENIED)))
