"""What has to hold still when an approved request is about to run."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.arize import ArizeError, Forbidden
from bot.domain.errors import Mistake, Refused, Unavailable
from bot.domain.policy import Verdict
from bot.workflow.describe import news, read_params
from bot.workflow.doubts import found
from bot.workflow.explain import explain, note
from bot.workflow.together import together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.arize import User
    from bot.command import Call, Command
    from bot.domain.people import Person
    from bot.domain.policy import Decision
    from bot.domain.request import Request, Vote
    from bot.workflow.desk import Desk
    from bot.workflow.ledger import Ledger

log = structlog.get_logger(__name__)

PATIENCE = timedelta(hours=1)
"""How long an approved request waits for Arize and Slack to answer before it is stopped."""
GIVEN_UP = "It waited for an hour and was given up. Ask again if it is still wanted."


@dataclass(frozen=True)
class Checks:
    """Each of them raises Expected with the reason where it does not hold, and Unavailable where nobody can tell."""

    desk: Desk
    ledger: Ledger

    def afresh(self) -> Checks:
        """The same for one step that begins now: Slack is asked once for what several of the checks want to know."""
        return replace(self, desk=replace(self.desk, gate=self.desk.gate.afresh()))

    async def passed(self, request: Request) -> tuple[Command[Any], Call[Any]]:
        """The request as asked, its target as approved, and everybody still allowed.

        An outage is no reason to waste what people approved; a long one is: by then they may think otherwise.
        """
        try:
            return await self._passed(request)
        except Unavailable as mute:
            if self.desk.gate.now() - (request.changed_at or request.created_at) < PATIENCE:
                raise
            raise Mistake(f"{mute} {GIVEN_UP}") from mute

    async def _passed(self, request: Request) -> tuple[Command[Any], Call[Any]]:
        _insist_on_digest(request)
        command = self.desk.command(request.operation)
        requester = await self._requester(request)
        user = await self._same_target(command, request)
        await self._still_allowed(requester, command, request)
        params = read_params(command, request.params)
        return command, self.desk.call(requester, params, user, request.id)

    async def standing(self, request: Request) -> Person:
        """The requester, while what was approved stands: the same, but with what Slack said a moment ago."""
        _insist_on_digest(request)
        command = self.desk.command(request.operation)
        requester = await self._requester(request, fresh=False)
        await self._still_allowed(requester, command, request, fresh=False)
        return requester

    async def _requester(self, request: Request, *, fresh: bool = True) -> Person:
        try:
            return await self.desk.gate.member(request.requester_id, fresh=fresh)
        except Refused as refused:
            raise Refused(
                f"{request.requester_name}, who asked for it, is not a full member here any more."
            ) from refused

    async def _same_target(self, command: Command[Any], request: Request) -> User | None:
        if request.target is None:
            await self._insist_on_an_answer(command, request)
            return None
        with _waited_for(command):
            user = await found(self.desk.arize, request.target.id)
        changed = news(request.target, user)
        if changed:
            raise Mistake(f"{' '.join(changed)} Ask again if it is still wanted.")
        return user

    async def _insist_on_an_answer(self, command: Command[Any], request: Request) -> None:
        """Where nobody is to be looked up, an outage would be met by the run, which fails for good and is not put off.

        A key that may not list users has its answer; each turn of a list waits by itself.
        """
        if not request.rows:
            with _waited_for(command), suppress(Forbidden):
                await self.desk.arize.probe()

    async def _still_allowed(
        self, requester: Person, command: Command[Any], request: Request, *, fresh: bool = True
    ) -> None:
        gate = self.desk.gate
        decision = gate.ask(requester, command, *gate.concerns(command, request), is_complete=True)
        if not decision.allows:
            raise Refused(f"{request.requester_name} may not ask for this any more: {decision.why}")
        if request.needed:
            await self._enough_approvals(command, request, decision, fresh=fresh)
        elif decision.verdict is not Verdict.RUN:
            raise Refused(f"It takes an approval now: {decision.why}")

    async def _enough_approvals(
        self, command: Command[Any], request: Request, decision: Decision, *, fresh: bool
    ) -> None:
        """Approvals of people who may still approve; as many as were needed then, or are now."""
        votes = [vote for vote in await self.ledger.votes(request.id) if vote.approves]
        counts = await together(self._still_counts(command, request, vote, fresh=fresh) for vote in votes)
        counted = {vote.person_id for vote, still in zip(votes, counts, strict=True) if still}
        needed = max(request.needed, decision.needed)
        if len(counted) < needed:
            raise Refused(f"{len(counted)} of {needed} approvals are by people who may still approve it.")

    async def _still_counts(self, command: Command[Any], request: Request, vote: Vote, *, fresh: bool) -> bool:
        try:
            approver = await self.desk.gate.member(vote.person_id, fresh=fresh)
        except Refused:
            return False
        return self.desk.gate.may_decide(approver, command, request).allows


@contextmanager
def _waited_for(command: Command[Any]) -> Iterator[None]:
    """Raises Unavailable, with the sentence, for whatever the API raises inside: it is asked again later."""
    try:
        yield
    except ArizeError as error:
        note(error)
        raise Unavailable(explain(error, command)) from error


def _insist_on_digest(request: Request) -> None:
    if not request.is_as_asked:
        log.error("request.altered", request=request.id)
        raise Mistake("What is stored is not what was asked for. Tell the operator of this app.")
