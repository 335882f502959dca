"""The life of a change: sent, authorised once more, checked against the user as they are now, run, told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import structlog

from bot.arize import ArizeError
from bot.command import Action, Mark, Outcome, Told
from bot.domain.errors import Mistake
from bot.domain.people import same_address
from bot.domain.references import ById
from bot.domain.request import Request
from bot.workflow.desk import Desk, read_params
from bot.workflow.explain import explain, explained, note

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.arize import User
    from bot.command import Command
    from bot.domain.people import Person
    from bot.workflow.desk import Asker
    from bot.workflow.ports import Submissions

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Submission:
    """A form that was sent. `confirmed` is the address of the user whom the form showed."""

    id: str
    command: Command[Any]
    values: Mapping[str, str]
    user_id: str | None = None
    confirmed: str | None = None


@dataclass(frozen=True)
class Changes:
    desk: Desk
    submissions: Submissions
    new_id: Callable[[], str]

    async def submit(self, asker: Asker, submission: Submission, desk: Desk | None = None) -> Outcome:
        """Carry a sent form out, once. Raises Expected where nothing was started."""
        desk = desk or self.desk
        person = await desk.enter(asker, submission.command, fresh=True)
        params = read_params(submission.command, submission.values)
        user = await self._target(desk, person, submission)
        call = desk.call(person, params, user)
        request = self._request(person, submission)
        outcome = await _run(submission, request, lambda: submission.command.run(call))
        return _with_reason(outcome, submission.values.get("reason", ""))

    async def _target(self, desk: Desk, person: Person, submission: Submission) -> User | None:
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

    def _request(self, person: Person, submission: Submission) -> Request:
        """Every form makes one request, however often it arrives. Raises Mistake for the second one."""
        if not self.submissions.claim(submission.id):
            raise Mistake("This form arrived twice. It is carried out once, and you get one result.")
        request = Request(self.new_id(), submission.command.name, person.id, submission.user_id, submission.id)
        log.info(
            "request.submitted",
            request=request.id,
            operation=request.operation,
            requester=request.requester_id,
            target=request.target_id,
        )
        return request


async def _run(submission: Submission, request: Request, run: Callable[[], Any]) -> Outcome:
    try:
        outcome: Outcome = await run()
    except ArizeError as error:
        note(error)
        log.info("request.failed", request=request.id, error=type(error).__name__)
        return _failed(submission, error)
    mark = outcome.mark.name.lower() if isinstance(outcome, Told) else "done"
    log.info("request.finished", request=request.id, outcome=mark)
    return outcome


def _failed(submission: Submission, error: ArizeError) -> Told:
    """What was typed is not lost: the form can be opened again as it was."""
    command = submission.command
    sentence = explain(error, command)
    if error.may_have_happened:
        look = (Action("get", "Look at the user", submission.user_id),) if submission.user_id else ()
        return Told(Mark.UNKNOWN, sentence, actions=look)
    again = Action(command.name, "Edit and try again", submission.user_id, values=submission.values)
    return Told(Mark.FAILED, sentence, actions=(again,))


def _with_reason(outcome: Outcome, reason: str) -> Outcome:
    if isinstance(outcome, Told) and reason:
        return replace(outcome, details=(*outcome.details, f"Reason: {reason}"))
    return outcome
