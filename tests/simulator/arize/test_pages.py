"""Cursor pages."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize import Account, Refused
from bot.simulator.arize.records import Key, UserQuery

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def crowd(account: Account) -> Account:
    for number in range(7):
        account.add_user(f"U{number}", f"u{number}@example.com", status="INVITED" if number % 2 else "ACTIVE")
    return account


def walk(account: Account, key: Key, limit: int, email: str = "") -> Iterator[list[str]]:
    cursor, more = None, True
    while more:
        page = account.list_users(key, UserQuery(limit, cursor, email))
        yield [user.name for user in page.items]
        cursor, more = page.next_cursor, page.next_cursor is not None


def test_pages_hold_everybody_once(crowd: Account, admin: Key) -> None:
    """The last page has no cursor, also where it is full."""
    assert list(walk(crowd, admin, 3)) == [["U0", "U1", "U2"], ["U3", "U4", "U5"], ["U6"]]
    assert [len(page) for page in walk(crowd, admin, 7)] == [7]


def test_a_user_who_is_deleted_between_pages_moves_nobody(crowd: Account, admin: Key) -> None:
    """Nobody is skipped, nobody is shown twice."""
    pages = walk(crowd, admin, 3)
    first = next(pages)
    crowd.delete_user(admin, crowd.users[0].id)
    assert [*first, *(name for page in pages for name in page)] == [f"U{number}" for number in range(7)]


def test_the_email_filter_is_a_substring_in_any_case(account: Account, admin: Key) -> None:
    """jo@x.example also finds bigjo@x.example."""
    for local in ("bigjo", "Jo", "joe"):
        account.add_user(local, f"{local}@x.example")
    assert list(walk(account, admin, 50, "JO@X.example")) == [["bigjo", "Jo"]]
    assert list(walk(account, admin, 50, "%")) == [[]]


def test_statuses_filter(crowd: Account, admin: Key) -> None:
    """Only those asked for."""
    page = crowd.list_users(admin, UserQuery(50, None, statuses=frozenset({"INVITED", "EXPIRED"})))
    assert [user.name for user in page.items] == ["U1", "U3", "U5"]


def test_listing_needs_the_right_to_read(crowd: Account) -> None:
    """403."""
    with pytest.raises(Refused) as refusal:
        crowd.list_users(Key("n", "ANNOTATOR", frozenset(), None), UserQuery(50, None))
    assert refusal.value.code == 403


@pytest.mark.parametrize("cursor", ["", "?", "abc", "YWJj", base64.b64encode(b"a|b|c").decode(), "é"])
def test_a_made_up_cursor_is_refused(crowd: Account, admin: Key, cursor: str) -> None:
    """400."""
    with pytest.raises(Refused, match="cursor") as refusal:
        crowd.list_users(admin, UserQuery(3, cursor))
    assert refusal.value.code == 400


def test_a_cursor_belongs_to_its_filters(crowd: Account, admin: Key) -> None:
    """Changing the filter in the middle of a walk is refused; changing the page size is not."""
    cursor = crowd.list_users(admin, UserQuery(3, None, "u")).next_cursor
    assert len(crowd.list_users(admin, UserQuery(1, cursor, "U")).items) == 1
    with pytest.raises(Refused, match="other filters"):
        crowd.list_users(admin, UserQuery(3, cursor))
