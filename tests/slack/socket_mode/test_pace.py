"""How long it takes until the next try."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.slack.socket_mode import SocketPace

PACE = SocketPace(first_pause=0.5, longest_pause=30)


def test_after_a_refresh_there_is_no_pause() -> None:
    """Nothing failed."""
    assert PACE.pause(0) == 0


@given(failures=st.integers(1, 10_000), asked=st.floats(0, 1000))
def test_pauses_grow_up_to_a_bound(failures: int, asked: float) -> None:
    """At least half of the doubled pause is kept, and all that Slack asked for."""
    longest = min(30, 0.5 * 2 ** min(failures - 1, 10))
    assert asked + longest / 2 <= PACE.pause(failures, asked) <= asked + longest


def test_many_do_not_come_back_in_the_same_moment() -> None:
    """Nor after Slack told all of them how long to wait."""
    assert len({PACE.pause(3) for _ in range(20)}) > 1
    assert len({PACE.pause(1, 10) for _ in range(20)}) > 1
