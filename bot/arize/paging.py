"""From page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.arize.reading import unreadable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable

    from bot.arize.operations import Operation


LARGEST_PAGE = 100
"""Rows that the API gives at most on one page."""


class Page(Protocol):
    @property
    def next_cursor(self) -> str | None: ...


class Row(Protocol):
    @property
    def id(self) -> str: ...


P = TypeVar("P", bound=Page)
R = TypeVar("R", bound=Row)


def page_query(limit: int, cursor: str | None) -> list[tuple[str, str]]:
    """Raises ValueError for a page that the API would refuse."""
    if not 1 <= limit <= LARGEST_PAGE:
        raise ValueError(f"A page has 1 to {LARGEST_PAGE} rows.")
    return [("limit", str(limit)), *([("cursor", cursor)] if cursor else [])]


async def every_page(operation: Operation, ask: Callable[[str | None], Awaitable[P]]) -> AsyncGenerator[P, None]:
    """All pages, the first asked for without a cursor. Raises UnreadableAnswer where they lead in a circle."""
    followed: set[str] = set()
    cursor: str | None = None
    while True:
        page = await ask(cursor)
        yield page
        cursor = page.next_cursor
        if cursor is None:
            return
        if cursor in followed:
            raise unreadable(operation, "the list leads back to a page it had")
        followed.add(cursor)


def unseen(rows: Iterable[R], seen: set[str]) -> tuple[R, ...]:
    """The rows that came on no page before, which are `seen` from now on.

    Whoever is added or removed while the pages are turned moves others from one to the next.
    """
    new = {row.id: row for row in rows if row.id not in seen}
    seen.update(new)
    return tuple(new.values())
