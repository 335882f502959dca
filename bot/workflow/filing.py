"""A form that was sent becomes a request: run at once where the policy says so, else put before others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import structlog

from bot.command import Action, BatchParams, Mark, Outcome, Started, Told, Waiting
from bot.domain.audit import Fact
from bot.domain.batch import people
from bot.domain.errors import Mistake
from bot.domain.people import same_address
from bot.domain.references import ById
from bot.domain.request import Chore, Job, Request, State, digest
from bot.workflow.deciders import deciders
from bot.workflow.describe import described, labelled, read_params, target_of
from bot.workflow.endings import entry_about, told_to_leavers
from bot.workflow.explain import explained
from bot.workflow.ledger import Extras

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.arize import User
    from bot.command import Command, Params
    from bot.domain.people import Person
    from bot.domain.policy import Decision
    from bot.workflow.batches.drafting import Drafting
    from bot.workflow.desk import Desk
    from bot.workflow.gate import Asker
    from bot.workflow.ledger import Ledger
    from bot.workflow.runs import Runs
    from bot.workflow.timing import Timing

log = structlog.get_logger(__name__)

TWICE = "This form arrived twice. It is carried out once, and you get one result."


NOT_THE_NUMBER = "The number that was typed is not the number of users, so nothing was done. Open the preview again."


@dataclass(frozen=True)
class Submission:
    """A form that was sent. `confirmed` is the address of the user whom the form showed.

    For a batch it is the number of users that was typed, where that is asked for; `draft_id` names what was shown.
    """

    id: str
    command: Command[Any]
    values: Mapping[str, str]
    user_id: str | None = None
    confirmed: str | None = None
    draft_id: str = ""


@dataclass(frozen=True)
class Draft:
    """What is known when a form was checked, and before it is a request."""

    person: Person
    params: Params
    user: User | None
    decision: Decision


@dataclass(frozen=True)
class Submitted:
    """What came of a form. `request_id` is empty where it made no request.

    `tell` is the job by which another process tells it too, for want of whoever is answering now.
    """

    outcome: Outcome
    request_id: str = ""
    tell: Job | None = None


@dataclass(frozen=True)
class Filing:
    """`ring` wakes whoever does the jobs that were just written."""

    desk: Desk
    ledger: Ledger
    runs: Runs
    timing: Timing
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    ring: Callable[[], None]
    drafting: Drafting

    async def submit(self, asker: Asker, submission: Submission, desk: Desk | None = None) -> Submitted:
        """Take a sent form in, once. Raises Expected where no request was made of it."""
        desk = desk or self.desk
        draft = await self._draft(desk, asker, submission)
        filed = await self.ledger.file(*self._request(draft, submission))
        request = filed.request
        if not filed.is_new:
            return Submitted(await self._known(draft.person, request, submission))
        log.info("request.submitted", request=request.id, operation=request.operation, needed=request.needed)
        if request.state is State.PENDING:
            self.ring()
            return Submitted(await self._waiting(submission.command, request), request.id)
        if request.rows:
            self.ring()
            return Submitted(Started(described(submission.command, request, ())), request.id)
        call = desk.call(draft.person, draft.params, draft.user, request.id)
        ran = await self.runs.start(request, submission.command, call)
        told = _with_reason(_with_ways_on(ran.told, submission, request), request.reason)
        return Submitted(told, request.id, ran.tell)

    async def _waiting(self, command: Command[Any], request: Request) -> Waiting:
        """It is stored by now, whatever Slack says of those who can approve it."""
        return Waiting(described(command, request, ()), await deciders(self.desk.gate, command, request))

    async def _draft(self, desk: Desk, asker: Asker, submission: Submission) -> Draft:
        command = submission.command
        person = await desk.enter(asker, command, fresh=True)
        if command.batch:
            return await self._batch(desk, person, submission)
        params = read_params(command, submission.values)
        user = await _target(desk, person, submission)
        decision = await desk.gate.insist(person, command, *command.concerned(params, user), is_complete=True)
        with explained(command):
            params = await labelled(desk.arize, command, params, user)
        return Draft(person, params, user, decision)

    async def _batch(self, desk: Desk, person: Person, submission: Submission) -> Draft:
        """Exactly the rows that were shown."""
        command = submission.command
        params = await self.drafting.params(person, command, submission.draft_id)
        if command.destroys and submission.confirmed != str(len(params.rows)):
            raise Mistake(NOT_THE_NUMBER)
        decision = await desk.gate.insist(person, command, *params.concerns, is_complete=True)
        return Draft(person, params, None, decision)

    def _request(self, draft: Draft, submission: Submission) -> tuple[Request, Extras]:
        """What is stored, with its row of the audit and what has to happen because of it."""
        now = self.now()
        blank = Request(
            id=self.new_id(),
            submission=submission.id,
            operation=submission.command.name,
            requester_id=draft.person.id,
            requester_name=draft.person.name,
            subject=_subject(draft, submission.command),
            target=target_of(draft.user) if draft.user else None,
            params=draft.params.model_dump(mode="json", exclude_none=True),
            needed=0 if draft.decision.runs else draft.decision.needed,
            created_at=now,
            expires_at=now + self.timing.request_ttl,
            state=State.APPROVED if draft.decision.runs else State.PENDING,
        )
        request = replace(blank, digest=digest(blank))
        why = " ".join(part for part in (draft.decision.why, request.reason) if part)
        asked = entry_about(request, Fact.ASKED, now, draft.person.id, why)
        return request, Extras((asked,), self._jobs(request))

    def _jobs(self, request: Request) -> tuple[Job, ...]:
        now = request.created_at
        leavers = told_to_leavers(request, now)
        if request.state is State.APPROVED:
            return Job(Chore.RUN, request.id, now if request.rows else now + self.timing.grace), *leavers
        reminder = Job(Chore.REMIND, request.id, now + self.timing.reminder)
        expiry = Job(Chore.EXPIRE, request.id, request.expires_at)
        return Job(Chore.CARDS, request.id, now), Job(Chore.HOMES, request.id, now), reminder, expiry, *leavers

    async def _known(self, person: Person, request: Request, submission: Submission) -> Outcome:
        """The same form once more, or another one for what is under way already."""
        if request.submission == submission.id:
            raise Mistake(TWICE)
        shows = self.desk.archive.concerns(person, request)
        look = (Action("request", "Show the request", values={"id": request.id}),) if shows else ()
        if person.id == request.requester_id:
            sentence = f"You asked for “{submission.command.label}” about the same person already, and that "
            return Told(Mark.NOTHING_CHANGED, sentence + await self._so_far(request), actions=look)
        sentence = (
            f"{request.requester_name} asked for “{submission.command.label}” about the same person already, and that "
            "request is not decided or done yet. Nothing was filed."
        )
        return Told(Mark.NOTHING_CHANGED, sentence, actions=look)

    async def _so_far(self, request: Request) -> str:
        """For whoever asked for it themselves."""
        if request.state is not State.PENDING:
            return "is not done yet. Nothing was filed."
        votes = await self.ledger.votes(request.id)
        so_far = f"{sum(vote.approves for vote in votes)} of {request.needed}"
        return f"is not decided yet ({so_far}). Nothing was filed."


def _subject(draft: Draft, command: Command[Any]) -> str:
    """The address of the person it is about, or how many they are."""
    if isinstance(draft.params, BatchParams):
        return people(len(draft.params.rows))
    return command.concern(draft.params, draft.user).email or ""


async def _target(desk: Desk, person: Person, submission: Submission) -> User | None:
    """The user as they are now. Raises Mistake where that is no longer whom the form showed."""
    command = submission.command
    if not command.on_user:
        return None
    if submission.user_id is None:
        raise Mistake("The form did not say whom it is about. Type the command again.")
    with explained(command):
        user = await desk.targets.find(desk.arize, person, command, ById(submission.user_id))
    if submission.confirmed is None or not same_address(user.email, submission.confirmed):
        raise Mistake("The user's address changed since the form was opened, so nothing was done. Look again.")
    return user


def _with_ways_on(told: Told, submission: Submission, request: Request) -> Told:
    """What was typed is not lost: the form can be opened again as it was. What is not known can be looked up."""
    command = submission.command
    if told.mark is Mark.UNKNOWN:
        look = (Action("get", "Look at the user", submission.user_id),) if submission.user_id else ()
        return replace(told, actions=told.actions or look, check=request.id)
    if told.actions:
        return told
    if told.mark is Mark.FAILED:
        again = Action(command.name, "Edit and try again", submission.user_id, values=dict(submission.values))
        return replace(told, actions=(again,))
    return told


def _with_reason(told: Told, reason: str) -> Told:
    return replace(told, details=(*told.details, f"Reason: {reason}")) if reason else told
