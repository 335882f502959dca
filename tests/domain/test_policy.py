"""Who may do what, with a policy file and without one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.people import Person, Standing
from bot.domain.policy import Audience, Question, Verdict, admit, decide, may_decide
from bot.domain.rules import DEFAULT, EVERYONE, Condition, Operation, Policy, Rule

HOME = "T0HOME"
NAMED = Rule(run=("admins",))


def somebody(standing: Standing = Standing.MEMBER, email: str | None = "jane@example.com", **rest: object) -> Person:
    return replace(Person("U0JANE", HOME, "Jane", email, standing), **rest)  # type: ignore[arg-type]  # of any field


def ask(
    standing: Standing, audience: Audience, about: str | None = None, email: str | None = "jane@example.com"
) -> bool:
    return decide(DEFAULT, Question(somebody(standing, email), "get", audience, about)).allows


def policy(**operations: Operation) -> Policy:
    roles = {
        "admins": ("S0ADMINS", "U0ALICE"),
        "approvers": ("S0LEADS",),
        "requesters": (EVERYONE,),
        "empty": (),
    }
    return Policy(roles, operations, changes=NAMED, reads=NAMED)


CREATE = policy(
    create=Operation(
        Rule(run=("admins",), request=("requesters",), approve=("approvers", "admins"), notify=("approvers",)),
        (
            Condition(role=("ADMIN",), replaces={"run": (), "approve": ("admins",), "approvals": 2}),
            Condition(email_domain_not=("example.com",), replaces={"run": ()}),
        ),
    )
)


def create(person: Person, about: str | None = None, role: str | None = None, *, is_complete: bool = True) -> Question:
    return Question(person, "create", Audience.ADMINS, about, changes=True, role=role, is_complete=is_complete)


ALICE = somebody(id="U0ALICE")
LEAD = somebody(id="U0LEAD", email="lead@example.com", groups=frozenset({"S0LEADS"}))


@pytest.mark.parametrize("standing", list(Standing))
def test_only_full_members_exist(standing: Standing) -> None:
    """Guests, external people, bots and deactivated accounts are refused, with a reason that names what they are."""
    decision = admit(somebody(standing), HOME)
    assert decision.allows == (standing in (Standing.OWNER, Standing.ADMIN, Standing.MEMBER))
    assert standing.value in decision.why


def test_another_workspace_is_refused() -> None:
    """Being an owner elsewhere counts for nothing."""
    decision = admit(somebody(Standing.OWNER), "T0OTHER")
    assert not decision.allows
    assert "another workspace" in decision.why


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("standing", [Standing.OWNER, Standing.ADMIN])
def test_without_a_file_owners_and_admins_run_everything(standing: Standing, audience: Audience) -> None:
    """Whatever it is, and whomever it is about."""
    assert ask(standing, audience, "someone@example.com")


def test_members_look_at_themselves_only() -> None:
    """Their own address is compared case-insensitively; anybody else's is refused."""
    assert ask(Standing.MEMBER, Audience.ONESELF, "JANE@example.com")
    assert not ask(Standing.MEMBER, Audience.ONESELF, "ben@example.com")
    assert not ask(Standing.MEMBER, Audience.ONESELF, "jane@example.com", email=None)


def test_a_permission_about_oneself_names_the_one_address_it_covers() -> None:
    """So that a list of people to pick from shows nobody else."""
    member = decide(DEFAULT, Question(somebody(Standing.MEMBER), "get", Audience.ONESELF))
    admin = decide(DEFAULT, Question(somebody(Standing.ADMIN), "get", Audience.ONESELF))
    assert (member.allows, member.only_about) == (True, "jane@example.com")
    assert (admin.allows, admin.only_about) == (True, None)


def test_a_file_that_names_get_leaves_everybody_themselves() -> None:
    """Looking at oneself is nobody's to give or to take."""
    ours = policy(get=Operation(Rule(run=("approvers",))))
    assert decide(ours, Question(LEAD, "get", Audience.ONESELF, "ben@example.com")).only_about is None
    assert decide(ours, Question(ALICE, "get", Audience.ONESELF, ALICE.email)).runs
    refused = decide(ours, Question(ALICE, "get", Audience.ONESELF, "ben@example.com"))
    assert refused.why == "You can look at yourself only. Only “approvers” may use “get”. Ask one of them."


def test_without_a_file_members_request_what_admins_run() -> None:
    """A change takes one approval by an owner or admin; what only reads cannot be requested, and says whom to ask."""
    change = decide(DEFAULT, replace(create(somebody()), operation="delete"))
    assert (change.verdict, change.needed, change.approvers) == (
        Verdict.REQUEST,
        1,
        ("workspace owners and admins",),
    )
    read = decide(DEFAULT, Question(somebody(), "list", Audience.ADMINS))
    assert read.why == "Only workspace owners and admins may use “list”. Ask one of them."


@pytest.mark.parametrize(
    ("person", "about", "role", "verdict", "needed"),
    [
        (ALICE, "new@example.com", "MEMBER", Verdict.RUN, 0),
        (ALICE, "new@example.com", "admin", Verdict.REQUEST, 2),
        (ALICE, "new@EXAMPLE.com ", "MEMBER", Verdict.RUN, 0),
        (ALICE, "new@sub.example.com", "MEMBER", Verdict.REQUEST, 1),
        (ALICE, "no address at all", "MEMBER", Verdict.REQUEST, 1),
        (ALICE, None, None, Verdict.RUN, 0),
        (LEAD, "new@example.com", "MEMBER", Verdict.REQUEST, 1),
        (somebody(Standing.GUEST), "new@example.com", "MEMBER", Verdict.REFUSE, 0),
        (somebody(Standing.GUEST, id="U0ALICE"), "new@example.com", "MEMBER", Verdict.REFUSE, 0),
    ],
)
def test_the_first_condition_that_matches_replaces_the_keys_it_names(
    person: Person, about: str | None, role: str | None, verdict: Verdict, needed: int
) -> None:
    """The role is compared in any case, the domain as a whole; where no role is granted, none is compared."""
    decision = decide(CREATE, create(person, about, role))
    assert (decision.verdict, decision.needed) == (verdict, needed)


