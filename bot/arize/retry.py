"""Asking again: after what, how long to wait, and when to give up."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import structlog

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
    """A wait before asking again. `attempt` is the one that failed, the first being 1; `reason` holds no names.

    `status` is the HTTP status of what was answered, None where nothing was.
    """

    operation: str
    attempt: int
    seconds: float
    reason: str
    status: int | None


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
    while True:
        try:
            answer = await once()
        except ArizeError as error:
            failed = error
        else:
            return answer, attempts.in_doubt is not None
        wait = attempts.wait_after(failed)
        if wait is None:
            raise attempts.truest(failed)
        attempts.tell(failed, wait)
        await asyncio.sleep(wait)


class _Attempts:
    """The attempts of one call."""

    def __init__(self, operation: Operation, policy: RetryPolicy, on_wait: Callable[[Wait], None] | None) -> None:
        self._operation = operation
        self._policy = policy
        self._on_wait = on_wait
        self._began = time.monotonic()
        self._failed = 0
        self.in_doubt: ArizeError | None = None

    def wait_after(self, error: ArizeError) -> float | None:
        """Seconds until the next attempt; None where there is none.

        A `Retry-After` of nothing, or of the past, is no reason to hurry.
        """
        self._failed += 1
        self._note(error)
        asked = _asked(error)
        wait = min(asked, self._policy.longest_wait) if asked else self._policy.backoff(self._failed)
        goes_on = self._operation.repeatable_after(error) and not self._are_enough(max(wait, asked))
        return wait if goes_on else None

    def _note(self, error: ArizeError) -> None:
        """Keep the first error after which the change may have happened, and pass its doubt on to later ones."""
        if error.may_have_happened:
            self.in_doubt = self.in_doubt or error
        elif self.in_doubt and not isinstance(error, NotSent | RateLimited):
            error.doubt()

    def _are_enough(self, needed: float) -> bool:
        """Measured by what the API asked for, not by what we would wait: asking early would only be refused again."""
        spent = time.monotonic() - self._began
        return self._failed >= self._policy.attempts or spent + needed > self._policy.budget

    def truest(self, last: ArizeError) -> ArizeError:
        """An attempt that was never made, or refused unread, does not answer what became of an earlier one."""
        if self.in_doubt and isinstance(last, NotSent | RateLimited):
            return self.in_doubt
        return last

    def tell(self, error: ArizeError, seconds: float) -> None:
        status = error.status if isinstance(error, ProblemError) else None
        wait = Wait(self._operation.name, self._failed, seconds, error.reason, status)
        log.info(
            "arize.retried",
            operation=wait.operation,
            attempt=wait.attempt,
            seconds=round(wait.seconds, 3),
            reason=wait.reason,
            request_id=error.request_id if isinstance(error, ProblemError) else None,
        )
        if self._on_wait:
            self._on_wait(wait)


def _asked(error: ArizeError) -> float:
    """Seconds that the API asked us to wait; 0 where it did not."""
    return (error.retry_after or 0.0) if isinstance(error, ProblemError) else 0.0
