"""Requests are stored once, move by compare-and-set, and come back as they went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from bot.domain.audit import Entry, Fact
from bot.domain.request import TRANSITIONS, UNDER_WAY, Card, Chore, Ending, Impossible, Job, State
from bot.workflow.ledger import Extras, Ledger, Move, Wanted
from tests.jobs import jobs_due
from tests.people import MOMENT
from tests.requests import REQUEST_ID, a_request, a_target, a_vote, any_request
from tests.unhurried import SHARED

if TYPE_CHECKING:
    from bot.domain.request import Request
    from bot.store import SqlLedger

NOTHING = Extras()
DUE = Job(Chore.RUN, REQUEST_ID, MOMENT)
ASKED = Entry(fact=Fact.ASKED, at=MOMENT, actor_id="U0CARLA", request_id=REQUEST_ID)
SOME = Extras([ASKED], [DUE])


def another(number: int, **members: object) -> Request:
    """A request of its own: another id, form and person."""
    target = replace(a_target(), id=f"target {number}")
    shown: dict[str, Any] = {"id": f"request {number}", "submission": f"V{number}", "target": target, **members}
    return a_request(**shown)


async def is_written(ledger: SqlLedger) -> tuple[int, int]:
    """How many rows of the audit there are, and how many jobs."""
    return (await ledger.head())[0], len(await jobs_due(ledger.engine, MOMENT))


async def test_it_is_the_ledger_that_the_use_cases_ask_for(ledger: SqlLedger) -> None:
    """Every method of the port is there, with the types that it names."""
    port: Ledger = ledger
    assert await port.find("nobody") is None


async def test_a_request_comes_back_as_it_went_in(ledger: SqlLedger) -> None:
    """Its hash included; nothing is lost on the way."""
    filed = await ledger.file(a_request(), SOME)
    assert (filed.is_new, filed.request) == (True, a_request())
    assert await ledger.find(REQUEST_ID) == a_request()
    assert await is_written(ledger) == (1, 1)


@settings(max_examples=30, suppress_health_check=SHARED)
@given(request=any_request)
async def test_any_text_can_be_stored(ledger: SqlLedger, request: Request) -> None:
    """What no database can keep becomes a replacement character; all else comes back."""
    await ledger.file(request, NOTHING)
    (found, *_) = await ledger.requests(Wanted(limit=1000))
    assert found.state in State
    assert "\0" not in found.id + found.subject + found.requester_name


async def test_one_form_makes_one_request(ledger: SqlLedger) -> None:
    """However often it arrives, and whatever became of the first; nothing is written a second time."""
    await ledger.file(a_request(), SOME)
    again = await ledger.file(another(2, submission="V0FORM"), SOME)
    assert (again.is_new, again.request.id) == (False, REQUEST_ID)
    await ledger.move(Move(REQUEST_ID, State.PENDING, State.DENIED), NOTHING)
    late = await ledger.file(another(3, submission="V0FORM"), SOME)
    assert (late.is_new, late.request.state) == (False, State.DENIED)
    assert await is_written(ledger) == (1, 1)


@pytest.mark.parametrize("state", State)
async def test_the_same_thing_is_under_way_once(ledger: SqlLedger, state: State) -> None:
    """The same operation on the same user waits for the first one's end; in any other case it is a new one."""
    first = a_request(state)
    await ledger.file(first, NOTHING)
    assert (await ledger.file(another(2, operation="delete", target=first.target), NOTHING)).is_new
    same = await ledger.file(another(3, target=replace(a_target(), email="ADA@new.example.com")), NOTHING)
    assert same.is_new == (state not in UNDER_WAY)
    assert same.request.id == ("request 3" if same.is_new else REQUEST_ID)


async def test_somebody_who_is_not_there_yet_is_known_by_their_address(ledger: SqlLedger) -> None:
    """In any case, and with blanks around it."""
    await ledger.file(another(1, operation="create", target=None, subject="Zoe@example.com"), NOTHING)
    same = await ledger.file(another(2, operation="create", target=None, subject=" zoe@EXAMPLE.com"), NOTHING)
    assert not same.is_new


@pytest.mark.parametrize(("before", "after"), [(one, two) for one in State for two in State])
async def test_only_moves_of_the_table_are_made(ledger: SqlLedger, before: State, after: State) -> None:
    """Any other raises Impossible, and changes nothing."""
    await ledger.file(a_request(before), NOTHING)
    move = Move(REQUEST_ID, before, after, Ending("DONE", "It is done.", ("a detail",)))
    if after not in TRANSITIONS[before]:
        with pytest.raises(Impossible):
            await ledger.move(move, SOME)
        return
    moved = await ledger.move(move, SOME)
    assert (moved.happened, moved.request.state, moved.request.version) == (True, after, 2)
    assert (moved.request.ending, moved.request.changed_at) == (move.ending, MOMENT)
    assert await ledger.find(REQUEST_ID) == moved.request


async def test_who_comes_too_late_gets_the_request_as_it_stands(ledger: SqlLedger) -> None:
    """And nothing that they brought along is written."""
    await ledger.file(a_request(), NOTHING)
    await ledger.move(Move(REQUEST_ID, State.PENDING, State.CANCELLED), NOTHING)
    late = await ledger.move(Move(REQUEST_ID, State.PENDING, State.EXPIRED), SOME)
    assert (late.happened, late.request.state, late.request.version) == (False, State.CANCELLED, 2)
    assert await is_written(ledger) == (0, 0)


