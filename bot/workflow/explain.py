"""An error of the Arize API as one plain sentence with what to do next. The only place where that happens."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import structlog

from bot.arize import (
    AmbiguousEmail,
    AnswerLost,
    ArizeError,
    BadRequest,
    Conflict,
    Forbidden,
    NotFound,
    NotSent,
    ProblemError,
    RateLimited,
    ServerError,
    TransportError,
    Unauthenticated,
    Unprocessable,
    UnreadableAnswer,
)
from bot.domain.errors import Expected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.command import Command

log = structlog.get_logger(__name__)

OPERATORS = (Forbidden, RateLimited, ServerError, TransportError, UnreadableAnswer)
UNKNOWN = "It is not known whether the change was made: look at the user before you try again."


@contextmanager
def explained(command: Command[Any]) -> Iterator[None]:
    """Raises Expected, with the sentence, for what the API raises inside."""
    try:
        yield
    except ArizeError as error:
        note(error)
        raise Expected(explain(error, command)) from error


def note(error: ArizeError) -> None:
    """For the operator: a refused key stops everybody, and what it may not do, or an outage, is something to look at.

    Anything else is about what somebody asked.
    """
    if isinstance(error, Unauthenticated):
        log.error("arize.refused_key", error=str(error))
        return
    tell = log.warning if isinstance(error, OPERATORS) else log.info
    tell("arize.failed", error=str(error))


def explain(error: ArizeError, command: Command[Any]) -> str:
    """What happened, what is known, and what to do."""
    if isinstance(error, ProblemError):
        return _problem(error, command)
    match error:
        case NotSent():
            return "Arize could not be reached, so nothing was done. Try again in a minute."
        case AmbiguousEmail():
            return "Two users in Arize AX have this address. Use the user's id instead; “list” shows both."
        case AnswerLost() | UnreadableAnswer() if error.may_have_happened:
            return f"{_silence(error)} {UNKNOWN}"
        case _:
            return f"{_silence(error)} Try again in a minute."


def without_advice(trouble: Expected) -> str:
    """What happened, for what is tried again by itself: nobody has to do that."""
    return str(trouble).partition(" Try again")[0]


def _silence(error: ArizeError) -> str:
    if isinstance(error, UnreadableAnswer):
        return "Arize sent an answer that cannot be read; something between the bot and Arize may have replaced it."
    return "Arize did not answer in time."


def _problem(error: ProblemError, command: Command[Any]) -> str:
    match error:
        case BadRequest() | Unprocessable():
            return f"Arize did not accept this: {_detail(error)}"
        case Unauthenticated():
            return "Arize refuses the bot's key, so nothing works until the operator renews ARIZE_API_KEY. Tell them."
        case Forbidden():
            return f"The bot's Arize key may not do this: it needs {command.permission}. Ask the operator for it."
        case NotFound():
            return "Arize AX has no such user, or the user was deleted: the two look alike."
        case _:
            return _circumstance(error)


def _circumstance(error: ProblemError) -> str:
    """What has little to do with what was asked."""
    if isinstance(error, Conflict):
        return f"Arize says that this collides with what is there: {_detail(error)}"
    if isinstance(error, RateLimited):
        return f"Arize is limiting how often it may be asked. Nothing was done. Try again {_soon(error)}."
    trouble = f"Arize failed (status {error.status})."
    if error.may_have_happened:
        return f"{trouble} {UNKNOWN}"
    return f"{trouble} Try again in a minute; tell the operator if it stays."


def _detail(error: ProblemError) -> str:
    said = error.detail or error.title or f"status {error.status}, without a reason."
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _soon(error: RateLimited) -> str:
    return "in a minute" if error.retry_after is None else f"in {max(1, round(error.retry_after))} seconds"
