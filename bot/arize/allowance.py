"""How much the API takes, as its refusals tell: a token bucket whose rate is learnt. No clock, no network."""

from __future__ import annotations

import math
from dataclasses import dataclass

ROOM = 0.98
"""Of the rate that was measured: what is left lets the requests of other people pass meanwhile."""
CURVE = 4e-4
"""How soon more is tried, in 1/s²: slowly near what was refused last, and faster the longer nothing is refused, as
CUBIC does (RFC 9438). After 7 s it is back where it was measured, after 50 s at twice as much."""
SLOWEST = 0.1
"""Requests a second below which no refusal slows it down: a list that stands still tells nothing any more."""


@dataclass
class Stretch:
    """What passed of the requests that were sent since a time, until one was refused."""

    begun_at: float
    passed: int = 0


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

    @property
    def rate(self) -> float:
        """What passed, with the hold that it takes to save up as much again."""
        stretch = self.refused.stretch
        measured = max(stretch.passed, 1) / (self.refused.at - stretch.begun_at + self.hold)
        return max(ROOM * measured, self.least)

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
        self._tokens = 0.0
        self._filled_at = -math.inf

    def measure(self, now: float) -> None:
        """Begin a stretch: what was before was not asked for as fast as it goes."""
        if now > self._stretch.begun_at:
            self._stretch = Stretch(now)

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
