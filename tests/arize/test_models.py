"""What is read is kept; what is missing or odd does not get in the way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.arize import Created, InviteMode, NewUser, Role, RoleInfo, User, UserPage, UserRole, UserStatus
from tests.arize.story import ADA, ROLE

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
MEMBERS = st.fixed_dictionaries({}, optional=dict.fromkeys(ADA, JSON) | {"added_later": JSON, "model_config": JSON})
WORDS = (*UserStatus, *UserRole, *InviteMode, "PREDEFINED", "CUSTOM")


def user(**members: object) -> User:
    return User.model_validate(ADA | members)


def test_a_user_as_the_contract_has_them() -> None:
    """All seven members."""
    read = user()
    assert (read.id, read.name, read.email) == ("VXNlcjoxMDE6YWJjZA==", "Ada Byron", "ada@example.com")
    assert read.created_at == datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert (read.status, read.role, read.is_developer) == (UserStatus.ACTIVE, Role.predefined(UserRole.ADMIN), True)


def test_an_id_and_an_address_are_enough() -> None:
    """What is missing is said to be unknown, and the address stands in for the name."""
    read = User.model_validate({"id": "u1", "email": "jo@x.io"})
    assert (read.name, read.status, read.role.type, read.role.name) == ("jo@x.io", "UNKNOWN", "UNKNOWN", None)
    assert (read.created_at, read.is_developer) == (None, None)


@pytest.mark.parametrize("missing", ["id", "email"])
@pytest.mark.parametrize("instead", [None, "", 5])
def test_without_an_id_or_an_address_there_is_no_user(missing: str, instead: object) -> None:
    """Nothing could be done with one."""
    with pytest.raises(ValidationError):
        user(**{missing: instead})


@given(MEMBERS)
@example({"name": "\ud800", "status": "\udfff", "role": {"type": "\ud800"}})
@example({"created_at": 10**400, "is_developer": "true", "role": []})
def test_nothing_else_makes_a_read_fail(members: dict[str, Any]) -> None:
    """Whatever the other members hold, also ones that nobody knows yet."""
    read = User.model_validate(members | {"id": "u1", "email": "jo@x.io"})
    assert (read.id, read.email) == ("u1", "jo@x.io")
    assert read.name
    assert read.status
    assert read.is_developer in (True, False, None)
    if "added_later" in members:
        assert repr((read.model_extra or {})["added_later"]) == repr(members["added_later"])


@pytest.mark.parametrize("status", ["active", "ACTIVE", "Active"])
def test_known_words_are_read_in_any_case(status: str) -> None:
    """And come out in upper case."""
    assert user(status=status).status == UserStatus.ACTIVE


@given(st.text(min_size=1).filter(lambda word: word.upper() not in WORDS))
@example("suspended")
@example("act\u0131ve")
def test_unknown_words_are_kept_exactly(word: str) -> None:
    """A status or role of the future is shown as it came."""
    read = user(status=word, role={"type": word, "name": word})
    assert (read.status, read.role.type, read.role.name) == (word, word, word)
    assert user(role={"type": "PREDEFINED", "name": word}).role.name == word


def test_a_letter_that_only_looks_like_ours_makes_another_word() -> None:
    """The dotless i is a capital I in upper case."""
    assert user(status="act\u0131ve").status == "act\u0131ve"


def test_the_name_of_a_custom_role_is_free_text() -> None:
    """One that somebody called “admin” is not the predefined one."""
    role = user(role={"type": "custom", "id": "r1", "name": "admin"}).role
    assert (role.type, role.id, role.name) == ("CUSTOM", "r1", "admin")


def test_roles_that_only_look_alike_are_apart() -> None:
    """Most users share a few roles; what comes with one stays with it."""
    plain, one, true = ({"type": "CUSTOM", "id": "r1", **more} for more in ({}, {"since": 1}, {"since": True}))
    assert user(role=plain).role == user(role=dict(plain)).role
    assert user(role=one).role.model_extra == {"since": 1}
    assert repr(user(role=true).role.model_extra) == "{'since': True}"
    assert user(role=plain).role.model_extra == {}
    assert user(role={"type": None, "name": "x", "id": None}).role == Role(name="x")


def test_a_role_may_be_a_bare_word() -> None:
    """As in some of the vendor's examples."""
    assert user(role="member").role == Role.predefined(UserRole.MEMBER)


@pytest.mark.parametrize("created_at", ["2026-01-05T09:00:00", "2026-01-05T09:00:00Z", "2026-01-05T10:00:00+01:00"])
def test_times_are_aware(created_at: str) -> None:
    """Without a zone they are meant in UTC."""
    read = user(created_at=created_at).created_at
    assert read is not None
    assert read.tzinfo is not None
    assert read == datetime(2026, 1, 5, 9, tzinfo=UTC)


def test_values_do_not_change() -> None:
    """What was read is what is shown."""
    with pytest.raises(ValidationError):
        user().name = "Eve"


def test_a_role_of_the_account() -> None:
    """Its id is enough."""
    read = RoleInfo.model_validate(ROLE | {"description": "Runs it"})
    assert (read.name, read.description, read.permissions, read.is_predefined) == (
        "Admin",
        "Runs it",
        ("USER_READ",),
        True,
    )
    bare = RoleInfo.model_validate({"id": "r1", "permissions": "all", "description": 5, "is_predefined": "yes"})
    assert (bare.name, bare.description, bare.permissions, bare.is_predefined) == ("r1", None, (), False)
    with pytest.raises(ValidationError):
        RoleInfo.model_validate(["r1"])


def test_a_new_user_is_trimmed() -> None:
    """Name and address."""
    new = NewUser(name=" Jo ", email=" jo@x.io ", role=Role.predefined(UserRole.MEMBER), invite_mode=InviteMode.NONE)
    assert (new.name, new.email) == ("Jo", "jo@x.io")


@pytest.mark.parametrize(
    ("name", "email", "words"),
    [(" ", "jo@x.io", "name is needed"), ("N" * 256, "jo@x.io", "255"), ("Jo", " ", "address is needed")],
)
def test_a_new_user_that_cannot_be(name: str, email: str, words: str) -> None:
    """A ValueError in words, before anything is asked."""
    with pytest.raises(ValueError, match=words):
        NewUser(name=name, email=email, role=Role.predefined(UserRole.MEMBER), invite_mode=InviteMode.NONE)


def test_255_characters_are_a_name() -> None:
    """Counted after trimming."""
    name = "🦊" * 255
    new = NewUser(name=f" {name} ", email="x", role=Role.predefined(UserRole.MEMBER), invite_mode=InviteMode.NONE)
    assert new.name == name


def test_what_the_client_makes_is_exact() -> None:
    """A misspelt member of ours is a mistake."""
    with pytest.raises(ValidationError):
        UserPage.model_validate({"users": (), "next": "c"})
    assert Created(user=user(), is_new=True).temporary_password is None
