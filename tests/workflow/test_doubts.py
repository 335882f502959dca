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
from bot.workflow.ledger import Extras, Move
from tests.requests import REQUEST_ID, a_request

if TYPE_CHECKING:
    from bot.domain.request import Request
    from tests.workflow.life.office import Office


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


async def test_a_request_without_a_user_is_looked_up_by_what_was_asked(office: Office) -> None:
    """Somebody who is there now was created."""
    asked = a_request(
        State.UNKNOWN, operation="create", target=None, params={"email": "zoe@example.com", "name": "Zoe"}
    )
    await office.ledger.file(replace(asked, created_at=office.now), Extras())
    office.account.add_user("Zoe", "zoe@example.com", status="INVITED")
    await office.doubts.reconcile(REQUEST_ID)
    assert (await stands(office)).state is State.SUCCEEDED
