"""The reasons that people read, word for word: they are the answer to “why may I not?”."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.batch import Progress, people
from bot.domain.leaver import TURNS, Stay, insist_on_turn
from bot.domain.people import Person, Standing
from bot.domain.policy import Audience, Decision, Question, Verdict, admit, decide, may_decide
from bot.domain.request import Impossible
from bot.domain.rules import DEFAULT, EVERYONE, Operation, Policy, Rule

DEV = Person("U0DEV", "T0HOME", "Dev", "dev@example.com", Standing.MEMBER)
ROLES = {"admins": ("U0ALICE",), "approvers": ("S0LEADS",), "everybody": (EVERYONE,)}


def ask(rule: Rule, person: Person = DEV, *, changes: bool = True) -> Decision:
    policy = Policy(ROLES, {"delete": Operation(rule)}, Rule(), Rule())
    return decide(policy, Question(person, "delete", Audience.ADMINS, changes=changes))


def test_who_is_let_in_and_who_is_not() -> None:
    assert admit(DEV, "T0HOME") == Decision(Verdict.RUN, "You are a full member.")
    assert admit(DEV, "T0OTHER").why == "This app serves another workspace, so it cannot act for you."


def test_what_is_open() -> None:
    """To everybody, or to everybody about themselves."""
    everybody = decide(DEFAULT, Question(DEV, "help", Audience.EVERYBODY))
    assert everybody == Decision(Verdict.RUN, "It is open to every full member of this workspace.")
    oneself = decide(DEFAULT, Question(DEV, "get", Audience.ONESELF, DEV.email))
    assert oneself == Decision(Verdict.RUN, "It is open to everybody about themselves.", DEV.email)


@pytest.mark.parametrize(("approvals", "words"), [(1, "It takes 1 approval."), (2, "It takes 2 approvals.")])
def test_what_others_have_to_approve(approvals: int, words: str) -> None:
    decision = ask(Rule(request=("admins",), approvals=approvals), replace(DEV, id="U0ALICE"))
    assert decision.why == f"You have the role “admins”. {words}"
    open_to_all = decide(DEFAULT, Question(DEV, "delete", Audience.ADMINS, changes=True))
    assert open_to_all.why == "Every full member of this workspace may ask for it. It takes 1 approval."


def test_what_only_reads_is_not_requested() -> None:
    """So those who may only request are nobody to turn to."""
    rule = Rule(run=("admins",), request=("approvers",))
    assert ask(rule, changes=False).why == "Only “admins” may use “delete”. Ask one of them."
    assert ask(rule).why == "Only “admins” and “approvers” may use “delete”. Ask one of them."


def test_who_cannot_be_ruled_out_to_be_concerned_does_not_decide() -> None:
    """Slack hides their address."""
    hidden = replace(DEV, id="U0CARLA", email=None, groups=frozenset({"S0LEADS"}))
    policy = Policy(ROLES, {"delete": Operation(Rule(run=("admins",), approve=("approvers",)))}, Rule(), Rule())
    decision = may_decide(policy, Question(hidden, "delete", Audience.ADMINS, "ada@example.com", changes=True), "U0DEV")
    assert (decision.verdict, decision.runners) == (Verdict.REFUSE, ("U0ALICE",))
    assert decision.why == (
        "Slack shows no e-mail address for you, so it cannot be ruled out that this is about you. "
        "Somebody else has to decide."
    )


def test_users_are_counted_in_words() -> None:
    """One, many, thousands; of a batch, what is left and all there is."""
    assert [people(count) for count in (0, 1, 2, 1200)] == ["0 users", "1 user", "2 users", "1,200 users"]
    progress = Progress(done=1, failed=2, left_out=4, begun=8, waiting=16)
    assert (progress.left, progress.total) == (24, 31)


@pytest.mark.parametrize("before", Stay)
@pytest.mark.parametrize("after", Stay)
def test_a_leaver_moves_by_the_table_alone(before: Stay, after: Stay) -> None:
    """Every pair is either in it or a bug that says which."""
    if after in TURNS[before]:
        insist_on_turn(before, after)
    else:
        with pytest.raises(Impossible, match=f"^{before.value} -> {after.value}$"):
            insist_on_turn(before, after)
