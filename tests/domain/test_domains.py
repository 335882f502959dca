"""Conditions on the domain of an address, for addresses that look like another."""

from __future__ import annotations

import pytest

from bot.domain.people import Person, Standing
from bot.domain.policy import Audience, Question, decide
from bot.domain.rules import EVERYONE, Condition, Operation, Policy, Rule

ANYBODY = Person("U0DEV", "T0HOME", "Dev", "dev@example.com", Standing.MEMBER)
ROLES = {"everybody": (EVERYONE,)}
INSIDE = Condition(email_domain=("Example.com",), replaces={"run": ("everybody",)})
OUTSIDE = Condition(email_domain_not=("Example.com",), replaces={"run": ()})
LIKE_OURS = [
    "jane@EXAMPLE.com",
    "JANE@example.COM ",
    "jane@example.com@example.com",
    '"jane@evil.example"@example.com',
]
NOT_OURS = [
    "jane@ex\u0430mple.com",  # a Cyrillic letter
    "jane@example.c\u03bfm",  # a Greek one
    "jane@\uff45xample.com",  # a wide one
    "jane@example\u3002com",  # an ideographic full stop
    "jane@exam\u200bple.com",  # a blank that nobody sees
    "jane@example.com.",
    "jane@example.com.evil.example",
    "jane@notexample.com",
    "jane@sub.example.com",
    "jane@example.com@evil.example",
    "example.com",
    "",
]


def runs(rule: Rule, condition: Condition, about: str | None) -> bool:
    policy = Policy(ROLES, {"create": Operation(rule, (condition,))}, Rule(), Rule())
    return decide(policy, Question(ANYBODY, "create", Audience.ADMINS, about, changes=True, is_complete=True)).runs


@pytest.mark.parametrize("about", LIKE_OURS)
def test_the_domain_is_what_stands_behind_the_last_at_in_any_case(about: str) -> None:
    """Whether the policy asks for it, or for any other."""
    assert runs(Rule(), INSIDE, about)
    assert runs(Rule(run=("everybody",)), OUTSIDE, about)


@pytest.mark.parametrize("about", NOT_OURS)
def test_what_only_looks_like_the_domain_is_another(about: str) -> None:
    """A letter of another alphabet, something before or behind it, or no domain at all."""
    assert not runs(Rule(), INSIDE, about)
    assert not runs(Rule(run=("everybody",)), OUTSIDE, about)
