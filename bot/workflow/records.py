"""What one person may see of requests and of the audit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import structlog

from bot.command import Concern, OneRequest, SomeFacts, SomeRequests
from bot.domain.errors import Mistake, Reason, Refused
from bot.domain.references import ByEmail, ByMention, read_reference
from bot.domain.request import State
from bot.domain.rules import holds
from bot.workflow.describe import described, read_params
from bot.workflow.ledger import Newest, Wanted

if TYPE_CHECKING:
    from bot.command import Command, RequestFacts
    from bot.domain.audit import Row
    from bot.domain.people import Person
    from bot.domain.request import Request
    from bot.workflow.gate import Gate
    from bot.workflow.ledger import Ledger, Story

log = structlog.get_logger(__name__)

AUDIT = "audit"
"""The command whose policy says who reads which rows."""
PAGE = 8
"""Requests on one page; each takes up to five blocks, and a message has room for fifty."""
ROWS = 20
PAGES_SEARCHED = 25
UNREADABLE = "This request was made by another version of the app, and this one cannot read it. Ask for it again."
NOT_THEIRS = "This request is none of yours: you did not ask for it, and you cannot decide it."
GONE = "There is no such request. “requests” shows them all."


@dataclass(frozen=True)
class Archive:
    """Requests with who decided them, and what the policy says of them."""

    gate: Gate
    ledger: Ledger
    commands: tuple[Command[Any], ...]

    def command(self, request: Request) -> Command[Any]:
        """Raises Mistake where this version has no such command any more."""
        for command in self.commands:
            if command.name == request.operation:
                return command
        raise Mistake(f"This version of the app does not know “{request.operation}” any more.")

    def insist_on_known(self, request: Request) -> None:
        """Raises Mistake where this version has no such command, or cannot read what it was asked with."""
        if not self.can_read(request):
            raise Mistake(UNREADABLE)

    def can_read(self, request: Request) -> bool:
        """Whether this version can read what it was asked with. Raises Mistake for a command that it does not have."""
        command = self.command(request)
        try:
            read_params(command, request.params)
        except Mistake:
            return False
        return True

    async def facts(self, request: Request) -> RequestFacts:
        votes, course = await self.ledger.votes(request.id), await self.ledger.course(request)
        return described(self.command(request), request, votes, course)

    def told(self, story: Story) -> RequestFacts:
        return described(self.command(story.request), story.request, story.votes, story.course)

    async def find(self, person: Person, request_id: str) -> Request:
        """Raises Mistake for a request that is not there, Refused for one that is none of their business."""
        request = await self.ledger.find(request_id)
        if request is None:
            raise Mistake(GONE)
        self.insist_on_known(request)
        if not self.concerns(person, request):
            raise Refused(NOT_THEIRS, Reason.NOT_THEIRS)
        return request

    async def unsettled(self, person: Person, request_id: str) -> Request:
        """The same for one of which somebody may have to say what became of it, also where it cannot be read."""
        request = await self.ledger.find(request_id)
        if request is None or request.state is not State.UNKNOWN or self.can_read(request):
            return await self.find(person, request_id)
        decision = self.gate.may_settle(person, self.command(request), request)
        if person.id != request.requester_id and not decision.allows:
            raise Refused(NOT_THEIRS, Reason.NOT_THEIRS)
        return request

    def concerns(self, person: Person, request: Request) -> bool:
        """Whether they asked for it, may decide on such requests, or could do it themselves."""
        if person.id == request.requester_id:
            return True
        command = self.command(request)
        decision = self.gate.ask(person, command, *self.gate.concerns(command, request), is_complete=True)
        return decision.runs or holds(person, self.gate.may_decide(person, command, request).approvers)

    def may_read(self, person: Person, row: Row) -> bool:
        """Whether a row of the audit is for them: it is about somebody, or about nobody whom the policy could know."""
        subject = row.entry.subject if "@" in row.entry.subject else None
        return self.gate.ask(person, self._audit, Concern(subject), is_complete=True).allows

    def reads_all(self, person: Person) -> bool:
        """Whether every row of the audit is for them, whoever it is about."""
        return self.gate.sees_all(person, self._audit)

    @property
    def _audit(self) -> Command[Any]:
        (audit,) = (each for each in self.commands if each.name == AUDIT)
        return audit

    async def shown(self, person: Person, request: Request) -> OneRequest:
        facts = await self.facts(request)
        pending = request.state is State.PENDING
        voted = any(vote.person_id == person.id for vote in facts.votes)
        may = self.gate.may_decide(person, self.command(request), request).allows
        is_theirs = person.id == request.requester_id
        return OneRequest(facts, pending and may and not voted, pending and is_theirs, is_theirs)


@dataclass(frozen=True)
class RecordsOf:
    """The archive, for one person."""

    archive: Archive
    person: Person

    async def queue(self, which: str, before: str) -> SomeRequests:
        """One page; `older` is None on the last one."""
        found: list[OneRequest] = []
        last = before
        for _ in range(PAGES_SEARCHED):
            page = await self.archive.ledger.requests(self._wanted(which, last))
            for request in page:
                if len(found) == PAGE:
                    return SomeRequests(which, tuple(found), last)
                last = request.id
                found += await self._fitting(which, request)
            if len(page) < PAGE:
                return SomeRequests(which, tuple(found), None)
        return SomeRequests(which, tuple(found), last)

    def _wanted(self, which: str, before: str) -> Wanted:
        return Wanted(
            requester_id=self.person.id if which == "mine" else "",
            states=(State.PENDING,) if which == "waiting" else (),
            before=before,
            limit=PAGE,
        )

    async def _fitting(self, which: str, request: Request) -> list[OneRequest]:
        """The request, if it belongs on this list and is this person's business."""
        if not self._is_known(request) or not self.archive.concerns(self.person, request):
            return []
        shown = await self.archive.shown(self.person, request)
        return [shown] if which != "waiting" or shown.may_review else []

    def _is_known(self, request: Request) -> bool:
        """Whether this version still has the command, and can read what it was asked with: one row hides no others."""
        try:
            self.archive.insist_on_known(request)
        except Mistake:
            log.info("request.unreadable", request=request.id, operation=request.operation)
            return False
        return True

    async def own(self, states: tuple[State, ...], limit: int) -> tuple[OneRequest, ...]:
        """Their own requests in some states, newest first; what this version does not know any more is left out."""
        wanted = Wanted(requester_id=self.person.id, states=states, limit=limit)
        found = [each for each in await self.archive.ledger.requests(wanted) if self._is_known(each)]
        return tuple([await self.archive.shown(self.person, request) for request in found])

    async def request(self, request_id: str) -> OneRequest:
        return await self.archive.shown(self.person, await self.archive.find(self.person, request_id))

    async def recent(self, about: str, before: int) -> SomeFacts:
        """One page; whether there is an older one is said of what they may read alone."""
        wanted = _narrowed(about)
        seen, older = await self._readable(wanted, before)
        is_partial = not self.archive.reads_all(self.person)
        return SomeFacts(seen, about, is_partial=is_partial, by=wanted.actor_id, older=older)

    async def _readable(self, wanted: Newest, before: int) -> tuple[tuple[Row, ...], int | None]:
        """Where nothing is found for long, the next page begins where the search ended."""
        seen: list[Row] = []
        last = before
        for _ in range(PAGES_SEARCHED):
            page = await self.archive.ledger.recent(replace(wanted, before=last, limit=ROWS + 1))
            seen += [row for row in page if self.archive.may_read(self.person, row)]
            if len(seen) > ROWS:
                return tuple(seen[:ROWS]), seen[ROWS - 1].number
            if len(page) <= ROWS:
                return tuple(seen), None
            last = page[-1].number
        return tuple(seen), last


def _narrowed(about: str) -> Newest:
    """A list is told row by row about an address alone. Raises Mistake for what is neither that nor a mention."""
    if not about:
        return Newest(without_rows=True)
    match read_reference(about):
        case ByMention(slack_id):
            return Newest(actor_id=slack_id)
        case ByEmail(email):
            return Newest(subject=email)
        case _:
            raise Mistake("Give an e-mail address, or mention somebody with @; Arize user ids are not in the audit.")
