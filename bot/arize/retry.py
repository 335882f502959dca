"""Asking again: after what, how long to wait, and when to give up."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import structlog
from tenacity import AsyncRetrying, RetryCallState

from bot.arize.errors import ArizeError, NotSent, ProblemError, RateLimited

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.arize.operations import Operation

T = TypeVar("T")
log = structlog.get_logger(__name__)

_MOST_DOUBLINGS = 30
"""Keeps the sum below in the range of numbers; the longest back-off cuts it much earlier."""


@dataclass(frozen=True)
class RetryPolicy:
    """How patient the client is; all times in seconds.

    `attempts` counts the first one. `budget` is for one call, waits and attempts together: a wait that would not end
    within it is not begun. `longest_wait` cuts a longer `Retry-After`. Without one, the wait doubles from
    `first_backoff` to `longest_backoff`, and up to `jitter` is added to it.
    """

    attempts: int = 4
    budget: float = 60.0
    longest_wait: float = 30.0
    first_backoff: float = 0.5
    longest_backoff: float = 8.0
    jitter: float = 0.5

    def backoff(self, attempt: int) -> float:
        """The wait after this attempt, the first being 1."""
        doubled = self.first_backoff * 2.0 ** min(attempt - 1, _MOST_DOUBLINGS)
        return min(doubled, self.longest_backoff) + random.uniform(0, self.jitter)  # noqa: S311 - spreads load


@dataclass(frozen=True)
class Wait:
    """A wait before asking again. `attempt` is the one that failed, the first being 1; `reason` holds no names."""

    operation: str
    attempt: int
    seconds: float
    reason: str


async def repeating(
    operation: Operation,
    policy: RetryPolicy,
    on_wait: Callable[[Wait], None] | None,
    once: Callable[[], Awaitable[T]],
) -> tuple[T, bool]:
    """What `once` gives, asked for as often as `operation` and `policy` allow. Raises what the last attempt raised.

    Where an earlier attempt may have been carried out, the error says so too, and beside an answer stands True.
    """
    attempts = _Attempts(operation, policy, on_wait)

    async def attempt() -> T:
        try:
            return await once()
        except ArizeError as error:
            attempts.note(error)
            raise

    retrying = AsyncRetrying(
        retry=attempts.may_go_on,
        wait=attempts.wait,
        stop=attempts.are_enough,
        before_sleep=attempts.tell,
        sleep=asyncio.sleep,
        reraise=True,
    )
    try:
        answer: T = await retrying(attempt)
    except ArizeError as error:
        last = error
    else:
        return answer, attempts.in_doubt is not None
    raise attempts.truest(last)


class _Attempts:
    """The attempts of one call, in the shape that tenacity asks its questions."""

    def __init__(self, operation: Operation, policy: RetryPolicy, on_wait: Callable[[Wait], None] | None) -> None:
        self._operation = operation
        self._policy = policy
        self._on_wait = on_wait
        self.in_doubt: ArizeError | None = None

    def note(self, error: ArizeError) -> None:
        """Keep the first error after which the change may have happened, and pass its doubt on to later ones."""
        if error.may_have_happened:
            self.in_doubt = self.in_doubt or error
        elif self.in_doubt and not isinstance(error, NotSent | RateLimited):
            error.doubt()

    def truest(self, last: ArizeError) -> ArizeError:
        """An attempt that was never made, or refused unread, does not answer what became of an earlier one."""
        if self.in_doubt and isinstance(last, NotSent | RateLimited):
            return self.in_doubt
        return last

    def may_go_on(self, state: RetryCallState) -> bool:
        error = _error(state)
        return error is not None and self._operation.repeatable_after(error)

    def wait(self, state: RetryCallState) -> float:
        """A `Retry-After` of nothing, or of the past, is no reason to hurry."""
        asked = _asked(state)
        return min(asked, self._policy.longest_wait) if asked else self._policy.backoff(state.attempt_number)

    def are_enough(self, state: RetryCallState) -> bool:
        """Measured by what the API asked for, not by what we would wait: asking early would only be refused again."""
        needed = max(state.upcoming_sleep, _asked(state))
        spent = state.seconds_since_start or 0.0
        return state.attempt_number >= self._policy.attempts or spent + needed > self._policy.budget

    def tell(self, state: RetryCallState) -> None:
        error = _error(state)
        reason = error.reason if error else ""
        wait = Wait(self._operation.name, state.attempt_number, state.upcoming_sleep, reason)
        request_id = error.request_id if isinstance(error, ProblemError) else None
        log.info(
            "arize.retried",
            operation=wait.operation,
            attempt=wait.attempt,
            seconds=round(wait.seconds, 3),
            reason=wait.reason,
            request_id=request_id,
        )
        if self._on_wait:
            self._on_wait(wait)


def _error(state: RetryCallState) -> ArizeError | None:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, ArizeError) else None


def _asked(state: RetryCallState) -> float:
    """Seconds that the API asked us to wait; 0 where it did not."""
    error = _error(state)
    return (error.retry_after or 0.0) if isinstance(error, ProblemError) else 0.0
