"""How a call ended, for whoever keeps an eye on the API."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.arize.errors import ArizeError, NotSent, ProblemError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.arize.operations import Operation
    from bot.arize.retry import Wait


@dataclass(frozen=True)
class Ended:
    """One call, with its waits and repetitions: `seconds` are all of it, `retries` how often it was asked again.

    `status` is the HTTP status of the last answer; `not_sent` or `lost` where there was none, `cut` where whoever asked
    did not wait for it. `error` is None for a success, and for a call that was cut.
    """

    operation: str
    status: str
    seconds: float
    retries: int = 0
    error: ArizeError | None = None

    @property
    def is_known(self) -> bool:
        """Whether it says anything of the API."""
        return self.status != "cut"


@dataclass
class _Call:
    operation: Operation
    status: int = 0
    retries: int = 0
    error: ArizeError | None = None
    began: float = field(default_factory=time.perf_counter)

    def waiting(self, on_wait: Callable[[Wait], None] | None) -> Callable[[Wait], None]:
        """`on_wait`, which counts as well."""

        def waits(wait: Wait) -> None:
            self.retries = wait.attempt
            if on_wait:
                on_wait(wait)

        return waits

    def ended(self) -> Ended:
        return Ended(self.operation.name, self._status(), time.perf_counter() - self.began, self.retries, self.error)

    def _status(self) -> str:
        match self.error:
            case ProblemError():
                return str(self.error.status)
            case NotSent():
                return "not_sent"
            case None:
                return str(self.status) if self.status else "cut"
            case _:
                return "lost"


@contextmanager
def watched_call(operation: Operation, on_end: Callable[[Ended], None]) -> Iterator[_Call]:
    """Tell `on_end` how what stands in the block ended; the block says the status of a success."""
    call = _Call(operation)
    try:
        yield call
    except ArizeError as error:
        call.error = error
        raise
    finally:
        on_end(call.ended())
