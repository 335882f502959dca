"""Every door leads through here: who is asking, and may they. Whoever is refused is written down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.command import Concern
from bot.domain.audit import Entry, Fact
from bot.domain.errors import Refused
from bot.domain.people import Person, Standing
from bot.domain.policy import Decision, Question, admit, decide, may_decide
from bot.workflow.describe import read_params

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.command import Command
    from bot.domain.request import Request
    from bot.domain.rules import Policy
    from bot.workflow.ledger import Ledger
    from bot.workflow.ports import People

UNKNOWN = Concern()


@dataclass(frozen=True)
class Asker:
    """Who clicked, as the payload says; the gate finds out who that is."""

    slack_id: str
    team_id: str


@dataclass(frozen=True)
class Gate:
    people: People
    team_id: str
    policy: Policy
    ledger: Ledger
    now: Callable[[], datetime]

    async def admit(self, asker: Asker, operation: str, *, fresh: bool = False) -> Person:
        """The person behind a click; `fresh` where something is about to be changed in their name.

        Raises Refused for everybody but full members, Unavailable where Slack is mute.
        """
        try:
            return await self._admitted(asker, fresh=fresh)
        except Refused as refused:
            await self._note(asker.slack_id, operation, "", str(refused))
            raise

    async def _admitted(self, asker: Asker, *, fresh: bool) -> Person:
        if asker.team_id != self.team_id:
            raise Refused("This app serves another workspace, so it cannot act for you.")
        person = await self.people.person(asker.slack_id, fresh=fresh)
        decision = admit(person, self.team_id)
        if not decision.allows:
            raise Refused(decision.why)
        groups = await self.people.groups_of(person.id, self.policy.groups, fresh=fresh)
        return replace(person, groups=groups)

    async def member(self, slack_id: str, *, fresh: bool = True) -> Person:
        """Somebody of this workspace, as they are now unless told otherwise, who is not clicking.

        Raises Refused and Unavailable.
        """
        return await self._admitted(Asker(slack_id, self.team_id), fresh=fresh)

    def ask(
        self, person: Person, command: Command[Any], concern: Concern = UNKNOWN, *, is_complete: bool = False
    ) -> Decision:
        """`is_complete` says that no more facts will come: without it the answer is the best that may become of it."""
        return decide(self.policy, _question(person, command, concern, is_complete=is_complete))

    async def insist(
        self, person: Person, command: Command[Any], concern: Concern = UNKNOWN, *, is_complete: bool = False
    ) -> Decision:
        """The same; raises Refused where the answer is no."""
        decision = self.ask(person, command, concern, is_complete=is_complete)
        if not decision.allows:
            await self._note(person.id, command.name, concern.email or "", decision.why)
            raise Refused(decision.why)
        return decision

    def circle(self, command: Command[Any], request: Request) -> Decision:
        """Who may decide a request and who is told, whoever asks: an answer for nobody in particular."""
        return self.circle_about(command, self.concern(command, request))

    def circle_about(self, command: Command[Any], concern: Concern) -> Decision:
        """The same of what nobody asked for yet; and who may do it without asking."""
        nobody = Person("", self.team_id, "", None, Standing.MEMBER)
        return may_decide(self.policy, _question(nobody, command, concern, is_complete=True), "")

    def may_decide(self, person: Person, command: Command[Any], request: Request) -> Decision:
        """Whether somebody may approve or deny a request."""
        concern = self.concern(command, request)
        question = _question(person, command, concern, is_complete=True)
        return may_decide(self.policy, question, request.requester_id)

    async def insist_on_a_say(self, person: Person, command: Command[Any], concern: Concern) -> Decision:
        """Let those pass who may do it at once, and those who may approve it. Raises Refused for all others."""
        question = _question(person, command, concern, is_complete=True)
        decision = decide(self.policy, question)
        if not decision.runs:
            decision = may_decide(self.policy, question, "")
        if not decision.allows:
            await self._note(person.id, command.name, concern.email or "", decision.why)
            raise Refused(decision.why)
        return decision

    async def insist_on_deciding(self, person: Person, command: Command[Any], request: Request) -> Decision:
        """The same; raises Refused where the answer is no."""
        decision = self.may_decide(person, command, request)
        if not decision.allows:
            await self._note(person.id, command.name, request.subject, decision.why, request.id)
            raise Refused(decision.why)
        return decision

    def concern(self, command: Command[Any], request: Request) -> Concern:
        """Whom a stored request is about, and what it grants. Raises Mistake where it cannot be read any more."""
        granted = command.concern(read_params(command, request.params), None).role
        return Concern(request.subject, granted)

    async def _note(self, actor: str, operation: str, subject: str, why: str, request_id: str = "") -> None:
        await self.ledger.note(
            Entry(
                fact=Fact.REFUSED,
                at=self.now(),
                actor_id=actor,
                operation=operation,
                request_id=request_id,
                subject=subject,
                why=why,
            )
        )


def _question(person: Person, command: Command[Any], concern: Concern, *, is_complete: bool) -> Question:
    return Question(
        person=person,
        operation=command.name,
        audience=command.open_to,
        about=concern.email,
        changes=command.changes,
        role=concern.role,
        is_complete=is_complete,
    )
