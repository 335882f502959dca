"""The token bucket."""

from __future__ import annotations

from bot.simulator.arize.throttle import Throttle


def test_a_burst_passes_and_then_waits() -> None:
    """One second's worth at once; then whole seconds until the next."""
    now = [100.0]
    throttle = Throttle(2, lambda: now[0])
    assert [throttle.wait() for _ in range(3)] == [0, 0, 1]
    now[0] += 0.5
    assert [throttle.wait(), throttle.wait()] == [0, 1]


def test_a_slow_rate_waits_for_long() -> None:
    """One request in ten seconds."""
    now = [0.0]
    throttle = Throttle(0.1, lambda: now[0])
    assert [throttle.wait(), throttle.wait()] == [0, 10]
    now[0] += 4
    assert throttle.wait() == 6


def test_waiting_long_saves_up_no_more_than_a_burst() -> None:
    """The bucket has a rim."""
    now = [0.0]
    throttle = Throttle(2, lambda: now[0])
    now[0] += 3600
    assert [throttle.wait() for _ in range(3)] == [0, 0, 1]
