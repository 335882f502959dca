"""The queue of requests, and the newest rows of the audit."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command import OneRequest, SomeFacts, SomeRequests
from bot.domain.audit import BEGINNING, BOT, Entry, Fact, Row, seal
from bot.domain.request import State
from bot.slack.blockkit import check_message
from bot.slack.views import records, show
from bot.slack.views.presses import AGAIN, CANCEL, CHECK, REVIEW, read_press
from bot.slack.views.records import QUEUE
from tests.markup import live
from tests.people import ANY_TEXT, MOMENT
from tests.requests import REQUEST_ID, any_facts, some_facts, the_longest_facts

if TYPE_CHECKING:
    from bot.slack.views.outcomes import Message

LONG = "&" * 3000
any_row = st.builds(
    seal,
    st.integers(1, 1000),
    st.builds(
        Entry,
        fact=st.sampled_from(Fact),
        at=st.just(MOMENT),
        actor_id=ANY_TEXT,
        operation=ANY_TEXT,
        request_id=ANY_TEXT,
        subject=ANY_TEXT,
        why=ANY_TEXT,
    ),
    st.just(BEGINNING),
)
any_one = st.builds(OneRequest, any_facts, st.booleans(), st.booleans())
shown_records = st.one_of(
    any_one,
    st.builds(
        SomeRequests,
        st.sampled_from(["mine", "waiting", "all", "future"]),
        st.lists(any_one, max_size=8).map(tuple),
        st.none() | st.text(min_size=1, max_size=100),
    ),
    st.builds(
        SomeFacts,
        st.lists(any_row, max_size=20).map(tuple),
        ANY_TEXT.map(lambda text: text[:320]),
        st.booleans(),
        ANY_TEXT,
        st.none() | st.integers(1, 2**62),
    ),
)


def a_row(number: int = 1, actor_id: str = "U0BEN", fact: Fact = Fact.APPROVED, why: str = "Fine.") -> Row:
    entry = Entry(
        fact=fact,
        at=MOMENT + timedelta(minutes=number),
        actor_id=actor_id,
        operation="delete",
        request_id=REQUEST_ID,
        subject="ada@example.com",
        why=why,
    )
    return seal(number, entry, BEGINNING)


def buttons(message: Message) -> list[dict[str, Any]]:
    return [element for block in message["blocks"] if block["type"] == "actions" for element in block["elements"]]


def turns(message: Message) -> dict[str, dict[str, Any]]:
    """Where each button of the queue leads."""
    found = [button for button in buttons(message) if button["action_id"].startswith(QUEUE)]
    return {button["text"]["text"]: dict(read_press("requests", button["value"]).values) for button in found}


@given(shown_records)
def test_slack_takes_every_record(outcome: OneRequest | SomeRequests | SomeFacts) -> None:
    """Whatever people or the API wrote, and nothing in it pings or links."""
    message = show(outcome)
    assert check_message(dict(message)) == ()
    assert live(message) == []


@pytest.mark.parametrize("state", State)
def test_the_longest_requests_are_still_one_message(state: State) -> None:
    """Slack counts about twelve thousand characters in all; a page has eight."""
    one = OneRequest(the_longest_facts(state), may_review=True, may_cancel=True, is_theirs=True)
    assert check_message(dict(show(one))) == ()
    assert check_message(dict(show(SomeRequests("all", (one,) * 8, REQUEST_ID)))) == ()


def test_twenty_of_the_longest_rows_are_still_one_message() -> None:
    """As many as are read at once."""
    entry = Entry(fact=Fact.ASKED, at=MOMENT, actor_id=LONG, operation=LONG, request_id=LONG, subject=LONG, why=LONG)
    rows = tuple(seal(number, entry, BEGINNING) for number in range(20))
    assert check_message(dict(show(SomeFacts(rows, LONG)))) == ()


@pytest.mark.parametrize("which", ["mine", "waiting", "all"])
def test_an_empty_queue_is_said_in_words(which: str) -> None:
    """And leads to the other lists."""
    message = show(SomeRequests(which, ()))
    assert records.EMPTY[which] in str(message)
    assert {value["which"] for value in turns(message).values()} == {"mine", "waiting", "all"} - {which}


@pytest.mark.parametrize(
    ("may_review", "may_cancel", "offered"),
    [(False, False, []), (True, False, [REVIEW]), (False, True, [CANCEL]), (True, True, [REVIEW, CANCEL])],
)
def test_a_row_offers_what_is_theirs_to_do(*, may_review: bool, may_cancel: bool, offered: list[str]) -> None:
    """And no more; its buttons carry the request's id alone."""
    one = OneRequest(some_facts(), may_review, may_cancel)
    for message in (show(one), show(SomeRequests("all", (one,)))):
        shown = [button for button in buttons(message) if not button["action_id"].startswith(QUEUE)]
        assert [button["action_id"] for button in shown] == offered
        assert {button["value"] for button in shown} <= {REQUEST_ID}


