"""Who may do what while no policy file says otherwise."""

from __future__ import annotations

import pytest

from bot.domain.people import Person, Standing
from bot.domain.policy import Audience, Question, admit, decide

HOME = "T0HOME"


def somebody(standing: Standing, email: str | None = "jane@example.com") -> Person:
    return Person("U0JANE", HOME, "Jane", email, standing)


def ask(
    standing: Standing, audience: Audience, about: str | None = None, email: str | None = "jane@example.com"
) -> bool:
    return decide(Question(somebody(standing, email), "get", audience, about)).allows


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
def test_owners_and_admins_run_everything(standing: Standing, audience: Audience) -> None:
    """Whatever it is, and whomever it is about."""
    assert ask(standing, audience, "someone@example.com")


def test_members_look_at_themselves_only() -> None:
    """Their own address is compared case-insensitively; anybody else's is refused."""
    assert ask(Standing.MEMBER, Audience.ONESELF, "JANE@example.com")
    assert not ask(Standing.MEMBER, Audience.ONESELF, "ben@example.com")
    assert not ask(Standing.MEMBER, Audience.ONESELF, "jane@example.com", email=None)


def test_a_permission_about_oneself_names_the_one_address_it_covers() -> None:
    """So that a list of people to pick from shows nobody else."""
    member = decide(Question(somebody(Standing.MEMBER), "get", Audience.ONESELF))
    admin = decide(Question(somebody(Standing.ADMIN), "get", Audience.ONESELF))
    assert (member.allows, member.only_about) == (True, "jane@example.com")
    assert (admin.allows, admin.only_about) == (True, None)


def test_members_do_not_run_what_is_for_admins() -> None:
    """And are told whom to ask."""
    decision = decide(Question(somebody(Standing.MEMBER), "delete", Audience.ADMINS))
    assert not decision.allows
    assert "owners and admins" in decision.why
    assert ask(Standing.MEMBER, Audience.EVERYBODY)
