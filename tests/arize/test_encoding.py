"""Ids and filters arrive as they are, whatever is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from starlette.responses import Response

from bot.arize import NotFound
from tests.arize.story import always, page, problem, telling
from tests.unhurried import SHARED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.arize.story import Asked, Told


@pytest.fixture
async def empty_account() -> AsyncIterator[Told]:
    """An account without users."""

    def story(asked: Asked) -> Response:
        return page() if asked.query else problem(404)

    async with telling(story) as told:
        yield told


@given(user_id=st.text(min_size=1).filter(str.strip), email=st.text(min_size=1, max_size=80))
@example(user_id="..", email="jo+a%40@x.io")
@example(user_id="a/b?c#d%2e=", email="&status=ACTIVE")
@settings(max_examples=60, suppress_health_check=SHARED)
async def test_any_id_and_any_filter_arrive_as_they_are(empty_account: Told, user_id: str, email: str) -> None:
    """Nothing in an id leads to another operation, and nothing in an address to another filter."""
    with pytest.raises(NotFound):
        await empty_account.client.get_user(user_id)
    await empty_account.client.list_users(email=email)
    one, many = empty_account.asked[-2:]
    prefix, _, segment = one.path.rpartition("/")
    assert (prefix, unquote(segment)) == ("/v2/users", user_id)
    assert not set(segment) & set("./?#+=")
    assert many.query == [("limit", "50"), ("email", email)]


@pytest.mark.parametrize(
    ("user_id", "segment"),
    [
        ("a/b", "a%2Fb"),
        ("YQ==", "YQ%3D%3D"),
        ("a+b", "a%2Bb"),
        ("..", "%2E%2E"),
        ("50%", "50%25"),
        ("a?b#c", "a%3Fb%23c"),
    ],
)
async def test_ids_are_encoded(user_id: str, segment: str) -> None:
    """With nothing left that a path would read."""
    async with telling(always(Response(status_code=204))) as told:
        await told.client.reset_password(user_id)
    assert told.asked[0].path == f"/v2/users/{segment}/reset-password"


@pytest.mark.parametrize("user_id", ["", "  "])
async def test_no_id_is_no_request(user_id: str) -> None:
    """Without one the path would be that of the list."""
    async with telling(always(Response(status_code=204))) as told:
        with pytest.raises(ValueError, match="id is needed"):
            await told.client.delete_user(user_id)
    assert told.asked == []
