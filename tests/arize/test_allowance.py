"""What a refusal teaches: never more than the API takes, whatever was asked before it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.arize.allowance import ROOM, Allowance
from bot.simulator.arize.throttle import Throttle

GAPS = st.lists(st.floats(0, 0.5), max_size=200)


class _Told:
    """An allowance, and the API that it learns of, by one clock."""

    def __init__(self, rate: float) -> None:
        self.now = 0.0
        self.allowance = Allowance()
        self._api = Throttle(rate, lambda: self.now)

    def ask(self, after: float, *, of_a_list: bool) -> None:
        """Once more, so many seconds later. A list waits for its turn, and what it is refused counts."""
        self.now += after + (self.allowance.wait(self.now + after) if of_a_list else 0.0)
        sent = self.allowance.send(self.now)
        wait = self._api.wait()
        if not wait:
            self.allowance.passed(sent)
        elif of_a_list:
            self.allowance.refused(sent, self.now, wait)


@given(rate=st.floats(1, 300), before=GAPS, then=GAPS)
def test_no_more_is_learnt_than_the_api_takes(rate: float, before: list[float], then: list[float]) -> None:
    """A list may be slower than it could be for a while; it never runs into refusals by what it was told."""
    told = _Told(rate)
    for after in before:
        told.ask(after, of_a_list=False)
    told.allowance.measure(told.now)
    for after in then:
        told.ask(after, of_a_list=True)
        assert told.allowance.learnt is None or told.allowance.learnt.rate <= rate


def test_what_passed_just_before_counts_as_saved_up() -> None:
    """Nineteen of twenty were gone when the list began, and twenty a second is what is learnt all the same."""
    told = _Told(20)
    for _ in range(19):
        told.ask(0.0, of_a_list=False)
    told.allowance.measure(told.now + 0.001)
    for after in (0.01, 0.0, 0.0):
        told.ask(after, of_a_list=True)
    assert _rate(told.allowance) > 0.95 * 20


def test_answers_that_are_under_way_at_the_refusal_still_count() -> None:
    """Ten were sent, and the refusal of the eleventh was back first."""
    allowance = Allowance()
    allowance.measure(0.0)
    under_way, last = [allowance.send(0.0) for _ in range(10)], allowance.send(0.0)
    allowance.refused(last, 0.1, 1.0)
    first = _rate(allowance)
    for sent in under_way:
        allowance.passed(sent)
    assert (first, _rate(allowance)) == (ROOM, ROOM * 10)


def test_answers_may_come_in_any_order() -> None:
    """The one that was sent first is a span's beginning, whenever it was answered."""
    allowance = Allowance()
    early, late = allowance.send(0.0), allowance.send(0.9)
    for sent in (late, early):
        allowance.passed(sent)
    allowance.measure(0.9)
    allowance.refused(allowance.send(0.9), 0.9, 1.0)
    assert _rate(allowance) == ROOM * (2 / 1.9)


def _rate(allowance: Allowance) -> float:
    assert allowance.learnt is not None
    return allowance.learnt.rate
