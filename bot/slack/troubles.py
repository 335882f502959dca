"""What went wrong, in words, in one place: expected things as they are, bugs as a short reference."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.domain.errors import Expected

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.slack.payloads import Interaction

log = structlog.get_logger(__name__)

T = TypeVar("T")

CUT = (
    "This app is being restarted and had to stop before it was done with this. If it was a change, look at your "
    "requests before you ask for it again, since it may go on by itself; otherwise just try once more."
)


@dataclass(frozen=True)
class Trouble:
    """A sentence for the person in place of what they asked for."""

    words: str


async def attempt(interaction: Interaction, work: Awaitable[T]) -> T | Trouble:
    """The result of `work`, or what to say instead; never raises."""
    try:
        return await work
    except Expected as expected:
        log.info("interaction.declined", kind=type(expected).__name__)
        return Trouble(str(expected))
    except asyncio.CancelledError:
        return _cut()
    except Exception:
        log.exception("interaction.failed")
        return Trouble(bug_words(interaction))


def _cut() -> Trouble:
    """The bot was told to stop: there is a moment left to say so, and no more.

    Nothing else may cancel an attempt: whoever limits its time does that within.
    """
    log.warning("interaction.cut")
    task = asyncio.current_task()
    if task is not None:
        task.uncancel()
    return Trouble(CUT)


def bug_words(interaction: Interaction) -> str:
    """A reference that stands in the log beside the traceback."""
    return f"Something went wrong in this app. Give its operator the reference {interaction.id}."
