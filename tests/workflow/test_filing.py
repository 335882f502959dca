"""A form that was sent: what is stored of it, what follows, and what whoever sent it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.command import Action, Mark, Started, Told, Waiting
from bot.domain.audit import Fact
from bot.domain.errors import Mistake, Refused
from bot.domain.request import Chore, State
from bot.workflow.filing import Submission
from tests.jobs import jobs_due
from tests.workflow.life.homes import ALICE, BEN, DEV, NIA
from tests.workflow.life.town import Remembering

if TYPE_CHECKING:
    from typing import Any

    from bot.command import Call, Outcome
    from bot.domain.request import Request
    from tests.workflow.life.office import Office

HOURS = {Chore.CARDS: 0, Chore.HOMES: 0, Chore.REMIND: 24, Chore.EXPIRE: 72}
ZOE = {"email": "zoe@example.com", "name": "Zoe"}


def update(office: Office, values: dict[str, str], form: str = "V1", **members: Any) -> Submission:  # noqa: ANN401 - a form says whom it showed, or not
    """A form about Ada."""
    ada = office.account.user("ada@example.com")
    assert ada is not None
    shown: dict[str, Any] = {"user_id": ada.id, "confirmed": ada.email, **members}
    return Submission(form, office.desk.command("update"), values, **shown)


def create(office: Office, form: str = "V1", **values: str) -> Submission:
    return Submission(form, office.desk.command("create"), {**ZOE, **values})


async def the_request(office: Office) -> Request:
    return (await office.requests())[0]


async def test_what_others_have_to_approve_is_stored_as_it_was_asked(office: Office) -> None:
    """With whom it is about as the API has them, its row of the audit, and all that is to happen to it."""
    submitted = await office.filing.submit(DEV, update(office, {"name": "Ada King", "reason": "Married."}))
    outcome, request_id = submitted.outcome, submitted.request_id
    request = await the_request(office)
    assert isinstance(outcome, Waiting)
    assert (outcome.facts.request, outcome.facts.label, outcome.facts.votes) == (request, "Update user", ())
    assert (request.id, request.submission, request.operation) == (request_id, "V1", "update")
    assert (request.requester_id, request.requester_name, request.subject) == ("U0DEV", "Dev", "ada@example.com")
    assert request.params["name"] == "Ada King"
    assert (request.state, request.needed, request.created_at) == (State.PENDING, 1, office.now)
    assert request.is_as_asked
    assert request.target is not None
    assert (request.target.email, request.target.status) == ("ada@example.com", "INVITED")
    due = await jobs_due(office.ledger.engine, office.now + timedelta(days=9))
    assert {job.chore: job.due_at - office.now for job in due} == {
        chore: timedelta(hours=hours) for chore, hours in HOURS.items()
    }
    entry = (await office.rows())[-1].entry
    assert (entry.fact, entry.actor_id, entry.request_id) == (Fact.ASKED, "U0DEV", request_id)
    assert entry.why == "You have the role “requesters”. It takes 1 approval. Married."


async def test_what_may_run_at_once_is_done_and_told(office: Office) -> None:
    """With the reason that was given; another process takes it up only when this one had time enough."""
    submitted = await office.filing.submit(ALICE, update(office, {"name": "Ada King", "reason": "Married."}))
    outcome, request_id = submitted.outcome, submitted.request_id
    assert isinstance(outcome, Told)
    assert (outcome.mark, outcome.details[-1]) == (Mark.DONE, "Reason: Married.")
    request = await the_request(office)
    assert (request.id, request.needed, request.state) == (request_id, 0, State.SUCCEEDED)
    due = {
        job.chore: job.due_at - office.now
        for job in await jobs_due(office.ledger.engine, office.now + timedelta(days=9))
    }
    assert due[Chore.RUN] == office.timing.grace
    ada = office.account.user("ada@example.com")
    assert ada is not None
    assert ada.name == "Ada King"


async def test_nothing_is_said_of_a_reason_that_nobody_gave(office: Office) -> None:
    outcome = (await office.filing.submit(ALICE, update(office, {"name": "Ada King"}))).outcome
    assert isinstance(outcome, Told)
    assert [detail for detail in outcome.details if "Reason" in detail] == []


async def test_whoever_sends_a_form_is_looked_up_anew(office: Office) -> None:
    """What Slack said when it was opened may be an hour old."""
    office.town = town = Remembering()
    office.restart()
    await office.filing.submit(ALICE, update(office, {"name": "Ada King"}))
    assert town.fresh[:2] == [True, True]


async def test_the_same_form_twice_is_carried_out_once(office: Office) -> None:
    """Whichever of the two is told so."""
    await office.filing.submit(DEV, create(office))
    with pytest.raises(Mistake, match="arrived twice"):
        await office.filing.submit(DEV, create(office))
    assert len(await office.requests()) == 1


@pytest.mark.parametrize(("who", "looks"), [(BEN, True), (NIA, False)])
async def test_what_is_under_way_already_is_not_filed_again(office: Office, who: Any, looks: bool) -> None:  # noqa: ANN401, FBT001 - parameters of the test
    """Those whose business it is are led to it; the others learn who asked, and no more."""
    await office.filing.submit(DEV, create(office, role="ADMIN"))
    submitted = await office.filing.submit(who, create(office, "V2", role="ADMIN"))
    outcome, request_id = submitted.outcome, submitted.request_id
    first = await the_request(office)
    assert isinstance(outcome, Told)
    assert (outcome.mark, request_id) == (Mark.NOTHING_CHANGED, "")
    assert outcome.sentence.startswith("Dev asked for “Create user” about the same person already")
    action = Action("request", "Show the request", values={"id": first.id})
    assert outcome.actions == ((action,) if looks else ())


@pytest.mark.parametrize(
    ("approvals", "words"),
    [(0, "is not decided yet (0 of 2)."), (1, "is not decided yet (1 of 2)."), (2, "is not done yet.")],
)
async def test_whoever_asks_twice_hears_how_theirs_stands(office: Office, approvals: int, words: str) -> None:
    """And is led to it."""
    await office.filing.submit(DEV, create(office, role="ADMIN"))
    first = await the_request(office)
    for slack_id in ("U0ALICE", "U0BEN")[:approvals]:
        await office.approves(slack_id, first)
    outcome = (await office.filing.submit(DEV, create(office, "V2", role="ADMIN"))).outcome
    assert isinstance(outcome, Told)
    said = f"You asked for “Create user” about the same person already, and that {words} Nothing was filed."
    assert (outcome.mark, outcome.sentence) == (Mark.NOTHING_CHANGED, said)
    assert outcome.actions == (Action("request", "Show the request", values={"id": first.id}),)


async def test_what_failed_can_be_edited_and_tried_again(office: Office) -> None:
    """What was typed is not lost; where the end is not known it leads to the user, whom to look at first."""

    async def declines(_call: Call[Any]) -> Outcome:
        raise Mistake("Not today.")

    async def breaks(_call: Call[Any]) -> Outcome:
        return Told(Mark.UNKNOWN, "Who knows.")

    values = {"name": "Ada King"}
    for form, run, command, label, filled in (
        ("V1", declines, "update", "Edit and try again", values),
        ("V2", breaks, "get", "Look at the user", {}),
    ):
        sent = update(office, values, form)
        submitted = await office.filing.submit(ALICE, replace(sent, command=replace(sent.command, run=run)))
        outcome = submitted.outcome
        assert isinstance(outcome, Told)
        assert outcome.actions == (Action(command, label, sent.user_id, values=filled),)


async def test_ways_on_that_a_command_offers_itself_are_kept(office: Office) -> None:
    async def run(_call: Call[Any]) -> Outcome:
        return Told(Mark.FAILED, "No.", actions=(Action("list", "List users"),))

    sent = update(office, {"name": "Ada King"})
    outcome = (await office.filing.submit(ALICE, replace(sent, command=replace(sent.command, run=run)))).outcome
    assert isinstance(outcome, Told)
    assert outcome.actions == (Action("list", "List users"),)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"user_id": None}, "The form did not say whom it is about. Type the command again."),
        ({"confirmed": None}, "The user's address changed since the form was opened"),
        ({"confirmed": "ada@elsewhere.example"}, "The user's address changed since the form was opened"),
    ],
)
async def test_a_form_is_about_whom_it_showed(office: Office, members: dict[str, Any], words: str) -> None:
    """By the id, and by the address that was seen."""
    with pytest.raises(Mistake) as raised:
        await office.filing.submit(ALICE, update(office, {"name": "Ada King"}, **members))
    assert str(raised.value).startswith(words)
    assert await office.requests() == ()


async def test_rights_are_asked_for_with_all_that_was_filled_in(office: Office) -> None:
    """Admins create members at once; for another admin it takes two of them."""
    outcome = (await office.filing.submit(ALICE, create(office, role="ADMIN"))).outcome
    assert isinstance(outcome, Waiting)
    request = await the_request(office)
    assert (request.needed, request.target, request.subject) == (2, None, "zoe@example.com")
    assert None not in request.params.values()
    with pytest.raises(Refused):
        await office.filing.submit(NIA, Submission("V3", office.desk.command("review"), {}))


async def test_what_somebody_said_is_read_before_it_is_done(office: Office) -> None:
    """A sentence for each parameter that is wrong."""
    with pytest.raises(Mistake):
        await office.filing.submit(ALICE, create(office, email="zoe"))
    assert await office.requests() == ()


async def test_a_list_is_begun_in_the_background(office: Office) -> None:
    """Under the number of its users, for whoever may do it at once."""
    values = {"text": "zoe@example.com\nyan@example.com"}

    async def quiet(_words: str) -> None: ...

    command = office.desk.command("bulk-create")
    preview = await office.lists.drafting.draw_up(office.desk, ALICE, command, values, quiet)
    sent = Submission("V1", command, {}, draft_id=preview.draft_id)
    outcome = (await office.filing.submit(ALICE, sent)).outcome
    assert isinstance(outcome, Started)
    assert outcome.facts.votes == ()
    request = await the_request(office)
    assert (request.subject, request.state, request.rows) == ("2 users", State.APPROVED, 2)
    due = await jobs_due(office.ledger.engine, office.now)
    assert [(job.chore, job.key) for job in due] == [(Chore.RUN, request.id)]
