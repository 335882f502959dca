"""Who somebody is: what Slack's user object says, and what it leaves out."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.people import Standing
from bot.slack.people import read_person

FULL: dict[str, Any] = {
    "id": "U1",
    "team_id": "T1",
    "name": "ada",
    "deleted": False,
    "is_bot": False,
    "is_restricted": False,
    "is_ultra_restricted": False,
    "profile": {"real_name": "Ada Byron", "email": "ada@example.com"},
}


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ({}, Standing.MEMBER),
        ({"is_admin": True}, Standing.ADMIN),
        ({"is_admin": True, "is_owner": True}, Standing.OWNER),
        ({"is_primary_owner": True}, Standing.OWNER),
        ({"is_restricted": True}, Standing.GUEST),
        ({"is_ultra_restricted": True, "is_admin": True}, Standing.GUEST),
        ({"is_stranger": True, "is_owner": True}, Standing.EXTERNAL),
        ({"is_bot": True, "is_admin": True}, Standing.BOT),
        ({"id": "USLACKBOT"}, Standing.BOT),
        ({"deleted": True, "is_owner": True}, Standing.DEACTIVATED),
    ],
)
def test_the_lowest_standing_counts(said: dict[str, Any], standing: Standing) -> None:
    """An owner who was deactivated is deactivated."""
    assert read_person(FULL | said).standing is standing


@pytest.mark.parametrize("member", ["deleted", "is_bot", "is_restricted"])
def test_what_slack_leaves_out_counts_against_the_person(member: str) -> None:
    """Nobody becomes a full member by silence."""
    said = {name: value for name, value in FULL.items() if name != member}
    assert not read_person(said).standing.is_full_member


def test_a_person_without_a_profile_is_somebody_all_the_same() -> None:
    """By their name, else by their id; without an address and without a team."""
    nameless = {"id": "U1", "deleted": False, "is_bot": False, "is_restricted": False}
    person = read_person(nameless)
    assert (person.name, person.email, person.team_id) == ("U1", None, "")
    assert read_person(nameless | {"name": "ada"}).name == "ada"
