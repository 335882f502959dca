"""What a policy lets people request although it can never be approved."""

from __future__ import annotations

import pytest

from bot.domain.hopeless import hopeless
from bot.domain.rules import DEFAULT, EVERYONE, Condition, Operation, Policy, Rule

ROLES = {"all": (EVERYONE,), "one": ("U0ALICE",), "two": ("U0ALICE", "U0BEN"), "group": ("S0LEADS",), "empty": ()}


def warnings(*when: Condition, **rule: object) -> tuple[str, ...]:
    ours = Operation(Rule(**rule), when)  # type: ignore[arg-type]  # the parameters of a Rule
    return hopeless(Policy(ROLES, {"delete": ours}, Rule(), Rule()), {"delete": True})


def test_nobody_may_approve() -> None:
    """An empty list is told, and so is a list of empty roles."""
    told = ("“delete” can be requested, but not approved: the policy names nobody who may approve it.",)
    assert warnings(request=("all",)) == told
    assert warnings(request=("all",), approve=("empty",)) == told


def test_too_few_may_approve() -> None:
    """Counted besides whoever asks, who cannot approve it themselves."""
    assert warnings(request=("all",), approve=("two",), approvals=3) == (
        "“delete” can be requested, but not approved: it takes 3 besides whoever asks, and the policy names 2 people.",
    )
    assert warnings(request=("one",), approve=("one",)) == (
        "“delete” can be requested, but not approved: it takes 1 besides whoever asks, and the policy names 1 person.",
    )


def test_a_condition_is_looked_at_as_well() -> None:
    """What it makes of the rule may be hopeless where the rule is not; each is told once."""
    strict = Condition(role=("ADMIN",), replaces={"approve": ()})
    assert len(warnings(strict, strict, request=("all",), approve=("group",))) == 1


@pytest.mark.parametrize(
    "rule",
    [
        {"request": (), "approve": ()},
        {"request": ("empty",), "approve": ()},
        {"request": ("all",), "approve": ("group",), "approvals": 9},
        {"request": ("all",), "approve": ("all",), "approvals": 9},
        {"request": ("all",), "approve": ("one",)},
        {"request": ("two",), "approve": ("two",)},
    ],
)
def test_what_may_be_approved_is_not_warned_of(rule: dict[str, object]) -> None:
    """Nor what nobody may request, nor what depends on how many people a user group has."""
    assert warnings(**rule) == ()


def test_the_default_is_not_hopeless_and_reads_are_not_requested() -> None:
    """No warning without a reason."""
    assert hopeless(DEFAULT, {"delete": True, "list": False}) == ()
    assert hopeless(Policy(ROLES, {}, Rule(), Rule(request=("all",))), {"list": False}) == ()


def test_what_the_file_does_not_name_is_looked_at_as_a_change() -> None:
    """The rule for changes that are not named counts, and not the one for what only reads."""
    ours = Policy(ROLES, {}, changes=Rule(request=("all",)), reads=Rule(run=("all",)))
    assert len(hopeless(ours, {"delete": True})) == 1
