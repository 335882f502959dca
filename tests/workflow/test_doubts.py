"""Runs whose end nobody saw: what is found out by reading, and what somebody says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.command import Mark
from bot.domain.audit import BOT, Fact
from bot.domain.errors import Unavailable
from bot.domain.request import State, Target
from bot.workflow.doubts import LAPSED, TOO_EARLY
from bot.workflow.endings import entry_about
from bot.workflow.ledger import Extras, Move
from tests.requests import REQUEST_ID, a_request
from tests.workflow.batches.lists import ALICE

if TYPE_CHECKING:
    from bot.domain.request import Request
    from tests.workflow.life.office import Office

ZOE = "zoe@example.com"


async def in_doubt(office: Office, state: State = State.UNKNOWN, operation: str = "update") -> Request:
    """A run about Ada that ended now, in the database's time."""
    user = office.account.user("ada@example.com")
    assert user is not None
    target = Target(user.id, user.email, user.name, user.role, user.status)
    params = {"name": "Ada King"} if operation == "update" else {}
    request = a_request(State.RUNNING, operation=operation, target=target, params=params, created_at=office.now)
    await office.ledger.file(request, Extras())
    if state is State.UNKNOWN:
        await office.ledger.move(Move(REQUEST_ID, State.RUNNING, State.UNKNOWN), Extras())
    return await stands(office)


async def stands(office: Office) -> Request:
    request = await office.ledger.find(REQUEST_ID)
    assert request is not None
    return request


async def test_a_run_whose_lease_ended_is_in_doubt(office: Office) -> None:
    """Whatever still runs elsewhere; one that is over already is left as it is."""
    await in_doubt(office, State.RUNNING)
    for _ in range(2):
        await office.doubts.lapse(REQUEST_ID)
    request = await stands(office)
    assert request.ending is not None
    assert (request.state, request.ending.mark, request.ending.sentence) == (State.UNKNOWN, "UNKNOWN", LAPSED)
    assert [(row.entry.fact, row.entry.actor_id) for row in await office.rows()] == [(Fact.UNKNOWN, BOT)]


async def test_what_arize_shows_happened(office: Office) -> None:
    """At once; a user who is gone was deleted."""
    user = office.account.user("ada@example.com")
    assert user is not None
    await in_doubt(office, operation="delete")
    with pytest.raises(Unavailable) as raised:
        await office.doubts.reconcile(REQUEST_ID)
    assert str(raised.value) == TOO_EARLY
    office.account.forget(user)
    await office.doubts.reconcile(REQUEST_ID)
    request = await stands(office)
    assert request.ending is not None
    assert (request.state, request.ending.mark) == (State.SUCCEEDED, Mark.DONE.name)
    assert request.ending.sentence == "The user was deleted: Arize does not have them any more."


@pytest.mark.parametrize(("early", "state"), [(timedelta(seconds=1), State.UNKNOWN), (timedelta(), State.FAILED)])
async def test_what_arize_does_not_show_after_a_minute_did_not_happen(
    office: Office, early: timedelta, state: State
) -> None:
    """Not a second earlier."""
    await in_doubt(office)
    office.now += office.timing.doubt - early
    try:
        await office.doubts.reconcile(REQUEST_ID)
    except Unavailable:
        assert early
    assert (await stands(office)).state is state


async def test_arize_that_does_not_answer_tells_nothing(office: Office) -> None:
    """With the sentence that says why, and what the key lacks."""
    await in_doubt(office)
    office.now += office.timing.doubt
    for status, words in ((503, "Arize failed"), (403, "it needs USER_UPDATE")):
        office.line.refuses = status
        with pytest.raises(Unavailable, match=words):
            await office.doubts.reconcile(REQUEST_ID)
    assert (await stands(office)).state is State.UNKNOWN


async def test_what_leaves_no_trace_stays_in_doubt(office: Office) -> None:
    """A mail is not to be read anywhere: somebody has to say."""
    await in_doubt(office, operation="resend")
    office.now += office.timing.doubt
    await office.doubts.reconcile(REQUEST_ID)
    assert (await stands(office)).state is State.UNKNOWN
    assert await office.rows() == []


@pytest.mark.parametrize(
    ("happened", "state", "mark", "said"),
    [
        (True, State.SUCCEEDED, "DONE", "It was done, as somebody found out: She told me."),
        (False, State.FAILED, "FAILED", "It was not done, as somebody found out: She told me."),
    ],
)
async def test_whoever_found_it_out_is_written_down_with_what_they_said(
    office: Office,
    happened: bool,  # noqa: FBT001 - a parameter of the test
    state: State,
    mark: str,
    said: str,
) -> None:
    """Once: what was said first stays."""
    request = await in_doubt(office)
    words: dict[str, Any] = {"happened": happened, "comment": "She told me."}
    moved = await office.doubts.settle(request, "U0BEN", **words)
    assert moved.happened
    assert moved.request.ending is not None
    assert (moved.request.state, moved.request.ending.mark, moved.request.ending.sentence) == (state, mark, said)
    assert (await office.rows())[-1].entry.actor_id == "U0BEN"
    late = await office.doubts.settle(request, "U0CARLA", happened=not happened, comment="No.")
    assert (late.happened, late.request.state) == (False, state)


