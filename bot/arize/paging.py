"""From page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.arize.reading import unreadable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.arize.operations import Operation


class Page(Protocol):
    @property
    def next_cursor(self) -> str | None: ...


P = TypeVar("P", bound=Page)


async def every_page(operation: Operation, ask: Callable[[str | None], Awaitable[P]]) -> AsyncIterator[P]:
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
