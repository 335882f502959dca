"""Whether Arize AX answers to the bot's key, as this process found out by its work: nobody asks only to know."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.arize import ArizeError, ProblemError, RateLimited, ServerError, Unauthenticated

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


@dataclass(frozen=True)
class Beat:
    """When Arize answered last, and what is wrong `since` a time: a sentence, or empty."""

    answered_at: datetime | None = None
    trouble: str = ""
    since: datetime | None = None


@dataclass
class Pulse:
    """Hears how every call ended."""

    now: Callable[[], datetime]
    last: Beat = field(default_factory=Beat)

    def heard(self, error: ArizeError | None) -> None:
        """A call ended. That somebody is not there, or that a name is too long, is an answer like any other."""
        trouble = _trouble(error)
        if trouble:
            self.last = replace(self.last, trouble=trouble, since=self.last.since or self.now())
        else:
            self.last = Beat(self.now())


def _trouble(error: ArizeError | None) -> str:
    match error:
        case None:
            return ""
        case Unauthenticated():
            return "Arize refuses the bot's key: ARIZE_API_KEY has to be renewed."
        case RateLimited():
            return "Arize is limiting how often it may be asked."
        case ServerError():
            return f"Arize failed (status {error.status})."
        case ProblemError():
            return ""
        case _:
            return "Arize did not answer."
