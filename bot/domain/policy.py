"""Who may do what. The answer is a value with a reason that people can read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.people import Person


class Audience(Enum):
    """To whom an operation is open while no policy file says otherwise."""

    EVERYBODY = "every full member of this workspace"
    ONESELF = "admins, and everybody about themselves"
    ADMINS = "workspace owners and admins"


class Verdict(Enum):
    RUN = "run"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Question:
    """May `person` do `operation`, and to whom? `about` is the target's address, None while it is not known."""

    person: Person
    operation: str
    audience: Audience
    about: str | None = None


@dataclass(frozen=True)
class Decision:
    """`only_about` is the one address that the permission covers, None where it covers everybody."""

    verdict: Verdict
    why: str
    only_about: str | None = None

    @property
    def allows(self) -> bool:
        return self.verdict is Verdict.RUN


def admit(person: Person, team_id: str) -> Decision:
    """Whether somebody exists for this bot at all: a full member of the workspace `team_id`."""
    if not person.standing.is_full_member:
        return _refuse(f"Only full members of this workspace can use this app. You are a {person.standing.value}.")
    if person.team_id != team_id:
        return _refuse("This app serves another workspace, so it cannot act for you.")
    return Decision(Verdict.RUN, f"You are a {person.standing.value}.")


def decide(question: Question) -> Decision:
    """The answer where no policy file is given: owners and admins run everything, others look at themselves."""
    person = question.person
    if person.standing.runs_the_workspace:
        return Decision(Verdict.RUN, f"You are a {person.standing.value}.")
    if question.audience is Audience.EVERYBODY:
        return Decision(Verdict.RUN, "It is open to every full member of this workspace.")
    if question.audience is Audience.ONESELF:
        return _about_oneself(question)
    return _refuse(f"Only workspace owners and admins may use “{question.operation}”. Ask one of them.")


def _about_oneself(question: Question) -> Decision:
    if question.about is None or question.person.has_email(question.about):
        return Decision(Verdict.RUN, "It is open to everybody about themselves.", question.person.email)
    return _refuse("You can look at yourself only. Workspace owners and admins can look at others.")


def _refuse(why: str) -> Decision:
    return Decision(Verdict.REFUSE, why)
