"""All pages are looked at, and none twice."""

from __future__ import annotations

from typing import Any

import pytest

from bot.arize import AmbiguousEmail, UnreadableAnswer
from tests.arize.story import ADA, always, in_turn, page, telling


def numbered(number: int, email: str) -> dict[str, Any]:
    return ADA | {"id": f"u{number}", "email": email}


async def test_all_users_of_all_pages() -> None:
    """The filters stay the same from page to page."""
    story = in_turn(page(numbered(1, "a@x.io"), next_cursor="c2"), page(numbered(2, "b@x.io")))
    async with telling(story) as told:
        assert [user.id async for user in told.client.iter_users(email="x.io", status=["ACTIVE"])] == ["u1", "u2"]
    first, second = told.asked
    assert first.query == [("limit", "100"), ("email", "x.io"), ("status", "ACTIVE")]
    assert second.query == [("limit", "100"), ("cursor", "c2"), ("email", "x.io"), ("status", "ACTIVE")]


async def test_a_list_that_leads_in_a_circle_ends() -> None:
    """A cursor that comes a second time is an error, not a loop."""
    async with telling(always(page(ADA, next_cursor="again"))) as told:
        with pytest.raises(UnreadableAnswer, match="leads back") as raised:
            [user async for user in told.client.iter_users()]
    assert len(told.asked) == 2
    assert not raised.value.may_have_happened


async def test_a_user_is_found_by_the_exact_address() -> None:
    """The API's filter takes parts of addresses; a longer address that contains it is somebody else."""
    async with telling(always(page(numbered(1, "bigjo@x.io"), numbered(2, "Jo@X.io")))) as told:
        found = await told.client.find_user(" jO@x.io ")
    assert found is not None
    assert found.id == "u2"
    assert told.asked[0].param("email") == "jO@x.io"


async def test_a_user_is_found_on_the_last_page() -> None:
    """A match beyond the first page counts."""
    story = in_turn(page(numbered(1, "bigjo@x.io"), next_cursor="c2"), page(numbered(2, "jo@x.io")))
    async with telling(story) as told:
        found = await told.client.find_user("jo@x.io")
    assert found is not None
    assert found.id == "u2"


async def test_nobody_is_found() -> None:
    """Neither for an address that only looks like it, nor for none at all, which is not even asked for."""
    async with telling(always(page(numbered(1, "bigjo@x.io")))) as told:
        assert await told.client.find_user("jo@x.io") is None
        assert await told.client.find_user("  ") is None
    assert len(told.asked) == 1


async def test_two_users_with_one_address_are_not_guessed_at() -> None:
    """Even where the second stands on another page."""
    story = in_turn(page(numbered(1, "jo@x.io"), next_cursor="c2"), page(numbered(2, "JO@x.io")))
    async with telling(story) as told:
        with pytest.raises(AmbiguousEmail) as raised:
            await told.client.find_user("jo@x.io")
    assert "jo@x.io" not in str(raised.value).lower()


async def test_of_somebody_who_is_only_looked_at_no_further_page_is_read() -> None:
    """Up to the page that they are on, all are; two on that page are not guessed at either."""
    others, both = numbered(1, "bigjo@x.io"), (numbered(2, "jo@x.io"), numbered(3, "JO@x.io"))
    story = in_turn(page(others, next_cursor="c2"), page(both[0], next_cursor="c3"), page(*both, next_cursor="c4"))
    async with telling(story) as told:
        found = await told.client.find_user("jo@x.io", is_to_change=False)
        assert found is not None
        assert (found.id, len(told.asked)) == ("u2", 2)
        with pytest.raises(AmbiguousEmail):
            await told.client.find_user("jo@x.io", is_to_change=False)


async def test_the_same_user_twice_is_one_user() -> None:
    """Pages may overlap while somebody is added."""
    story = in_turn(page(numbered(1, "jo@x.io"), next_cursor="c2"), page(numbered(1, "jo@x.io")))
    async with telling(story) as told:
        assert await told.client.find_user("jo@x.io") is not None


async def test_a_user_who_cannot_be_read_is_not_nobody() -> None:
    """“Nobody has this address” must not be said while a row without an address could have it."""
    async with telling(always(page({"name": "who"}))) as told:
        with pytest.raises(UnreadableAnswer):
            await told.client.find_user("jo@x.io")


async def test_an_address_longer_than_the_filter_is_still_looked_for() -> None:
    """The filter gets as much of it as it takes."""
    long = "j" * 300 + "@x.io"
    async with telling(always(page(numbered(1, long)))) as told:
        assert await told.client.find_user(long) is not None
    assert told.asked[0].param("email") == long[:255]


async def test_nobody_comes_twice() -> None:
    """Somebody who was put in while the pages were turned moves another from the first to the second."""
    first = page(numbered(1, "a@x.io"), numbered(2, "b@x.io"), next_cursor="c2")
    async with telling(in_turn(first, page(numbered(2, "b@x.io"), numbered(3, "c@x.io")))) as told:
        assert [user.id async for user in told.client.iter_users()] == ["u1", "u2", "u3"]
    async with telling(always(page(numbered(1, "a@x.io"), numbered(1, "a@x.io")))) as told:
        listed = await told.client.list_users()
        assert ([user.id for user in listed.users], listed.unreadable) == (["u1"], 0)
