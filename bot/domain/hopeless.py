"""What a policy lets people request although it can never be approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.rules import EVERYONE, WORKSPACE_ADMINS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.rules import Policy, Rule


def hopeless(policy: Policy, operations: Mapping[str, bool]) -> tuple[str, ...]:
    """Sentences for the operator; `operations` maps each name to whether it changes something.

    Told is only what can be told without asking Slack: how many people are in a user group is not known here.
    """
    changing = (name for name, changes in operations.items() if changes)
    return tuple(dict.fromkeys(warning for name in changing for warning in _warnings(policy, name)))


def _warnings(policy: Policy, name: str) -> Iterator[str]:
    for rule in policy.operation(name, changes=True).variants():
        if policy.principals(rule.request) and not _can_be_approved(policy, rule):
            yield f"“{name}” can be requested, but not approved: {_lack(policy, rule)}."


def _can_be_approved(policy: Policy, rule: Rule) -> bool:
    """Whether there is a requester besides whom enough people are left who may approve."""
    approvers = policy.principals(rule.approve)
    if any(_is_many(each) for each in approvers):
        return True
    return any(len(set(approvers) - {requester}) >= rule.approvals for requester in policy.principals(rule.request))


def _lack(policy: Policy, rule: Rule) -> str:
    people = len(policy.principals(rule.approve))
    if not people:
        return "the policy names nobody who may approve it"
    there = "1 person" if people == 1 else f"{people} people"
    return f"it takes {rule.approvals} besides whoever asks, and the policy names {there}"


def _is_many(principal: str) -> bool:
    return principal in (EVERYONE, WORKSPACE_ADMINS) or principal.startswith("S")
