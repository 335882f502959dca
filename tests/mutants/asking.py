"""Which tests are asked about a mutant, in which order, and for how long."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.mutants.trying import Task

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.mutants.project import Mutant

AROUND = 0.2
"""Seconds that a test takes besides what mutmut measured: a world is opened before it, and closed after it."""
SPARE, TIMES = 10, 6
"""A test is given up after so many seconds, and so many times what it takes where nothing is changed."""


@dataclass(frozen=True)
class Asking:
    """Of the tests that come by a mutant those are asked that promise most within `budget`.

    `measured` are seconds; `breadth` says by how many functions a test comes: the fewer, the more it is about each.
    """

    measured: Mapping[str, float]
    breadth: Mapping[str, int]
    budget: float
    _noticed: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def learn(self, mutant: Mutant, test: str) -> None:
        """What noticed one change of a function may notice the next."""
        self._noticed[mutant.function][test] += 1

    def task(self, mutant: Mutant) -> Task:
        """At least one test, where there is any."""
        chosen: dict[str, int] = {}
        left = self.budget
        for test in sorted(mutant.tests, key=lambda each: (-self._promise(mutant, each), each)):
            if self._seconds(test) <= left or not chosen:
                left -= self._seconds(test)
                chosen[test] = round(SPARE + TIMES * self._seconds(test))
        return Task(mutant.name, chosen)

    def _promise(self, mutant: Mutant, test: str) -> float:
        """Mutants of the function that it noticed so far, and one for luck, for each second and function."""
        return (1 + self._noticed[mutant.function][test]) / (self._seconds(test) * self.breadth.get(test, 1))

    def _seconds(self, test: str) -> float:
        return AROUND + self.measured.get(test, 0.0)
