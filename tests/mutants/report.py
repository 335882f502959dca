"""The figures of each module, and what survived."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.mutants.sampling import interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.mutants.progress import Record
    from tests.mutants.project import Mutant

HEAD = "| module | mutants | tried | noticed |\n|---|---|---|---|"


@dataclass(frozen=True)
class Figures:
    there: int
    tried: int
    noticed: int

    @classmethod
    def of(cls, mutants: Sequence[Mutant], known: Mapping[str, Record]) -> Figures:
        records = [known[mutant.name] for mutant in mutants if mutant.name in known]
        return cls(len(mutants), len(records), sum(not record.survived for record in records))

    @property
    def percent(self) -> float:
        return 100 * self.noticed / self.tried if self.tried else 0.0

    @property
    def sentence(self) -> str:
        low, high = interval(self.noticed, self.tried)
        sure = f" (95 %: {low:.1f} to {high:.1f} %)" if self.tried < self.there else ""
        return f"{self.noticed} of {self.tried} mutants noticed, {self.percent:.1f} %{sure}; there are {self.there}."


def table(mutants: Sequence[Mutant], known: Mapping[str, Record]) -> Iterator[str]:
    """A row for each module, as it stands in docs/mutation.md."""
    modules: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        modules[mutant.module].append(mutant)
    yield HEAD
    for module, its in sorted(modules.items()):
        figures = Figures.of(its, known)
        if figures.tried:
            noticed = f"{figures.noticed} ({figures.percent:.1f} %)"
            yield f"| `{module}` | {figures.there} | {figures.tried} | {noticed} |"


def survivors(mutants: Sequence[Mutant], known: Mapping[str, Record]) -> list[Mutant]:
    return [mutant for mutant in mutants if mutant.name in known and known[mutant.name].survived]
