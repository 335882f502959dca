"""What became of each mutant that was tried: a line in a file as soon as it is known, to be taken up again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.mutants.project import Mutant


@dataclass(frozen=True)
class Record:
    """`by` is the test that noticed it, empty where it survived; `asked` tests of `there` that come by were asked."""

    name: str
    version: str
    by: str
    asked: int
    there: int
    seconds: float
    flaky: tuple[str, ...] = ()

    @property
    def survived(self) -> bool:
        return not self.by


@dataclass(frozen=True)
class Progress:
    path: Path

    def keep(self, record: Record) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(record)) + "\n")

    def known(self, mutants: Iterable[Mutant]) -> dict[str, Record]:
        """The last word about each of these, by name; of a function that changed since nothing is known."""
        versions = {mutant.name: mutant.version for mutant in mutants}
        return {record.name: record for record in self._records() if versions.get(record.name) == record.version}

    def _records(self) -> Iterable[Record]:
        if not self.path.exists():
            return
        for line in self.path.read_text("utf-8").splitlines():
            yield Record(**json.loads(line))
