"""What came of a workload."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.bench.workload import Workload


@dataclass(frozen=True)
class Result:
    """`bot` and `rival` hold a figure for each round; those of one round were taken one right after the other."""

    workload: Workload
    bot: tuple[float, ...]
    rival: tuple[float, ...]
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def ratios(self) -> tuple[float, ...]:
        pairs = zip(self.bot, self.rival, strict=True)
        return tuple(self.workload.target.ratio(bot, rival) for bot, rival in pairs)

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios: what disturbs the machine disturbs both halves of a round."""
        return median(self.ratios)

    @property
    def is_met(self) -> bool:
        return self.workload.target.is_met(self.ratio)

    def as_json(self) -> dict[str, Any]:
        asked = self.workload
        return {
            "name": asked.name,
            "what": asked.what,
            "against": asked.against,
            "unit": asked.unit,
            "target": {"sense": asked.target.sense.value, "bound": asked.target.bound},
            "ratio": self.ratio,
            "met": self.is_met,
            "ratios": self.ratios,
            "bot": {"median": median(self.bot), "rounds": self.bot},
            "rival": {"median": median(self.rival), "rounds": self.rival},
            "facts": self.facts,
        }