async def test_an_ending_stays_when_nothing_replaces_it(ledger: SqlLedger) -> None:
    """A move without one keeps what was said before."""
    await ledger.file(a_request(State.RUNNING), NOTHING)
    lost = Ending("UNKNOWN", "The answer was lost.")
    await ledger.move(Move(REQUEST_ID, State.RUNNING, State.UNKNOWN, lost), NOTHING)
    moved = await ledger.move(Move(REQUEST_ID, State.UNKNOWN, State.FAILED), NOTHING)
    assert moved.request.ending == lost


async def test_a_request_that_is_not_there_cannot_move(ledger: SqlLedger) -> None:
    """LookupError, for a move and for a vote."""
    with pytest.raises(LookupError):
        await ledger.move(Move("gone", State.PENDING, State.EXPIRED), NOTHING)
    with pytest.raises(LookupError):
        await ledger.vote(a_vote(), 1, NOTHING, NOTHING)


async def test_a_quorum_is_of_distinct_people(ledger: SqlLedger) -> None:
    """Whoever approves twice is counted once; the last one approves, and only what belongs to that is written."""
    await ledger.file(a_request(), NOTHING)
    first = await ledger.vote(a_vote("Ben", "yes"), 2, Extras([ASKED]), SOME)
    assert (first.happened, first.request.state, first.request.version) == (True, State.PENDING, 2)
    again = await ledger.vote(a_vote("Ben"), 2, SOME, SOME)
    assert (again.happened, again.request) == (False, first.request)
    assert await is_written(ledger) == (1, 0)
    second = await ledger.vote(a_vote("Dora"), 2, Extras([ASKED]), SOME)
    assert (second.request.state, second.request.version) == (State.APPROVED, 3)
    assert await is_written(ledger) == (2, 1)
    assert await ledger.votes(REQUEST_ID) == (a_vote("Ben", "yes"), a_vote("Dora"))


async def test_one_denial_is_enough(ledger: SqlLedger) -> None:
    """And nobody can vote after it, nor after any other end."""
    await ledger.file(a_request(), NOTHING)
    denied = await ledger.vote(a_vote("Ben", approves=False), 1, Extras([ASKED]), SOME)
    assert (denied.request.state, await is_written(ledger)) == (State.DENIED, (1, 0))
    late = await ledger.vote(a_vote("Dora"), 1, SOME, SOME)
    assert (late.happened, late.request.state) == (False, State.DENIED)
    assert len(await ledger.votes(REQUEST_ID)) == 1


async def test_requests_are_listed_newest_first_and_by_pages(ledger: SqlLedger) -> None:
    """Of one person or in some states, if asked; a page begins after the last one's end, also within a moment."""
    for number in range(7):
        at = MOMENT + timedelta(seconds=number // 2)
        state = State.PENDING if number % 2 else State.DENIED
        await ledger.file(another(number, created_at=at, requester_id=f"U{number % 3}", state=state), NOTHING)
    first = await ledger.requests(Wanted(limit=4))
    rest = await ledger.requests(Wanted(limit=4, before=first[-1].id))
    assert [request.id for request in (*first, *rest)] == [f"request {number}" for number in (6, 5, 4, 3, 2, 1, 0)]
    assert [each.id for each in await ledger.requests(Wanted(requester_id="U1"))] == ["request 4", "request 1"]
    pending = await ledger.requests(Wanted(states=(State.PENDING,)))
    assert [each.id for each in pending] == ["request 5", "request 3", "request 1"]
    assert len(await ledger.requests(Wanted(before="gone"))) == 7


async def test_a_request_is_found_by_the_beginning_that_people_are_shown(ledger: SqlLedger) -> None:
    """Unless it is two requests' beginning, or too short; nothing in it is a wildcard."""
    await ledger.file(a_request(), NOTHING)
    assert await ledger.find(REQUEST_ID[:8]) == a_request()
    for nothing in (REQUEST_ID[:7], "%%%%%%%%", "________", "\0" * 8, ""):
        assert await ledger.find(nothing) is None
    await ledger.file(another(2, id=f"{REQUEST_ID[:8]}-another"), NOTHING)
    assert await ledger.find(REQUEST_ID[:8]) is None
    assert await ledger.find(REQUEST_ID) == a_request()


async def test_a_card_is_kept_once_and_never_gets_older(ledger: SqlLedger) -> None:
    """Whoever drew an older version later does not take it back."""
    await ledger.file(a_request(), NOTHING)
    card = Card(REQUEST_ID, "U0BEN", "D0BEN", "1.0", 3)
    for drawn in (3, 1):
        await ledger.keep_cards([replace(card, drawn=drawn)])
    assert await ledger.cards(REQUEST_ID) == (card,)
    another_one = replace(card, ts="2.0")
    await ledger.keep_cards([another_one, replace(card, drawn=4)])
    assert await ledger.cards(REQUEST_ID) == (replace(card, drawn=4), another_one)
    await ledger.forget_card(card)
    assert await ledger.cards(REQUEST_ID) == (another_one,)


async def test_a_card_that_was_clicked_first_is_its_addressees(ledger: SqlLedger) -> None:
    """By a click only the channel is known; whom it was posted for stays, whoever tells of it last."""
    await ledger.file(a_request(), NOTHING)
    posted, clicked = (Card(REQUEST_ID, addressee, "D0BEN", "1.0") for addressee in ("U0BEN", "D0BEN"))
    for told in (clicked, posted, clicked):
        await ledger.keep_cards([told])
    assert await ledger.cards(REQUEST_ID) == (posted,)