@pytest.mark.parametrize(("state", "offered"), [(State.FAILED, [AGAIN]), (State.UNKNOWN, [CHECK]), (State.DENIED, [])])
def test_a_request_that_went_wrong_offers_the_way_on(state: State, offered: list[str]) -> None:
    """Whether or not its ending was written down, alone or in the queue."""
    one = OneRequest(some_facts(state, ending=None))
    for message in (show(one), show(SomeRequests("all", (one,)))):
        shown = [button for button in buttons(message) if not button["action_id"].startswith(QUEUE)]
        assert [button["action_id"] for button in shown] == offered


@pytest.mark.parametrize("state", [State.DENIED, State.CANCELLED, State.EXPIRED])
def test_whoever_asked_in_vain_can_ask_again(state: State) -> None:
    """They and nobody else, and through the same form."""
    message = show(OneRequest(some_facts(state), is_theirs=True))
    assert [(button["action_id"], button["text"]["text"]) for button in buttons(message)] == [(AGAIN, "Ask again")]
    assert buttons(show(OneRequest(some_facts(state)))) == []


def test_the_queue_turns_to_what_is_older() -> None:
    """On the same list; the last page has no such button."""
    one = OneRequest(some_facts())
    assert turns(show(SomeRequests("mine", (one,), REQUEST_ID)))["Older"] == {"which": "mine", "before": REQUEST_ID}
    assert "Older" not in turns(show(SomeRequests("mine", (one,))))


@pytest.mark.parametrize("state", State)
def test_a_row_says_where_it_stands(state: State) -> None:
    """And success only where it happened."""
    shown = json.dumps(show(SomeRequests("all", (OneRequest(some_facts(state)),)))).lower()
    assert "*change user* `ada@example.com`" in shown
    assert ("white_check_mark" in shown) is (state is State.SUCCEEDED)
    assert bool(re.search(r"\bdone\b|success", shown)) is (state is State.SUCCEEDED)


def test_a_row_of_the_audit_tells_who_did_what() -> None:
    """By an id that pings nobody; where it was the bot, what happened."""
    shown = str(show(SomeFacts((a_row(),))))
    assert "<@U0BEN> *approved* · <!date^" in shown
    assert "*delete* `ada@example.com` request `5f0c9d2e`\\nFine." in shown
    assert "'*Expired* · <!date^" in str(show(SomeFacts((a_row(actor_id=BOT, fact=Fact.EXPIRED),))))
    assert "<@U0BEN> *was refused* · " in str(show(SomeFacts((a_row(fact=Fact.REFUSED),))))
    assert "*Expired* · <@U0BEN> · " in str(show(SomeFacts((a_row(fact=Fact.EXPIRED),))))


@pytest.mark.parametrize("fact", Fact)
def test_every_fact_has_words(fact: Fact) -> None:
    """Whoever it was; nothing reads as if the bot were somebody."""
    for actor in ("U0BEN", BOT):
        shown = str(show(SomeFacts((a_row(actor_id=actor, fact=fact),))))
        assert ("<@U0BEN>" in shown, "by the bot" in shown) == (actor != BOT, False)


def test_the_audit_turns_to_what_is_older() -> None:
    """Narrowed down as it is; the last page has no such button."""
    (older,) = buttons(show(SomeFacts((a_row(),), "<@U0BEN>", by="U0BEN", older=7)))
    assert (older["text"]["text"], older["action_id"]) == ("Older", "turn:audit:older")
    assert read_press("audit", older["value"]).values == {"user": "<@U0BEN>", "before": 7}
    assert buttons(show(SomeFacts((a_row(),)))) == []


def test_the_audit_says_whom_it_is_of() -> None:
    """What somebody did, drawn as in its rows, or what is about an address."""
    assert "'What <@U0BEN> did'" in str(show(SomeFacts((a_row(),), "<@U0BEN|ben>", by="U0BEN")))
    assert "'About `ada@example.com`'" in str(show(SomeFacts((a_row(),), "ada@example.com")))


def test_the_newest_fact_stands_first() -> None:
    """Whatever order the rows came in, and at most twenty of them."""
    message = show(SomeFacts(tuple(a_row(number, why=f"row {number}.") for number in range(1, 26))))
    told = re.findall(r"row (\d+)\.", str(message))
    assert told == [str(number) for number in range(25, 5, -1)]


def test_an_audit_without_rows_says_so() -> None:
    """And about whom."""
    shown = str(show(SomeFacts((), "ada@example.com")))
    assert "Nothing is written down about this." in shown
    assert "`ada@example.com`" in shown


def test_an_audit_says_that_its_reader_may_not_see_all_of_it() -> None:
    """Also where no row is left, which does not say that there is none."""
    for rows in ((a_row(),), ()):
        shown = str(show(SomeFacts(rows, is_partial=True)))
        assert "Only what is about users whom you may see is shown." in shown
        assert "Nothing is written down" not in shown
    assert "Nothing that you may see is written down about this." in str(show(SomeFacts((), is_partial=True)))
