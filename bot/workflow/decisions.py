"""Other people's part in a request: look at it, approve or deny it; and the requester's, to take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

from bot.command import RequestFacts, Review
from bot.domain.audit import Fact
from bot.domain.errors import Mistake, Reason, Refused, Unavailable
from bot.domain.people import same_address
from bot.domain.request import Chore, Job, State, Vote
from bot.workflow.describe import compared, described, news, typed_values
from bot.workflow.doubts import found
from bot.workflow.endings import entry_about, told_to_leavers
from bot.workflow.explain import explained
from bot.workflow.ledger import Extras, Move, Moved, Voted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.arize import User
    from bot.command import Command
    from bot.domain.audit import Entry
    from bot.domain.people import Person
    from bot.domain.request import Card, Request
    from bot.workflow.adopting import Adoption
    from bot.workflow.desk import Desk
    from bot.workflow.doubts import Doubts
    from bot.workflow.gate import Asker
    from bot.workflow.ledger import Ledger
    from bot.workflow.ports import Bell
    from bot.workflow.timing import Timing

log = structlog.get_logger(__name__)

UNCONFIRMED = "To approve this, type the e-mail address of the person it is about. Open the request again."
UNCONFIRMED_ROWS = "To approve this, type the number of users that it is about. Open the request again."
OTHER = "The request is not what the form showed. Open it again."


@dataclass(frozen=True)
class Ballot:
    """A decision as it was sent. `digest` is of the request that the form showed, `confirmed` what was typed."""

    request_id: str
    digest: str
    approves: bool
    comment: str = ""
    confirmed: str = ""


@dataclass(frozen=True)
class Decided:
    """Where the request stands now. `counted` is False where the decision came too late, or twice."""

    facts: RequestFacts
    counted: bool


@dataclass(frozen=True)
class Decisions:
    """`bell` wakes whoever does the jobs that were just written."""

    desk: Desk
    ledger: Ledger
    doubts: Doubts
    now: Callable[[], datetime]
    timing: Timing
    bell: Bell
    adoption: Adoption

    async def review(self, asker: Asker, request_id: str, clicked: Card | None = None) -> Review:
        """All that somebody needs to know to decide, read now. `clicked` is the card that they came by, if any."""
        person, request, command = await self._opened(asker, request_id)
        if clicked is not None:
            await self.adoption.adopt(person, clicked)
        user = await self._target_now(command, request)
        differences = news(request.target, user) if request.target else ()
        decision = self.desk.gate.may_decide(person, command, request)
        facts = await self.desk.archive.facts(request)
        return Review(
            compared(command, facts, user),
            user,
            differences if request.state.is_under_way else (),
            decision,
            may_cancel=request.state is State.PENDING and person.id == request.requester_id,
            has_approved=any(vote.approves and vote.person_id == person.id for vote in facts.votes),
            asks_about_oneself=await self._asks_about_oneself(request),
        )

    async def _asks_about_oneself(self, request: Request) -> bool:
        """Whether whoever asks is among the users of a list, as far as Slack tells."""
        if not request.rows:
            return False
        try:
            who = await self.desk.gate.people.person(request.requester_id)
        except (Refused, Unavailable):
            return False
        return any(who.has_email(str(row["subject"])) for row in request.params["rows"])

    async def decide(self, asker: Asker, ballot: Ballot) -> Decided:
        """Count a decision. Raises Expected where the person may not decide; whoever comes too late is told."""
        person, request, command = await self._opened(asker, ballot.request_id)
        if request.digest != ballot.digest or not request.is_as_asked:
            raise Mistake(OTHER)
        if command.destroys and ballot.approves and not same_address(ballot.confirmed, request.confirmation):
            raise Mistake(UNCONFIRMED_ROWS if request.rows else UNCONFIRMED)
        decision = await self.desk.gate.insist_on_deciding(person, command, request)
        voted = await self._vote(person, request, ballot, max(request.needed, decision.needed))
        log.info("request.vote", request=request.id, counted=voted.happened, state=voted.request.state.value)
        self.bell.ring()
        if voted.happened and voted.request.state is State.APPROVED:
            self.bell.ring_after(self.timing.glance)
        return Decided(described(command, voted.request, voted.votes), voted.happened)

    async def _vote(self, person: Person, request: Request, ballot: Ballot, needed: int) -> Voted:
        now = self.now()
        vote = Vote(request.id, person.id, person.name, ballot.approves, ballot.comment, now)
        fact = Fact.APPROVED if ballot.approves else Fact.DENIED
        entry = entry_about(request, fact, now, person.id, ballot.comment)
        told = () if ballot.approves else (Job(Chore.TELL, request.id, now), *told_to_leavers(request, now))
        seen = _redrawn(request, now + self.timing.glance)
        last = Extras((entry,), (Job(Chore.RUN, request.id, now), *seen))
        return await self.ledger.vote(vote, needed, Extras((entry,), (*_redrawn(request, now), *told)), last)

    async def cancel(self, asker: Asker, request_id: str) -> Decided:
        """Take a request of one's own back. Raises Refused for anybody else."""
        person, request, _ = await self._opened(asker, request_id)
        if person.id != request.requester_id:
            raise Refused("Only whoever asked for it can take it back. You can deny it in “Review”.", Reason.NOT_THEIRS)
        now = self.now()
        entry = entry_about(request, Fact.CANCELLED, now, person.id)
        moved = await self._close(request, State.CANCELLED, entry, *_redrawn(request, now))
        return Decided(await self.desk.archive.facts(moved.request), moved.happened)

    async def expire(self, request_id: str) -> None:
        """Nobody decided in time."""
        request = await self.ledger.find(request_id)
        if request is not None and request.state is State.PENDING:
            now = self.now()
            jobs = (*_redrawn(request, now), Job(Chore.TELL, request.id, now))
            await self._close(request, State.EXPIRED, entry_about(request, Fact.EXPIRED, now), *jobs)

    async def _close(self, request: Request, after: State, entry: Entry, *jobs: Job) -> Moved:
        extras = Extras((entry,), (*jobs, *told_to_leavers(request, entry.at)))
        moved = await self.ledger.move(Move(request.id, State.PENDING, after), extras)
        if moved.happened:
            log.info("request.closed", request=request.id, state=after.value)
        self.bell.ring()
        return moved

    async def check(self, asker: Asker, request_id: str) -> tuple[RequestFacts, bool]:
        """Look what became of a run whose end is not known; the second is whether a person has to say.

        Raises Unavailable where a later look may tell.
        """
        _, request, _ = await self._unsettled(asker, request_id)
        if self.desk.archive.can_read(request):
            await self.doubts.reconcile(request.id)
        now = await self.ledger.find(request.id) or request
        return await self.desk.archive.facts(now), now.state is State.UNKNOWN

    async def settle(self, asker: Asker, request_id: str, *, happened: bool, comment: str) -> Decided:
        """A person says what became of it: one who may decide it, or could do it themselves."""
        person, request, command = await self._unsettled(asker, request_id)
        await self.desk.gate.insist_on_settling(person, command, request)
        moved = await self.doubts.settle(request, person.id, happened=happened, comment=comment)
        return Decided(await self.desk.archive.facts(moved.request), moved.happened)

    async def again(self, asker: Asker, request_id: str) -> tuple[str, str | None, Mapping[str, str]]:
        """The command, the user and the values of a form that was carried out in vain; of a batch only which it was."""
        _, request, command = await self._opened(asker, request_id)
        if request.rows:
            return command.name, None, {"request": request.id}
        return command.name, request.target.id if request.target else None, typed_values(request)

    async def _opened(self, asker: Asker, request_id: str) -> tuple[Person, Request, Command[Any]]:
        """Who clicked, on what. Raises Refused for whom it is none of their business.

        A request whose time is over is expired from then on, whether the sweep has been there yet or not.
        """
        person = await self.desk.gate.admit(asker, "request", fresh=True)
        request = await self.desk.archive.find(person, request_id)
        if request.state is State.PENDING and request.expires_at <= self.now():
            await self.expire(request.id)
            request = await self.desk.archive.find(person, request.id)
        return person, request, self.desk.archive.command(request)

    async def _unsettled(self, asker: Asker, request_id: str) -> tuple[Person, Request, Command[Any]]:
        """The same where its outcome is not known: then also of a request that this version cannot read any more.

        Nobody else could ever end it, and who says what became of it needs nothing that it was asked with.
        """
        person = await self.desk.gate.admit(asker, "request", fresh=True)
        request = await self.desk.archive.unsettled(person, request_id)
        return person, request, self.desk.archive.command(request)

    async def _target_now(self, command: Command[Any], request: Request) -> User | None:
        if request.target is None:
            return None
        with explained(command):
            return await found(self.desk.arize, request.target.id)


def _redrawn(request: Request, at: datetime) -> tuple[Job, ...]:
    """Whatever shows the request is drawn again."""
    return Job(Chore.CARDS, request.id, at), Job(Chore.HOMES, request.id, at)
