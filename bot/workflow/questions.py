"""What the policy is asked about a use of a command, by the gate and by whoever explains what the gate says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.command import Concern
from bot.domain.policy import Decision, Question, decide, strictest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.command import Command
    from bot.domain.people import Person
    from bot.domain.rules import Policy

UNKNOWN = Concern()


def answer(
    policy: Policy, person: Person, command: Command[Any], *concerns: Concern, is_complete: bool = False
) -> Decision:
    """The strictest answer, where it concerns several.

    `is_complete` says that no more facts will come: without it the answer is the best that may become of it.
    """
    asked = questions(policy, person, command, concerns, is_complete=is_complete)
    return strictest(decide(policy, question) for question in asked)


def questions(
    policy: Policy,
    person: Person,
    command: Command[Any],
    concerns: Sequence[Concern] = (),
    *,
    is_complete: bool = False,
) -> Iterator[Question]:
    """One for each of the operations that it is, and for each kind of people whom it concerns."""
    for concern in _told_apart(person, concerns):
        for operation in (concern.operation,) if concern.operation else command.operations(policy):
            yield _question(person, command, operation, concern, is_complete=is_complete)


def _told_apart(person: Person, concerns: Sequence[Concern]) -> Sequence[Concern]:
    """One of each kind."""
    if len(concerns) > 1:
        return tuple({kind_of(person, concern): concern for concern in concerns}.values())
    return concerns or (UNKNOWN,)


def kind_of(person: Person, concern: Concern) -> tuple[object, ...]:
    """What a policy can tell apart: thousands of colleagues are the same question."""
    if concern.email is None:
        return None, concern.role, False, concern.operation
    domain = concern.email.rpartition("@")[2].casefold()
    return domain, concern.role, person.has_email(concern.email), concern.operation


def _question(
    person: Person, command: Command[Any], operation: str, concern: Concern, *, is_complete: bool
) -> Question:
    return Question(
        person=person,
        operation=operation,
        audience=command.open_to,
        about=concern.email,
        changes=command.changes,
        role=concern.role,
        is_complete=is_complete or command.is_settled(concern.email),
    )
