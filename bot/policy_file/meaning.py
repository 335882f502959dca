"""What a file with tables and keys in their places may still get wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.domain.rules import EVERYONE
from bot.policy_file.problems import Problem, Where, meant
from bot.policy_file.shape import CONDITIONS, KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ADMINS = "admins"
"""The role that may run what the file does not name."""
ID = re.compile(r"[UWS][A-Z0-9]{2,}")
LISTS = ("run", "request", "approve", "notify")
OF_CHANGES = ("request", "approve", "notify", "approvals")


@dataclass(frozen=True)
class Meaning:
    """What has another shape than it should is left to those who look at shapes."""

    roles: Mapping[str, Any]
    operations: Mapping[str, Any]
    known: Mapping[str, bool]

    def problems(self) -> Iterator[Problem]:
        yield from self._of_roles()
        for name, operation in self.operations.items():
            yield from self._of_operation(name, operation)

    def _of_roles(self) -> Iterator[Problem]:
        if ADMINS not in self.roles:
            yield Problem(("roles",), f"there is no role {ADMINS}, which may run what the file does not name")
        for role, principals in self.roles.items():
            for number, principal in enumerate(_texts(principals)):
                if principal != EVERYONE and not ID.fullmatch(principal):
                    yield Problem(
                        ("roles", role, number),
                        f"roles.{role}: “{principal}” is no Slack id: a person's begins with U or W, a user group's "
                        f"with S, in capitals; “{EVERYONE}” is every full member",
                    )

    def _of_operation(self, name: str, operation: object) -> Iterator[Problem]:
        where = ("operations", name)
        if name not in self.known:
            yield Problem(where, f"operations.{name}: a policy has no such operation{meant(name, self.known)}")
        if isinstance(operation, dict):
            yield from self._of_rule(where, name, operation)
            for number, when in enumerate(_tables(operation.get("when"))):
                yield from self._of_rule((*where, "when", number), name, when)
                yield from _of_condition((*where, "when", number), when)

    def _of_rule(self, where: Where, operation: str, rule: Mapping[str, Any]) -> Iterator[Problem]:
        if not self.known.get(operation, True):
            for key in set(OF_CHANGES) & set(rule):
                yield Problem((*where, key), f"operations.{operation}.{key}: it changes nothing, so nobody requests it")
        for key in LISTS:
            for role in _texts(rule.get(key)):
                if role not in self.roles:
                    yield Problem((*where, key), f"operations.{operation}.{key}: {self._no_role(role)}")

    def _no_role(self, name: str) -> str:
        if name == EVERYONE or ID.fullmatch(name):
            return f"“{name}” is no role; put it into a role under [roles], and name that role here"
        return f"there is no role “{name}”{meant(name, self.roles)}"


def _of_condition(where: Where, when: Mapping[str, Any]) -> Iterator[Problem]:
    named = ".".join(str(part) for part in where if isinstance(part, str))
    if not set(when) & set(CONDITIONS):
        yield Problem(where, f"{named} has no condition; there are {', '.join(CONDITIONS)}")
    if not set(when) & set(KEYS):
        yield Problem(where, f"{named} replaces nothing; it can replace {', '.join(KEYS)}")
    for key in ("email_domain", "email_domain_not"):
        for domain in _texts(when.get(key)):
            if "@" in domain:
                yield Problem((*where, key), f"{named}.{key}: write “{domain.rpartition('@')[2]}”, without the @")


def _texts(value: object) -> list[str]:
    listed = [value] if isinstance(value, str) else value
    return [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []


def _tables(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
