"""Every door leads through here: who is asking, and may they. Whoever is refused is written down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.command import Concern
from bot.domain.audit import Entry, Fact
from bot.domain.errors import Mistake, Reason, Refused
from bot.domain.people import Person, Standing
from bot.domain.policy import Decision, admit, at_worst, may_decide, strictest
from bot.workflow.describe import read_params
from bot.workflow.questions import answer, kind_of, questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.arize import User
    from bot.command import Command
    from bot.domain.request import Request
    from bot.domain.rules import Policy
    from bot.workflow.ledger import Ledger
    from bot.workflow.ports import People


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

    def afresh(self) -> Gate:
        """The same for one step that begins now, in which Slack is asked once for each fact that has to be fresh."""
        return replace(self, people=self.people.afresh())

    async def admit(self, asker: Asker, operation: str, *, fresh: bool = False) -> Person:
        """The person behind a click; `fresh` where something is about to be changed in their name.

        Raises Refused for everybody but full members, Unavailable where Slack is mute.
        """
        try:
            return await self.recognise(asker, fresh=fresh)
        except Refused as refused:
            await self._note(asker.slack_id, operation, "", str(refused))
            raise

    async def recognise(self, asker: Asker, *, fresh: bool = False) -> Person:
        """The same for whoever tries nothing, so that nothing is written down of a refusal."""
        if asker.team_id != self.team_id:
            raise Refused("This app serves another workspace, so it cannot act for you.", Reason.STRANGER)
        person = await self.people.person(asker.slack_id, fresh=fresh)
        decision = admit(person, self.team_id)
        if not decision.allows:
            raise Refused(decision.why, Reason.NOT_A_MEMBER)
        groups = await self.people.groups_of(person.id, self.policy.groups, fresh=fresh)
        return replace(person, groups=groups)

    def known(self, asker: Asker) -> Person | None:
        """The same where it can be said without waiting, and is yes; None where somebody has to be asked or refused."""
        if asker.team_id != self.team_id:
            return None
        person = self.people.remembered(asker.slack_id, self.policy.groups)
        return person if person and admit(person, self.team_id).allows else None

    async def member(self, slack_id: str, *, fresh: bool = True) -> Person:
        """Somebody of this workspace, as they are now unless told otherwise, who is not clicking.

        Raises Refused and Unavailable.
        """
        return await self.recognise(Asker(slack_id, self.team_id), fresh=fresh)

    def ask(self, person: Person, command: Command[Any], *concerns: Concern, is_complete: bool = False) -> Decision:
        """The strictest answer, where it concerns several.

        `is_complete` says that no more facts will come: without it the answer is the best that may become of it.
        """
        return answer(self.policy, person, command, *concerns, is_complete=is_complete)

    def at_worst(self, person: Person, command: Command[Any], *concerns: Concern) -> Decision:
        """The strictest answer that may become of a form, whatever is filled in; `ask` gives the best."""
        asked = questions(self.policy, person, command, concerns)
        return strictest(at_worst(self.policy, question) for question in asked)

    def suitable(self, person: Person, command: Command[Any], users: Iterable[User]) -> Iterator[User]:
        """Those whom the person may do this to; of users whom the policy cannot tell apart it is asked once."""
        known: dict[tuple[object, ...], bool] = {}
        for user in users:
            concern = Concern(user.email)
            kind = kind_of(person, concern)
            if kind not in known:
                known[kind] = self.ask(person, command, concern).allows
            if known[kind]:
                yield user

    def sees_all(self, person: Person, command: Command[Any]) -> bool:
        """Whether a command shows somebody everything, whatever the policy tells apart."""
        return self.at_worst(person, command).allows

    async def insist(
        self, person: Person, command: Command[Any], *concerns: Concern, is_complete: bool = False
    ) -> Decision:
        """The same; raises Refused where the answer is no."""
        decision = self.ask(person, command, *concerns, is_complete=is_complete)
        if not decision.allows:
            about = concerns[0].email if len(concerns) == 1 else None
            await self._note(person.id, command.name, about or "", decision.why)
            raise Refused(decision.why)
        return decision

    def circle(self, command: Command[Any], request: Request) -> Decision:
        """Who may decide a request and who is told, whoever asks: an answer for nobody in particular."""
        return self.may_decide(self._nobody, command, request)

    def circle_about(self, command: Command[Any], concern: Concern) -> Decision:
        """The same of what nobody asked for yet; and who may do it without asking."""
        return self._may_decide(self._nobody, command, (concern,), "")

    def may_decide(self, person: Person, command: Command[Any], request: Request) -> Decision:
        """Whether somebody may approve or deny a request."""
        return self._may_decide(person, command, self.concerns(command, request), request.requester_id)

    def _may_decide(
        self, person: Person, command: Command[Any], concerns: Sequence[Concern], requester_id: str
    ) -> Decision:
        asked = questions(self.policy, person, command, concerns, is_complete=True)
        return strictest(may_decide(self.policy, question, requester_id) for question in asked)

    @property
    def _nobody(self) -> Person:
        return Person("", self.team_id, "", None, Standing.MEMBER)

    def say(self, person: Person, command: Command[Any], concern: Concern) -> Decision:
        """Whether somebody may do it at once, or may approve it."""
        decision = self.ask(person, command, concern, is_complete=True)
        return decision if decision.runs else self._may_decide(person, command, (concern,), "")

    async def insist_on_a_say(self, person: Person, command: Command[Any], concern: Concern) -> Decision:
        """Let those pass who may do it at once, and those who may approve it. Raises Refused for all others."""
        decision = self.say(person, command, concern)
        if not decision.allows:
            await self._note(person.id, command.name, concern.email or "", decision.why)
            raise Refused(decision.why)
        return decision

    async def insist_on_deciding(self, person: Person, command: Command[Any], request: Request) -> Decision:
        """The same; raises Refused where the answer is no."""
        decision = self.may_decide(person, command, request)
        if not decision.allows:
            await self._note(person.id, command.name, request.subject, decision.why, request.id)
            raise Refused(decision.why, Reason.NOT_AN_APPROVER)
        return decision

    async def insist_on_settling(self, person: Person, command: Command[Any], request: Request) -> None:
        """The same for whoever says what became of a run."""
        decision = self.may_settle(person, command, request)
        if not decision.allows:
            await self._note(person.id, command.name, request.subject, decision.why, request.id)
            raise Refused(decision.why, Reason.NOT_AN_APPROVER)

    def may_settle(self, person: Person, command: Command[Any], request: Request) -> Decision:
        """Whether somebody could do at once what was asked, or may decide it.

        Of what cannot be read any more only the addresses are known: it has to be so whatever else was asked.
        """
        try:
            concerns, is_read = self.concerns(command, request), True
        except Mistake:
            concerns, is_read = tuple(Concern(address) for address in request.addresses), False
        asked = list(questions(self.policy, person, command, concerns, is_complete=is_read))
        able = strictest(at_worst(self.policy, question) for question in asked)
        if able.runs:
            return able
        return strictest(may_decide(self.policy, question, request.requester_id) for question in asked)

    def concerns(self, command: Command[Any], request: Request) -> tuple[Concern, ...]:
        """Whom a stored request is about, and what it grants. Raises Mistake where it cannot be read any more."""
        about = command.concerned(read_params(command, request.params), None)
        return about if request.rows else tuple(replace(each, email=request.subject) for each in about)

    async def note_rows(self, person: Person, command: Command[Any], refused: Sequence[str]) -> None:
        """Rows of a list that this person may not do, in one row of the audit."""
        if refused:
            await self._note(person.id, command.name, "", f"{len(refused)} of the list. {refused[0]}")

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
