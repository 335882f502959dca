"""The same for many people. One who cannot be reached must not keep the others from hearing of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from typing import Any, TypeVar

import structlog

from bot.domain.errors import Unavailable
from bot.workflow.ports import Departed, Unreachable

log = structlog.get_logger(__name__)

T = TypeVar("T")
Keep = Callable[[Sequence[T]], Awaitable[None]]


async def reach_each(sent: Iterable[tuple[str, Awaitable[T]]], keep: Keep[T]) -> None:
    """One after the other, for what would come twice: each is kept before the next one is sent.

    So a process that dies leaves at most one message behind that nobody knows of. Raises as `reach_all` does.
    """
    troubles: list[BaseException] = []
    for addressee, work in sent:
        try:
            await keep([await work])
        except Unreachable as gone:
            give_up(addressee, gone)
        except Exception as trouble:  # noqa: BLE001 - raised below, once the others were reached
            troubles.append(trouble)
    _raise_worst(troubles)


async def reach_all(sent: Iterable[tuple[str, Coroutine[Any, Any, T]]], keep: Keep[T]) -> None:
    """At the same time, and kept in the end, for what may be done twice and shows the same then.

    Raises what is a bug, or else Unavailable for a later try.
    """
    named = list(sent)
    came = await asyncio.gather(*(work for _, work in named), return_exceptions=True)
    reached = [each for each in came if not isinstance(each, BaseException)]
    if reached:
        await keep(reached)
    troubles = [each for each in came if isinstance(each, BaseException) and not isinstance(each, Unreachable)]
    for (addressee, _), each in zip(named, came, strict=True):
        if isinstance(each, Unreachable):
            give_up(addressee, each)
    _raise_worst(troubles)


def _raise_worst(troubles: Iterable[BaseException]) -> None:
    for trouble in sorted(troubles, key=lambda each: isinstance(each, Unavailable)):
        raise trouble


def give_up(addressee: str, gone: Unreachable) -> None:
    """Nobody will ever hear of it there: something to look at, unless they left."""
    tell = log.info if isinstance(gone, Departed) else log.warning
    tell("announcement.unreachable", addressee=addressee, error=str(gone))
