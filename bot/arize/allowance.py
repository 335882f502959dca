"""How much the API takes, as its refusals tell: a token bucket whose rate is learnt. No clock, no network."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOM = 0.98
"""Of the rate that was measured: what is left lets the requests of other people pass meanwhile."""
CURVE = 4e-4
"""How soon more is tried, in 1/s²: slowly near what was refused last, and faster the longer nothing is refused, as
CUBIC does (RFC 9438). After 7 s it is back where it was measured, after 50 s at twice as much."""
SLOWEST = 0.1
"""Requests a second below which no refusal slows it down: a list that stands still tells nothing any more."""
BEFORE = 1.0
"""Seconds before a stretch of which it is remembered what passed: what was saved up may have gone to that."""
MOST_BEFORE = 100
"""Requests of those that are remembered, the last ones: any of them tell a rate, and more tell it better."""


@dataclass
class Stretch:
    """What passed of the requests that were sent since a time, until one was refused.

    `before` are the times, in their order, at which those were sent that passed just before it.
    """

    begun_at: float
    before: tuple[float, ...] = ()
    passed: int = 0

    def rate(self, until: float, hold: float) -> float:
        """Requests a second: in no span passes more than what saved up before it, in a hold, and what came in it.

        So each span tells a rate that the API takes at the least, and the largest is the one that fits them all.
        """
        return max(passed / (until - since + hold) for since, passed in self._spans())

    def _spans(self) -> Iterator[tuple[float, int]]:
        yield self.begun_at, max(self.passed, 1)
        for earlier, since in enumerate(reversed(self.before), start=1):
            yield since, self.passed + earlier


@dataclass(frozen=True)
class Sent:
    """A request that was sent at a time, within a stretch."""

    at: float
    stretch: Stretch


@dataclass(frozen=True)
class Learnt:
    """What the first refusal of a stretch taught. Answers that were under way then still count.

    Nothing is wanted for `hold` seconds, until `since`; `least` is a rate in requests a second.
    """

    refused: Sent
    hold: float
    since: float
    least: float

    @cached_property
    def rate(self) -> float:
        """What passed, with the hold that it takes to save up as much again."""
        return max(ROOM * self.refused.stretch.rate(self.refused.at, self.hold), self.least)

    def rate_at(self, now: float) -> float:
        return self.rate * (1 + CURVE * max(0.0, now - self.since) ** 2)

    def refill(self, tokens: float, then: float, now: float) -> float:
        """What saves up while nobody asks is as much as saved up during the hold: that much passed before."""
        rate = self.rate_at(now)
        return min(max(1.0, rate * self.hold), tokens + (now - then) * rate)


class Allowance:
    """All times are in seconds of one clock. Nothing is known before the first refusal, and then everything passes."""

    def __init__(self) -> None:
        self.learnt: Learnt | None = None
        self._stretch = Stretch(-math.inf)
        self._lately: deque[float] = deque(maxlen=MOST_BEFORE)
        self._tokens = 0.0
        self._filled_at = -math.inf

    def measure(self, now: float) -> None:
        """Begin a stretch: what was before was not asked for as fast as it goes."""
        if now > self._stretch.begun_at:
            self._stretch = Stretch(now, tuple(sorted(at for at in self._lately if at > now - BEFORE)))

    def wait(self, now: float) -> float:
        """Seconds after which the next request may be sent; 0 where it may now."""
        if self.learnt is None:
            return 0.0
        self._fill(self.learnt, now)
        missing = max(0.0, 1 - self._tokens) / self.learnt.rate_at(now)
        return max(self.learnt.since - now, missing)

    def send(self, now: float) -> Sent:
        """A request is sent now. One that nobody let wait is owed, but no more of them than pass in a hold."""
        if self.learnt is not None:
            self._fill(self.learnt, now)
            self._tokens = max(self._tokens - 1, -self.learnt.rate * self.learnt.hold)
        return Sent(now, self._stretch)

    def passed(self, sent: Sent) -> None:
        """It was answered, with whatever but a refusal."""
        sent.stretch.passed += 1
        self._lately.append(sent.at)
        if self.learnt is not None and sent.stretch is self.learnt.refused.stretch:
            self.learnt = replace(self.learnt)  # its rate is told anew

    def refused(self, sent: Sent, now: float, hold: float) -> None:
        """The API wants nothing for `hold` seconds. What was under way when it said so first tells nothing new."""
        if sent.stretch is self._stretch and sent.at >= self._stretch.begun_at:
            least = SLOWEST if self.learnt is None else max(SLOWEST, self.learnt.rate / 2)
            self.learnt = Learnt(sent, hold, now + hold, least)
            self._tokens, self._filled_at = 0.0, now
            self._stretch = Stretch(now + hold)

    def most(self, now: float) -> int | None:
        """How many requests it takes in a second, at least one; one while it wants nothing. None: not known."""
        if self.learnt is None:
            return None
        return 1 if now < self.learnt.since else max(1, math.ceil(self.learnt.rate_at(now)))

    def _fill(self, learnt: Learnt, now: float) -> None:
        self._tokens = learnt.refill(self._tokens, self._filled_at, now)
        self._filled_at = now
