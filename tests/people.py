"""Users and people for tests of views and words."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.arize import Role, User
from bot.domain.people import Person, Standing

ANY_TEXT = st.text(max_size=300)
MOMENT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def a_user(  # noqa: PLR0913 - a user has these members
    name: str = "Ada Byron",
    email: str = "ada@example.com",
    status: str = "ACTIVE",
    role: str = "MEMBER",
    user_id: str = "VXNlcjox==",
    *,
    is_developer: bool | None = True,
) -> User:
    return User(
        id=user_id,
        name=name,
        email=email,
        created_at=MOMENT,
        status=status,
        role=Role(type="PREDEFINED", name=role, id=None),
        is_developer=is_developer,
    )


def a_person(name: str = "Alice", email: str | None = "alice@example.com") -> Person:
    return Person("U0ALICE", "T0SIM", name, email, Standing.OWNER)


any_user = st.builds(
    a_user,
    name=ANY_TEXT,
    email=st.text(min_size=1, max_size=254),
    status=st.sampled_from(["ACTIVE", "INVITED", "EXPIRED", "FUTURE <!here>"]),
    role=ANY_TEXT,
    user_id=st.text(min_size=1, max_size=200),
    is_developer=st.sampled_from([True, False, None]),
)
