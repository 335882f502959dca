"""What a policy says: roles, and per operation who may run, request and approve it. How it answers is in `policy`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.domain.people import Person

EVERYONE = "*"
"""The principal that is every full member of this workspace."""
WORKSPACE_ADMINS = "workspace owners and admins"
"""The principal of the default policy alone; no file can name it."""


@dataclass(frozen=True)
class Rule:
    """Names of roles; an empty tuple is nobody. `notify` is None where those are told who may approve."""

    run: tuple[str, ...] = ()
    request: tuple[str, ...] = ()
    approve: tuple[str, ...] = ()
    notify: tuple[str, ...] | None = None
    approvals: int = 1


@dataclass(frozen=True)
class Facts:
    """What is known of an act: the address it is about and the role it grants; None is unknown, or none.

    `is_complete` tells which: there is nothing more to come, or a form is still being filled.
    """

    about: str | None = None
    role: str | None = None
    is_complete: bool = False

    @property
    def domain(self) -> str | None:
        """What follows the last @ of the address; nothing where it has none."""
        if self.about is None:
            return None
        _, at, domain = self.about.rpartition("@")
        return domain.strip() if at else ""


@dataclass(frozen=True)
class Condition:
    """All that it names has to match, in any case. `replaces` holds the keys of a Rule that it replaces, and no other.

    Where an act grants no role, nothing that asks about the role matches, not even `role_not`; nor for an address.
    """

    role: tuple[str, ...] = ()
    role_not: tuple[str, ...] = ()
    email_domain: tuple[str, ...] = ()
    email_domain_not: tuple[str, ...] = ()
    replaces: Mapping[str, Any] = field(default_factory=dict)

    def matches(self, facts: Facts) -> bool | None:
        """None while it may still come to match."""
        answers = set(self._answers(facts))
        if False in answers:
            return False
        return None if None in answers else True

    def _answers(self, facts: Facts) -> Iterator[bool | None]:
        unknown = False if facts.is_complete else None
        for listed, fact, wanted in (
            (self.role, facts.role, True),
            (self.role_not, facts.role, False),
            (self.email_domain, facts.domain, True),
            (self.email_domain_not, facts.domain, False),
        ):
            if listed:
                yield unknown if fact is None else (fact.casefold() in _folded(listed)) is wanted


@dataclass(frozen=True)
class Operation:
    """An operation's rule, and the conditions under which parts of it are others. The first that matches counts."""

    rule: Rule
    when: tuple[Condition, ...] = ()

    def rules(self, facts: Facts) -> Iterator[Rule]:
        """Every rule that may come to apply; exactly one where the facts are complete."""
        for condition in self.when:
            matches = condition.matches(facts)
            if matches is not False:
                yield replace(self.rule, **condition.replaces)
            if matches:
                return
        yield self.rule

    def variants(self) -> tuple[Rule, ...]:
        """The rule, and what each of the conditions makes of it."""
        return (self.rule, *(replace(self.rule, **each.replaces) for each in self.when))


@dataclass(frozen=True)
class Policy:
    """`roles` maps a name to its principals: ids of people and of user groups, or EVERYONE.

    `changes` and `reads` are the rules for what `operations` does not name.
    """

    roles: Mapping[str, tuple[str, ...]]
    operations: Mapping[str, Operation]
    changes: Rule
    reads: Rule

    @property
    def groups(self) -> frozenset[str]:
        """Every user group that a role names: whoever asks has to be looked up in them."""
        return frozenset(each for role in self.roles.values() for each in role if each.startswith("S"))

    def operation(self, name: str, *, changes: bool) -> Operation:
        return self.operations.get(name) or Operation(self.changes if changes else self.reads)

    def principals(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Those behind some roles, each once; a role that is not there is nobody."""
        return tuple(dict.fromkeys(each for role in roles for each in self.roles.get(role, ())))


DEFAULT = Policy(
    roles={WORKSPACE_ADMINS: (WORKSPACE_ADMINS,), EVERYONE: (EVERYONE,)},
    operations={},
    changes=Rule(run=(WORKSPACE_ADMINS,), request=(EVERYONE,), approve=(WORKSPACE_ADMINS,)),
    reads=Rule(run=(WORKSPACE_ADMINS,)),
)
"""Without a file: owners and admins run everything and approve; every full member may request a change."""


def holds(person: Person, principals: Iterable[str]) -> bool:
    """Whether somebody is one of the principals. Nobody but full members is any of them, whatever ids are listed."""
    return person.standing.is_full_member and any(_is(person, each) for each in principals)


def _is(person: Person, principal: str) -> bool:
    if principal == WORKSPACE_ADMINS:
        return person.standing.runs_the_workspace
    return principal in {EVERYONE, person.id, *person.groups}


def _folded(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(each.casefold() for each in listed)
