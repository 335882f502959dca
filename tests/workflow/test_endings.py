"""What is written down with the begin and the end of a run, and what has to follow from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.command import Mark, Told
from bot.domain.audit import BOT, Fact
from bot.domain.request import Chore, State
from bot.workflow.ledger import Extras
from tests.jobs import jobs_due
from tests.people import a_user
from tests.requests import REQUEST_ID, a_request, a_target

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.request import Request
    from tests.workflow.life.office import Office

ROWS = {"rows": [{"number": 1, "subject": "zoe@example.com"}]}


async def stored(office: Office, state: State, **members: Any) -> Request:  # noqa: ANN401 - any member of a request
    request = a_request(state, ending=None, **members)
    await office.ledger.file(request, Extras())
    return request


async def left_behind(office: Office) -> dict[Chore, timedelta]:
    """What has to be done, and in how long."""
    jobs = await jobs_due(office.ledger.engine, office.now + timedelta(days=9))
    return {job.chore: job.due_at - office.now for job in jobs}


async def test_a_run_has_a_lease_from_when_it_begins(office: Office) -> None:
    request = await stored(office, State.APPROVED)
    begun = await office.runs.endings.begin(request)
    assert (begun.happened, begun.request.state) == (True, State.RUNNING)
    assert await left_behind(office) == {Chore.LEASE: office.timing.lease}
    entry = (await office.rows())[-1].entry
    assert (entry.fact, entry.actor_id, entry.why, entry.at) == (Fact.RUN, BOT, "", office.now)
    assert (entry.operation, entry.request_id, entry.subject) == ("update", REQUEST_ID, "ada@example.com")
    assert not (await office.runs.endings.begin(request)).happened


async def test_a_list_begins_with_its_first_turn(office: Office) -> None:
    """Each turn has a lease of its own; whatever shows the request is drawn again, and somebody is woken."""
    rung: list[datetime] = []
    request = await stored(office, State.APPROVED, operation="bulk-create", params=ROWS, target=None)
    await replace(office.runs.endings, ring=lambda: rung.append(office.now)).begin(request)
    now = timedelta()
    assert await left_behind(office) == {Chore.BATCH: now, Chore.CARDS: now, Chore.HOMES: now}
    assert rung == [office.now]


@pytest.mark.parametrize(
    ("mark", "state", "fact"),
    [
        (Mark.DONE, State.SUCCEEDED, Fact.SUCCEEDED),
        (Mark.PARTLY_DONE, State.SUCCEEDED, Fact.SUCCEEDED),
        (Mark.NOTHING_CHANGED, State.SUCCEEDED, Fact.SUCCEEDED),
        (Mark.FAILED, State.FAILED, Fact.FAILED),
        (Mark.UNKNOWN, State.UNKNOWN, Fact.UNKNOWN),
    ],
)
async def test_an_end_is_kept_in_the_words_that_people_are_told(
    office: Office, mark: Mark, state: State, fact: Fact
) -> None:
    """In the request and in the audit; what it says of the user is not kept."""
    request = await stored(office, State.RUNNING)
    told = Told(mark, "So it ended.", a_user(), details=("This too.", "", "And this."))
    moved = await office.runs.endings.write(request, State.RUNNING, told, "U0BEN")
    assert (moved.happened, moved.request.state) == (True, state)
    ending = moved.request.ending
    assert ending is not None
    assert (ending.mark, ending.sentence, ending.details) == (mark.name, "So it ended.", ("This too.", "And this."))
    entry = (await office.rows())[-1].entry
    assert (entry.fact, entry.actor_id, entry.why) == (fact, "U0BEN", "So it ended.")


@pytest.mark.parametrize(
    ("members", "mark", "expected"),
    [
        ({"needed": 1}, Mark.DONE, {Chore.TELL: 0, Chore.HOMES: 0, Chore.CARDS: 0}),
        ({"needed": 0}, Mark.DONE, {Chore.TELL: 30, Chore.HOMES: 0}),
        ({"needed": 0, "params": ROWS}, Mark.DONE, {Chore.TELL: 0, Chore.HOMES: 0}),
        ({"needed": 0}, Mark.UNKNOWN, {Chore.TELL: 30, Chore.HOMES: 0, Chore.RECONCILE: 2}),
        ({"needed": 0, "operation": "delete"}, Mark.DONE, {Chore.TELL: 30, Chore.HOMES: 0, Chore.DELETED: 0}),
        ({"needed": 0, "operation": "delete"}, Mark.FAILED, {Chore.TELL: 30, Chore.HOMES: 0}),
        ({"needed": 0, "operation": "delete", "target": None}, Mark.DONE, {Chore.TELL: 30, Chore.HOMES: 0}),
    ],
)
async def test_whoever_ran_it_has_a_while_to_answer_themselves(
    office: Office, members: dict[str, Any], mark: Mark, expected: dict[Chore, int]
) -> None:
    """Seconds until each is due: what others approved is told at once, and what is in doubt is looked after soon."""
    request = await stored(office, State.RUNNING, **members)
    await office.runs.endings.write(request, State.RUNNING, Told(mark, "So it ended."))
    assert await left_behind(office) == {chore: timedelta(seconds=after) for chore, after in expected.items()}
    assert (await office.rows())[-1].entry.actor_id == BOT


async def test_cards_about_a_leaver_end_with_their_user(office: Office) -> None:
    """Whoever is deleted by a request is looked for by the id of the user."""
    request = await stored(office, State.RUNNING, operation="delete", target=a_target())
    await office.runs.endings.write(request, State.RUNNING, Told(Mark.DONE, "Gone."))
    jobs = await jobs_due(office.ledger.engine, office.now)
    assert {job.chore: job.key for job in jobs}[Chore.DELETED] == "VXNlcjox=="
