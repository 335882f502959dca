"""What went wrong, in words, in one place: expected things as they are, bugs as a short reference."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.domain.errors import Expected, Mistake, Refused, Unavailable
from bot.slack.spans import Outcome

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.slack.payloads import Interaction

log = structlog.get_logger(__name__)

T = TypeVar("T")

MISTAKE = "mistake"
"""The reason of an outcome: what was asked cannot be done as asked."""

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
    except Refused as refused:
        interaction.span.tell(Outcome.REFUSED, refused.reason.value)
        return _told(refused)
    except Expected as expected:
        interaction.span.tell(Outcome.DECLINED, _slug(expected))
        return _told(expected)
    except asyncio.CancelledError:
        interaction.span.tell(Outcome.CUT, "stopping")
        return _cut()
    except Exception as error:
        log.exception("interaction.failed")
        interaction.span.tell(Outcome.FAILED, type(error).__name__)
        return Trouble(bug_words(interaction))


def _slug(expected: Expected) -> str:
    """In a word that stays; what is neither of the two is Arize's no."""
    match expected:
        case Mistake():
            return MISTAKE
        case Unavailable():
            return "unavailable"
        case _:
            return "arize"


def _cut() -> Trouble:
    """The bot was told to stop: there is a moment left to say so, and no more.

    Nothing else may cancel an attempt: whoever limits its time does that within.
    """
    task = asyncio.current_task()
    if task is not None:
        task.uncancel()
    return Trouble(CUT)


def _told(expected: Expected) -> Trouble:
    """The sentence may name somebody, so it stands in the log at debug alone."""
    log.debug("interaction.declined", why=str(expected))
    return Trouble(str(expected))


def bug_words(interaction: Interaction) -> str:
    """A reference that stands in the log beside the traceback."""
    return f"Something went wrong in this app. Give its operator the reference {interaction.id}."