def test_a_form_opens_for_whoever_may_come_to_be_allowed() -> None:
    """While role and address are open the best answer counts; it is asked again when they are known."""
    assert decide(CREATE, create(LEAD, is_complete=False)).needed == 1
    assert decide(CREATE, create(ALICE, is_complete=False)).runs
    only_for_admins = policy(
        create=Operation(Rule(), (Condition(role_not=("MEMBER",), replaces={"run": ("admins",)}),))
    )
    assert decide(only_for_admins, create(ALICE, is_complete=False)).runs
    assert not decide(only_for_admins, create(ALICE, role="member")).allows
    assert not decide(only_for_admins, create(ALICE)).allows
    assert decide(only_for_admins, create(ALICE, role="ADMIN")).runs


def test_a_decision_says_who_approves_and_who_is_told() -> None:
    """As principals, each once; nobody in particular is told where the rule names nobody."""
    decision = decide(CREATE, create(LEAD, "new@example.com", "MEMBER"))
    assert decision.approvers == ("S0LEADS", "S0ADMINS", "U0ALICE")
    assert decision.notify == ("S0LEADS",)
    assert decision.why == "You have the role “requesters”. It takes 1 approval."
    assert decide(DEFAULT, create(LEAD)).notify is None


def test_what_the_policy_does_not_name_belongs_to_the_admins() -> None:
    """Others are refused and told who may."""
    assert decide(CREATE, replace(create(ALICE), operation="delete")).why == "You have the role “admins”."
    refused = decide(CREATE, replace(create(LEAD), operation="delete"))
    assert (refused.verdict, refused.why) == (
        Verdict.REFUSE,
        "Only “admins” may use “delete”. Ask one of them.",
    )


def test_empty_lists_and_roles_that_are_not_there_are_nobody() -> None:
    """It fails closed, and says that nobody may."""
    ours = policy(create=Operation(Rule(run=("empty", "gone"), request=(), approve=("gone",))))
    assert decide(ours, create(ALICE)).why == "By the policy, nobody may use “create”."
    assert (
        may_decide(ours, create(LEAD, "new@example.com"), "U0BEN").why == "By the policy, nobody may approve “create”."
    )


def test_all_who_may_run_or_request_are_named() -> None:
    """Each role once."""
    ours = policy(create=Operation(Rule(run=("admins",), request=("admins", "approvers"))))
    refused = decide(ours, create(somebody()))
    assert refused.why == "Only “admins” and “approvers” may use “create”. Ask one of them."


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (replace(LEAD, id="U0BEN"), "You asked for this yourself, so somebody else has to decide."),
        (replace(LEAD, email="NEW@example.com"), "This is about you, so somebody else has to decide."),
        (replace(LEAD, email=None), "Slack shows no e-mail address for you"),
        (replace(LEAD, groups=frozenset()), "Only “approvers” and “admins” may approve “create”."),
        (replace(LEAD, standing=Standing.GUEST), "Only “approvers” and “admins” may approve “create”."),
    ],
)
def test_who_may_not_decide(person: Person, why: str) -> None:
    """The requester, the person it is about, whoever might be them, and whoever the policy does not name."""
    decision = may_decide(CREATE, create(person, "new@example.com", "MEMBER"), "U0BEN")
    assert not decision.allows
    assert decision.why.startswith(why)
    assert (decision.needed, decision.notify) == (1, ("S0LEADS",))


def test_who_may_decide() -> None:
    """Whoever holds a role of `approve` under the conditions of this very request, which say how many it takes."""
    decision = may_decide(CREATE, create(LEAD, "new@example.com", "MEMBER"), "U0BEN")
    assert (decision.runs, decision.why, decision.needed) == (True, "You have the role “approvers”.", 1)
    assert not may_decide(CREATE, create(LEAD, "new@example.com", "ADMIN"), "U0BEN").allows
    by_alice = may_decide(CREATE, create(ALICE, "new@example.com", "ADMIN"), "U0BEN")
    assert (by_alice.runs, by_alice.needed) == (True, 2)
    owner = may_decide(DEFAULT, create(somebody(Standing.OWNER), "new@example.com"), "U0BEN")
    assert (owner.runs, owner.why) == (True, "You are a workspace owner.")


def test_nobody_decides_what_they_may_not_have_to() -> None:
    """While the role is not known: it may be the one that takes two admins."""
    unknown = Question(LEAD, "create", Audience.ADMINS, "new@example.com", changes=True)
    assert not may_decide(CREATE, unknown, "U0BEN").allows
    by_alice = may_decide(CREATE, replace(unknown, person=ALICE), "U0BEN")
    assert (by_alice.runs, by_alice.needed) == (True, 2)


def test_what_a_file_does_not_name_changes_or_reads() -> None:
    """Each has a rule of its own."""
    ours = Policy({"admins": ("U0ALICE",)}, {}, changes=Rule(), reads=NAMED)
    assert decide(ours, Question(ALICE, "list", Audience.ADMINS)).runs
    assert not decide(ours, Question(ALICE, "delete", Audience.ADMINS, changes=True)).allows


def test_the_groups_to_look_people_up_in_are_those_that_roles_name() -> None:
    """And no person among them."""
    assert CREATE.groups == {"S0ADMINS", "S0LEADS"}
    assert DEFAULT.groups == frozenset()