async def creating(office: Office, *facts: Fact, **params: str) -> Request:
    """A run for Zoe that began now and whose end is not known; `facts` are what the audit says of it besides."""
    params = {"email": ZOE, "name": "Zoe", **params}
    filed = office.now - timedelta(hours=1)
    request = a_request(
        State.RUNNING, operation="create", target=None, subject=ZOE, params=params, created_at=filed, ending=None
    )
    rows = [entry_about(request, fact, office.now) for fact in (Fact.RUN, *facts)]
    await office.ledger.file(request, Extras(rows))
    await office.ledger.move(Move(REQUEST_ID, State.RUNNING, State.UNKNOWN), Extras())
    return request


async def test_a_request_without_a_user_is_looked_up_by_what_was_asked(office: Office) -> None:
    """Somebody who is there now was created."""
    await creating(office)
    office.account.add_user("Zoe", ZOE, status="INVITED")
    await office.doubts.reconcile(REQUEST_ID)
    assert (await stands(office)).state is State.SUCCEEDED


@pytest.mark.parametrize(
    ("name", "status", "minutes", "state"),
    [
        ("Zoe", "ACTIVE", 0, State.SUCCEEDED),
        ("Zoe", "EXPIRED", 0, State.SUCCEEDED),
        ("Zoe", "ACTIVE", -1, State.SUCCEEDED),
        ("Zoe", "ACTIVE", -2, State.UNKNOWN),
        ("Zoe", "EXPIRED", -2, State.FAILED),
        ("Zoe", "INVITED", -2, State.SUCCEEDED),
        ("Zoe Quist", "ACTIVE", 0, State.UNKNOWN),
        ("Zoe Quist", "INVITED", 0, State.UNKNOWN),
        ("Zoe Quist", "ACTIVE", -2, State.FAILED),
        ("Zoe Quist", "INVITED", -2, State.FAILED),
    ],
)
async def test_whoever_was_created_since_was_created_by_it(
    office: Office, name: str, status: str, minutes: int, state: State
) -> None:
    """Also if they followed their invitation already; two clocks may differ by a minute.

    Who has another name may come from others, and who was there before may have been invited once more after theirs
    had expired: nobody claims that nothing was done, and a person has to say.
    """
    await creating(office)
    office.account.add_user(name, ZOE, status=status, created_at=office.now + timedelta(minutes=minutes))
    office.now += office.timing.doubt
    await office.doubts.reconcile(REQUEST_ID)
    assert (await stands(office)).state is state
    _, asks = await office.decisions.check(ALICE, REQUEST_ID)
    assert asks is (state is State.UNKNOWN)


UNSURE = "zoe@example.com is there, but it is not known whether the temporary password went out."
THERE = "zoe@example.com is there. How the run ended was lost on the way."


@pytest.mark.parametrize(
    ("facts", "status", "mark", "said"),
    [
        ((), "INVITED", "PARTLY_DONE", UNSURE),
        ((Fact.PASSWORD_NOT_DELIVERED,), "INVITED", "PARTLY_DONE", UNSURE),
        ((Fact.PASSWORD_DELIVERED,), "INVITED", "DONE", THERE),
        ((), "ACTIVE", "DONE", THERE),
    ],
)
async def test_a_password_that_went_out_is_not_said_to_be_lost(
    office: Office, facts: tuple[Fact, ...], status: str, mark: str, said: str
) -> None:
    """The audit knows; where it does not, the sentence is true either way. Whoever signed in had it."""
    await creating(office, *facts, invite_mode="TEMPORARY_PASSWORD")
    office.account.add_user("Zoe", ZOE, status=status)
    await office.doubts.reconcile(REQUEST_ID)
    ending = (await stands(office)).ending
    assert ending is not None
    assert (ending.mark, ending.sentence) == (mark, said)
    assert any("went out by direct message" in each for each in ending.details) is (Fact.PASSWORD_DELIVERED in facts)


async def test_what_was_delivered_under_another_request_says_nothing_of_this_one(office: Office) -> None:
    """Nor does what is about somebody else."""
    other = replace(await creating(office, invite_mode="TEMPORARY_PASSWORD"), id="other")
    await office.ledger.note(entry_about(other, Fact.PASSWORD_DELIVERED, office.now))
    await office.ledger.note(
        replace(entry_about(await stands(office), Fact.PASSWORD_DELIVERED, office.now), subject="")
    )
    office.account.add_user("Zoe", ZOE, status="INVITED")
    await office.doubts.reconcile(REQUEST_ID)
    ending = (await stands(office)).ending
    assert ending is not None
    assert ending.sentence == UNSURE
