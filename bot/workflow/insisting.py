"""Writing down what happened already: a database that is away for a moment does not undo it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from bot.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

T = TypeVar("T")

PAUSES = (0.5, 2.0, 5.0)
"""Seconds between the tries; together they are within what is left of a lease, and of a shutdown."""


async def insisted(write: Callable[[], Awaitable[T]], pauses: Iterable[float]) -> T:
    """What the first try that goes well gives. Raises Unavailable where none did.

    After an answer that was lost it is written a second time, which has to do no harm.
    """
    for pause in pauses:
        with suppress(Unavailable):
            return await write()
        await asyncio.sleep(pause)
    return await write()
