"""How a command ends: with what it was asked for, or in one line on stderr and an exit status."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING, NoReturn, TypeVar

import typer

from bot.domain.errors import CannotWork, Unavailable
from bot.logs import configure

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")
NOT_SO = 1
CANNOT_START = 2
STOP = (signal.SIGINT, signal.SIGTERM)
IN_WORDS = (CannotWork, Unavailable, OSError)


def done(work: Coroutine[None, None, T], log_level: str = "warning") -> T:
    """What `work` gives; what cannot work is one line on stderr, not a traceback."""
    configure(log_level)
    try:
        return asyncio.run(work)
    except IN_WORDS as error:
        give_up(str(error))


def until_stopped(work: Coroutine[None, None, None]) -> None:
    """Run until SIGINT or SIGTERM; what cannot work is one line on stderr, not a traceback."""
    try:
        asyncio.run(_stoppable(work))
    except IN_WORDS as error:
        give_up(str(error))


async def _stoppable(work: Coroutine[None, None, None]) -> None:
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        """In order; a second signal ends the process as it would any other, at once."""
        for number in STOP:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)
        task.cancel()

    for number in STOP:
        loop.add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not task.cancelled():
            raise


def not_so(words: str) -> NoReturn:
    """The answer to what was asked is no."""
    typer.echo(words, err=True)
    sys.exit(NOT_SO)


def give_up(words: str) -> NoReturn:
    """There is no answer to what was asked."""
    typer.echo(words, err=True)
    sys.exit(CANNOT_START)
