"""Who is on the list of a review, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.leaver import TURNS, Stay
from bot.domain.people import Person, Standing
from bot.domain.roll import Reason, Roll, reason_for

TEAM = "T0SIM"
FULL = [Standing.OWNER, Standing.ADMIN, Standing.MEMBER]


def account(standing: Standing, email: str | None = "ada@example.com", team_id: str = TEAM) -> Person:
    return Person("U0ADA", team_id, "Ada", email, standing)


def reason(*accounts: Person) -> Reason | None:
    roll = Roll(TEAM)
    for each in accounts:
        roll.add(each)
    return roll.reason(" ADA@example.com")


@pytest.mark.parametrize("standing", Standing)
def test_everybody_but_full_members_of_this_workspace_is_on_it(standing: Standing) -> None:
    """A full member of another one is of another organization."""
    assert (reason(account(standing)) is None) is (standing in FULL)
    assert reason_for(account(standing, team_id="T0OTHER"), TEAM) is not None


def test_an_address_that_nobody_has_is_on_it() -> None:
    assert reason(account(Standing.MEMBER, "other@example.com")) is Reason.NOBODY
    assert reason() is Reason.NOBODY


def test_of_several_accounts_the_one_that_is_here_counts() -> None:
    """In any order: whoever left and came back with a new account is a member."""
    gone, guest, member = account(Standing.DEACTIVATED), account(Standing.GUEST), account(Standing.MEMBER)
    for accounts in ((gone, member), (member, gone)):
        assert reason(*accounts) is None
    for accounts in ((gone, guest), (guest, gone)):
        assert reason(*accounts) is Reason.GUEST
    assert reason(gone, replace(member, team_id="T0OTHER")) is Reason.EXTERNAL


def test_a_slack_that_shows_no_addresses_proves_nothing() -> None:
    """Else everybody would seem to be gone."""
    roll = Roll(TEAM)
    for _ in range(2):
        roll.add(account(Standing.MEMBER, None))
    assert (roll.people, roll.shows_addresses) == (2, False)


def test_a_leaver_who_came_back_stays_so() -> None:
    """And whoever was deleted is not kept any more."""
    assert TURNS[Stay.BACK] == frozenset()
    assert Stay.KEPT not in TURNS[Stay.GONE]
    assert TURNS.keys() == set(Stay)
