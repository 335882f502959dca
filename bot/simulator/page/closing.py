"""Streams that end when the page is closed, so that a server with browsers on it stops at once."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator


async def until(closing: asyncio.Event, items: AsyncIterator[object]) -> AsyncGenerator[object, None]:
    """Yield what `items` yields until it ends or `closing` is set."""
    closed = asyncio.create_task(closing.wait())
    try:
        while (item := await _next(items, closed)) is not None:
            yield item
    finally:
        await _cancelled(closed)


async def _next(items: AsyncIterator[object], closed: asyncio.Task[Any]) -> tuple[object] | None:
    """The next item, in a tuple of its own; None at the end."""
    coming = asyncio.create_task(_boxed(items))
    try:
        await asyncio.wait({coming, closed}, return_when=asyncio.FIRST_COMPLETED)
        return None if closed.done() else coming.result()
    finally:
        await _cancelled(coming)


async def _boxed(items: AsyncIterator[object]) -> tuple[object] | None:
    async for item in items:
        return (item,)
    return None


async def _cancelled(future: asyncio.Task[Any]) -> None:
    future.cancel()
    with suppress(asyncio.CancelledError):
        await future
