"""What is told about a request outside its card."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command import Deciders
from bot.domain.request import Ending, State
from bot.domain.rules import EVERYONE, WORKSPACE_ADMINS
from bot.slack.blockkit import check_message
from bot.slack.views.notices import notice_message, overtaken, overtaken_message, reminder_message, waiting_message
from bot.slack.views.presses import AGAIN, CANCEL, CHECK, REVIEW
from tests.markup import live
from tests.people import ANY_TEXT, MOMENT
from tests.requests import REQUEST_ID, a_vote, any_facts, some_facts, the_longest_facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.command import RequestFacts
    from bot.slack.views.outcomes import Message

BEN, CARLA = a_vote("Ben Lindqvist"), a_vote("Carla Moreno", at=MOMENT + timedelta(hours=1))
DENIAL = a_vote("Ben Lindqvist", "Not before Friday", approves=False)
MAKERS: list[Callable[[RequestFacts], Message]] = [
    notice_message,
    reminder_message,
    overtaken_message,
    waiting_message,
]


def buttons(message: Message) -> list[dict[str, Any]]:
    return [element for block in message["blocks"] if block["type"] == "actions" for element in block["elements"]]


@given(st.sampled_from(MAKERS), any_facts)
def test_slack_takes_every_one(make: Callable[[RequestFacts], Message], facts: RequestFacts) -> None:
    """Whatever people or the API wrote, and nothing in it pings or links."""
    message = make(facts)
    assert check_message(dict(message)) == ()
    assert live(message) == []


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("make", MAKERS)
def test_the_longest_texts_are_still_one_message(make: Callable[[RequestFacts], Message], state: State) -> None:
    """Slack counts about twelve thousand characters in all."""
    assert check_message(dict(make(the_longest_facts(state)))) == ()


@pytest.mark.parametrize("state", [state for state in State if state is not State.SUCCEEDED])
@pytest.mark.parametrize("make", MAKERS)
def test_success_is_never_said_before_it_happened(make: Callable[[RequestFacts], Message], state: State) -> None:
    """Neither in words nor by a mark."""
    shown = json.dumps(make(some_facts(state, BEN, CARLA))).lower()
    assert not re.search(r"\bdone\b|success|white_check_mark", shown)


@pytest.mark.parametrize(
    ("facts", "words", "offered"),
    [
        (some_facts(State.SUCCEEDED, BEN, CARLA), "*Done:* Ada Byron was changed.", []),
        (some_facts(State.FAILED), "*Failed:* Arize refused it.", [AGAIN]),
        (some_facts(State.UNKNOWN), "*Outcome unknown:* The answer was lost.", [CHECK]),
        (some_facts(State.DENIED, DENIAL), "*Denied* by Ben Lindqvist'", [AGAIN]),
        (some_facts(State.CANCELLED), "*Cancelled* by Carla Moreno", [AGAIN]),
        (some_facts(State.EXPIRED), "nobody decided in time", [AGAIN]),
    ],
)
def test_whoever_asked_hears_how_it_ended(facts: RequestFacts, words: str, offered: list[str]) -> None:
    """What was asked, how it ended, and what can be done about it."""
    message = notice_message(facts)
    shown = str(message)
    assert "*Change user* `ada@example.com`" in shown
    assert words in shown
    assert [button["action_id"] for button in buttons(message)] == offered
    assert {button["value"] for button in buttons(message)} <= {REQUEST_ID}


def test_whoever_asked_hears_who_decided_and_what_else_there_is_to_know() -> None:
    """With the whole comment and the ending's details."""
    ending = Ending("DONE", "Ada Byron was changed.", ("She sees it after a new login.",))
    shown = str(notice_message(some_facts(State.SUCCEEDED, a_vote("Dana", "c" * 500), ending=ending)))
    assert "*Dana* approved" in shown
    assert "c" * 500 in shown
    assert "She sees it after a new login." in shown


@pytest.mark.parametrize(("needed", "words"), [(1, "it takes 1 person."), (2, "it takes 2 people.")])
def test_a_filed_request_says_what_it_takes(needed: int, words: str) -> None:
    """And until when, and that its fate will be told."""
    shown = str(waiting_message(some_facts(needed=needed))).replace("*", "")
    assert f"Sent for approval: {words}" in shown
    assert "It expires <!date^" in shown


