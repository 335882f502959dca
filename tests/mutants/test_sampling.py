"""A sample is honest wherever it ends, and says how sure its figure is."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.mutants.project import Mutant
from tests.mutants.sampling import drawn, interval

SIZES = {"gate": 300, "runs": 100, "ports": 10}


def some_mutants() -> list[Mutant]:
    return [
        Mutant(f"bot.workflow.{module}.x_f__mutmut_{number}", f"bot/workflow/{module}.py", "1", ())
        for module, size in SIZES.items()
        for number in range(size)
    ]


@pytest.mark.parametrize("end", [41, 205, 410])
def test_each_module_is_tried_in_proportion_wherever_one_stops(end: int) -> None:
    tried = Counter(mutant.module.rpartition("/")[2] for mutant in drawn(some_mutants())[:end])
    for module, size in SIZES.items():
        assert abs(tried[module] - end * size / 410) <= 1


def test_the_lot_is_the_same_each_time_and_another_for_another_seed() -> None:
    """Whoever asks for a larger sample gets the same and more; the order in which mutants are found says nothing."""
    first = drawn(some_mutants())
    assert drawn(reversed(some_mutants())) == first
    assert drawn(some_mutants(), seed=1) != first


def test_the_lot_does_not_follow_the_code() -> None:
    gate = [mutant.name for mutant in drawn(some_mutants()) if mutant.module == "workflow/gate"]
    assert gate != sorted(gate)


@pytest.mark.parametrize(
    ("noticed", "tried", "low", "high"),
    [(0, 0, 0.0, 100.0), (10, 10, 72.2, 100.0), (0, 10, 0.0, 27.8), (81, 263, 25.5, 36.6)],
)
def test_a_figure_says_how_sure_it_is(noticed: int, tried: int, low: float, high: float) -> None:
    """The last row is an example from Newcombe (1998)."""
    assert interval(noticed, tried) == pytest.approx((low, high), abs=0.05)
