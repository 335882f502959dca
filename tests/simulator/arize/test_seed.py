"""The believable account."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from bot.simulator.arize import PERSONAS, Account, Persona, seed
from bot.simulator.arize.records import ROLES, STATUSES
from tests.simulator.arize.conftest import NOON

RESERVED = ("example.com", "example.org", "example.net")


@pytest.fixture
def seeded(account: Account) -> Account:
    seed(account)
    return account


def test_about_120_people_of_every_kind(seeded: Account) -> None:
    """Every role, every status, all in the past, all with addresses that can be nobody's."""
    users = seeded.users
    assert 110 <= len(users) <= 130
    assert Counter(user.status for user in users).keys() == set(STATUSES)
    assert Counter(user.role for user in users).keys() == set(ROLES)
    assert all(user.created_at < NOON for user in users)
    assert all(user.email.endswith((*RESERVED, ".example")) for user in users)


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.name)
def test_the_persons_of_the_stories_are_there(seeded: Account, persona: Persona) -> None:
    """As the stories know them; the deleted one is not to be seen."""
    user = seeded.user(persona.email)
    if persona.status == "DELETED":
        assert user is None
    else:
        assert user is not None
        assert (user.name, user.role, user.status, user.sso) == (
            persona.name,
            persona.role,
            persona.status,
            persona.sso,
        )


def test_the_seed_is_the_same_each_time(seeded: Account) -> None:
    """Ids too."""
    again = Account(clock=lambda: NOON, ids=Random(1))  # noqa: S311 - made-up ids
    seed(again)
    assert again.users == seeded.users


def test_some_ids_need_encoding(seeded: Account) -> None:
    """A client that does not encode them is found out."""
    ids = "".join(user.id for user in seeded.users)
    assert {"/", "+", "="} <= set(ids)
