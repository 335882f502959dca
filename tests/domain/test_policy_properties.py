"""What holds of every policy, whoever asks for whatever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Person, Standing
from bot.domain.policy import GENEROSITY, at_worst, decide, may_decide
from bot.domain.rules import Condition, Operation, Policy, Rule, holds
from tests.domain.test_policy import NAMED, create, policy, somebody

if TYPE_CHECKING:
    from bot.domain.policy import Decision

texts = st.text(max_size=6) | st.sampled_from(["ADMIN", "MEMBER", "example.com"])
names = st.lists(st.sampled_from(["admins", "approvers", "requesters", "empty", "gone"]), max_size=2).map(tuple)
listed = st.lists(texts, max_size=2).map(tuple)
replaced = st.fixed_dictionaries({}, optional={"run": names, "request": names, "approve": names})
rules = st.builds(Rule, run=names, request=names, approve=names, approvals=st.integers(1, 3))
conditions = st.builds(
    Condition, role=listed, role_not=listed, email_domain=listed, email_domain_not=listed, replaces=replaced
)
policies = st.builds(
    lambda rule, when: policy(create=Operation(rule, tuple(when))), rules, st.lists(conditions, max_size=3)
)
people = st.builds(
    somebody,
    st.sampled_from(list(Standing)),
    st.none() | texts,
    id=st.sampled_from(["U0ALICE", "U0JANE"]),
    groups=st.frozensets(st.sampled_from(["S0ADMINS", "S0LEADS"])),
)
facts = st.tuples(st.none() | texts.map(lambda text: f"jane@{text}"), st.none() | texts)


def generosity(decision: Decision) -> int:
    return GENEROSITY.index(decision.verdict)


@given(policies, people, facts, facts)
def test_knowing_more_never_allows_more(
    ours: Policy, person: Person, known: tuple[str | None, str | None], more: tuple[str | None, str | None]
) -> None:
    """Whatever the policy: who could not open the form could not have submitted it, with any facts."""
    opened = decide(ours, create(person, *known, is_complete=False))
    about, role = (late if early is None else early for early, late in zip(known, more, strict=True))
    assert generosity(decide(ours, create(person, about, role))) <= generosity(opened)


@given(policies, people, facts, facts)
def test_what_becomes_of_a_form_lies_between_the_best_and_the_worst(
    ours: Policy, person: Person, known: tuple[str | None, str | None], more: tuple[str | None, str | None]
) -> None:
    """Whatever the policy, and whatever is filled in: nobody is told of less than it takes."""
    opened = create(person, *known, is_complete=False)
    about, role = (late if early is None else early for early, late in zip(known, more, strict=True))
    sent = decide(ours, create(person, about, role))
    best, worst = decide(ours, opened), at_worst(ours, opened)
    assert (generosity(worst), -worst.needed) <= (generosity(sent), -sent.needed) <= (generosity(best), -best.needed)


@given(policies, people, facts)
def test_nobody_decides_about_themselves(ours: Policy, person: Person, known: tuple[str | None, str | None]) -> None:
    """Neither who asked, nor whom it is about, nor who is no full member, by any policy."""
    assert not may_decide(ours, create(person, *known), person.id).allows
    assert not may_decide(ours, create(person, person.email, known[1]), "U0BEN").allows
    if not person.standing.is_full_member:
        assert not holds(person, ours.principals(ours.roles))


@given(people, facts)
def test_an_empty_policy_allows_nothing(person: Person, known: tuple[str | None, str | None]) -> None:
    """Where no role is filled nobody runs, requests or approves."""
    nothing = Policy({}, {}, changes=NAMED, reads=NAMED)
    assert not decide(nothing, create(person, *known)).allows
    assert not may_decide(nothing, create(person, *known), "U0BEN").allows