def test_a_filed_request_can_be_taken_back() -> None:
    """After a question."""
    (button,) = buttons(waiting_message(some_facts()))
    assert (button["action_id"], button["value"]) == (CANCEL, REQUEST_ID)
    assert button["confirm"]["title"]["text"] == "Cancel this request?"


def test_a_reminder_says_how_long_there_is() -> None:
    """How many are missing, until when, and the way to the review."""
    message = reminder_message(some_facts(State.PENDING, BEN))
    assert "*Still waiting* (1 of 2), expires <!date^" in str(message)
    assert [button["action_id"] for button in buttons(message)] == [REVIEW]


WHEN = f"<!date^{int(MOMENT.timestamp())}"


@pytest.mark.parametrize(
    ("facts", "begins"),
    [
        (some_facts(State.DENIED, CARLA, DENIAL), f"Ben Lindqvist denied this, {WHEN}"),
        (
            some_facts(State.RUNNING, BEN, CARLA),
            f"Ben Lindqvist and Carla Moreno approved this, <!date^{int(CARLA.at.timestamp())}",
        ),
        (some_facts(State.SUCCEEDED, BEN), f"Ben Lindqvist approved this, {WHEN}"),
        (some_facts(State.SUCCEEDED, needed=0), "This took no approval."),
        (some_facts(State.FAILED), "This is decided."),
        (some_facts(State.CANCELLED), "Carla Moreno cancelled this."),
        (some_facts(State.CANCELLED, changed_at=MOMENT), f"Carla Moreno cancelled this, {WHEN}"),
        (some_facts(State.EXPIRED), "The time to decide this was over <!date^"),
        (some_facts(State.PENDING, BEN), "This still waits for 1 person."),
    ],
)
def test_who_comes_too_late_is_told_who_was_first(facts: RequestFacts, begins: str) -> None:
    """And when."""
    assert overtaken(facts).startswith(begins)
    assert begins in str(overtaken_message(facts))


NAMES = ("Alice Okafor", "Ben Lindqvist", "Carla Moreno")
SIX = (*NAMES, "Dev Patel", "Eve Stone", "Gus Brandt")


@pytest.mark.parametrize(
    ("needed", "deciders", "words"),
    [
        (2, None, "*Sent for approval:* it takes 2 people."),
        (1, Deciders(NAMES), "*Sent for approval:* it takes 1 of Alice Okafor, Ben Lindqvist and Carla Moreno."),
        (2, Deciders(NAMES[:2]), "*Sent for approval:* it takes the approval of Alice Okafor and Ben Lindqvist."),
        (
            1,
            Deciders(SIX, 3),
            "it takes 1 of Alice Okafor, Ben Lindqvist, Carla Moreno, Dev Patel, Eve Stone and 4 more.",
        ),
        (2, Deciders((), 3), "it takes 2 people."),
        (1, Deciders(everybody=EVERYONE), "it takes any other full member of this workspace."),
        (2, Deciders(everybody=EVERYONE), "it takes any 2 other full members of this workspace."),
        (1, Deciders(everybody=WORKSPACE_ADMINS), "it takes an owner or admin of this workspace."),
        (2, Deciders(everybody=WORKSPACE_ADMINS), "it takes 2 owners or admins of this workspace."),
        (2, Deciders(("Ben Lindqvist",)), "*It takes 2 people, and only Ben Lindqvist can approve it now.* Tell the"),
        (1, Deciders(), "*It takes 1 person, and nobody can approve it now.* Tell the operator of this app, or"),
    ],
)
def test_whoever_asked_reads_who_can_approve_it(needed: int, deciders: Deciders | None, words: str) -> None:
    """And where too few can, what to do about it."""
    message = waiting_message(some_facts(needed=needed), deciders)
    assert words in str(message)
    assert "You will hear how it ends." in str(message)


@given(any_facts, st.lists(ANY_TEXT, max_size=12).map(tuple), st.integers(0, 500))
def test_names_of_those_who_can_approve_ping_nobody(facts: RequestFacts, names: tuple[str, ...], more: int) -> None:
    """Whatever they are called."""
    message = waiting_message(facts, Deciders(names, more))
    assert check_message(dict(message)) == ()
    assert live(message) == []
