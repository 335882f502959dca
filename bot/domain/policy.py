"""Who may do what. The answer is a value with a reason that people can read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from bot.domain.rules import EVERYONE, WORKSPACE_ADMINS, Facts, Policy, Rule, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.domain.people import Person


class Audience(Enum):
    """To whom an operation is open. A policy file can name all of them but what is open to everybody."""

    EVERYBODY = "every full member of this workspace"
    ONESELF = "those whom the policy names, and everybody about themselves"
    ADMINS = "those whom the policy names"


class Verdict(Enum):
    RUN = "run"
    REQUEST = "request"
    REFUSE = "refuse"


GENEROSITY = (Verdict.REFUSE, Verdict.REQUEST, Verdict.RUN)


@dataclass(frozen=True)
class Question:
    """An act that somebody has in mind: may `person` do `operation`, and to whom.

    `about` is the address of the person it is about, `role` the role that would be granted, `changes` whether anything
    is changed. Unless `is_complete`, more of them may become known, and the answer is the best that may come of it.
    """

    person: Person
    operation: str
    audience: Audience
    about: str | None = None
    changes: bool = False
    role: str | None = None
    is_complete: bool = False

    @property
    def facts(self) -> Facts:
        return Facts(self.about, self.role, self.is_complete)


@dataclass(frozen=True)
class Decision:
    """`only_about` is the one address that the permission covers, None where it covers everybody.

    `approvers` and `notify` are principals; `notify` is None where those are told who may approve. `needed` counts
    the approvals that a request takes. `runners` are those who need none, told where it is asked who may decide.
    """

    verdict: Verdict
    why: str
    only_about: str | None = None
    approvers: tuple[str, ...] = ()
    needed: int = 0
    notify: tuple[str, ...] | None = None
    runners: tuple[str, ...] = ()

    @property
    def allows(self) -> bool:
        return self.verdict is not Verdict.REFUSE

    @property
    def runs(self) -> bool:
        """Whether nobody has to approve it."""
        return self.verdict is Verdict.RUN


def admit(person: Person, team_id: str) -> Decision:
    """Whether somebody exists for this bot at all: a full member of the workspace `team_id`."""
    if not person.standing.is_full_member:
        return _refuse(f"Only full members of this workspace can use this app. You are a {person.standing.value}.")
    if person.team_id != team_id:
        return _refuse("This app serves another workspace, so it cannot act for you.")
    return Decision(Verdict.RUN, f"You are a {person.standing.value}.")


def decide(policy: Policy, question: Question) -> Decision:
    """Whether somebody may run an operation, request it, or neither."""
    if question.audience is Audience.EVERYBODY:
        return Decision(Verdict.RUN, "It is open to every full member of this workspace.")
    best = max(_answers(policy, question), key=_generosity)
    if question.audience is Audience.ONESELF and not best.runs:
        return _about_oneself(question, best)
    return best


def at_worst(policy: Policy, question: Question) -> Decision:
    """The least generous answer that facts which are still to come may lead to; `decide` gives the most generous."""
    return min(_answers(policy, question), key=_generosity)


def strictest(decisions: Iterable[Decision]) -> Decision:
    """The answer to several questions at once: what one of them refuses is refused.

    `approvers` are those whom every one of them names, or those of the strictest where there are none.
    """
    every = list(decisions)
    if len(every) == 1:
        return every[0]
    worst = min(every, key=_generosity)
    shared = tuple(each for each in worst.approvers if all(each in other.approvers for other in every))
    return replace(worst, approvers=shared or worst.approvers, needed=max(each.needed for each in every))


def may_decide(policy: Policy, question: Question, requester_id: str) -> Decision:
    """Whether `question.person` may approve or deny what somebody else asked for.

    `approvers`, `needed`, `notify` and `runners` are those of the policy as it is now, whatever the answer. While more
    facts may become known it is the strictest answer that may come of it: nobody decides what they may not have to.
    """
    rules = policy.operation(question.operation, changes=question.changes).rules(question.facts)
    return strictest(_by_rule(policy, rule, question, requester_id) for rule in rules)


def _by_rule(policy: Policy, rule: Rule, question: Question, requester_id: str) -> Decision:
    hindrance = next(_hindrances(policy, rule, question, requester_id), None)
    verdict = Verdict.RUN if hindrance is None else Verdict.REFUSE
    why = _because(policy, question.person, rule.approve) if hindrance is None else hindrance
    return replace(_decision(policy, rule, verdict, why, rule.approvals), runners=policy.principals(rule.run))


def _hindrances(policy: Policy, rule: Rule, question: Question, requester_id: str) -> Iterator[str]:
    person = question.person
    if person.id == requester_id:
        yield "You asked for this yourself, so somebody else has to decide."
    if question.about is not None and person.has_email(question.about):
        yield "This is about you, so somebody else has to decide."
    if person.email is None:
        yield (
            "Slack shows no e-mail address for you, so it cannot be ruled out that this is about you. "
            "Somebody else has to decide."
        )
    if not holds(person, policy.principals(rule.approve)):
        yield f"{_only(policy, rule.approve)} may approve “{question.operation}”."


def _answers(policy: Policy, question: Question) -> Iterator[Decision]:
    operation = policy.operation(question.operation, changes=question.changes)
    return (_answer(policy, rule, question) for rule in operation.rules(question.facts))


def _answer(policy: Policy, rule: Rule, question: Question) -> Decision:
    person = question.person
    if holds(person, policy.principals(rule.run)):
        return _decision(policy, rule, Verdict.RUN, _because(policy, person, rule.run))
    if question.changes and holds(person, policy.principals(rule.request)):
        why = f"{_because(policy, person, rule.request)} {_takes(rule)}"
        return _decision(policy, rule, Verdict.REQUEST, why, rule.approvals)
    return _decision(policy, rule, Verdict.REFUSE, _nobody_but(policy, rule, question))


def _generosity(decision: Decision) -> tuple[int, int]:
    """The fewer approvals it takes, the better."""
    return GENEROSITY.index(decision.verdict), -decision.needed


def _decision(policy: Policy, rule: Rule, verdict: Verdict, why: str, needed: int = 0) -> Decision:
    """With those whom the rule names for it."""
    notify = None if rule.notify is None else policy.principals(rule.notify)
    return Decision(verdict, why, approvers=policy.principals(rule.approve), needed=needed, notify=notify)


def _about_oneself(question: Question, otherwise: Decision) -> Decision:
    if question.about is None or question.person.has_email(question.about):
        return Decision(Verdict.RUN, "It is open to everybody about themselves.", question.person.email)
    return _refuse(f"You can look at yourself only. {otherwise.why}")


def _because(policy: Policy, person: Person, roles: Iterable[str]) -> str:
    role = next(role for role in roles if holds(person, policy.principals([role])))
    if role == WORKSPACE_ADMINS:
        return f"You are a {person.standing.value}."
    if role == EVERYONE:
        return "Every full member of this workspace may ask for it."
    return f"You have the role “{role}”."


def _takes(rule: Rule) -> str:
    return f"It takes {rule.approvals} approval{'' if rule.approvals == 1 else 's'}."


def _nobody_but(policy: Policy, rule: Rule, question: Question) -> str:
    roles = (*rule.run, *(rule.request if question.changes else ()))
    ask = " Ask one of them." if policy.principals(roles) else ""
    return f"{_only(policy, roles)} may use “{question.operation}”.{ask}"


def _only(policy: Policy, roles: Iterable[str]) -> str:
    names = list(dict.fromkeys(_named(role) for role in roles if policy.principals([role])))
    return f"Only {' and '.join(names)}" if names else "By the policy, nobody"


def _named(role: str) -> str:
    return role if role == WORKSPACE_ADMINS else f"“{role}”"


def _refuse(why: str) -> Decision:
    return Decision(Verdict.REFUSE, why)
