"""Try mutants one after another, and keep what became of each."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from tests.mutants.asking import Asking
from tests.mutants.progress import Progress, Record
from tests.mutants.trying import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.mutants.project import Mutant, Project
    from tests.mutants.trying import Task

    Tries = Callable[[Task], Outcome]


@dataclass(frozen=True)
class Work:
    project: Project
    asking: Asking
    progress: Progress

    @classmethod
    def taken_up(cls, project: Project, mutants: Sequence[Mutant], budget: float) -> Work:
        """With all that was learned before."""
        asking = Asking(project.seconds(), project.breadth(), budget)
        progress = Progress(project.folder / "tried.jsonl")
        known = progress.known(mutants)
        for mutant in mutants:
            if mutant.name in known and known[mutant.name].by:
                asking.learn(mutant, known[mutant.name].by)
        return cls(project, asking, progress)

    def do(self, mutants: Sequence[Mutant]) -> Iterator[Record]:
        """Each as soon as it is known."""
        with _trier(self.project) as tries:
            for mutant in mutants:
                record = self._tried(mutant, tries)
                self.progress.keep(record)
                yield record

    def _tried(self, mutant: Mutant, tries: Tries) -> Record:
        task = self.asking.task(mutant)
        outcome = tries(task) if task.tests else Outcome(mutant.name, "", (), 0.0)
        if outcome.by in task.tests:
            self.asking.learn(mutant, outcome.by)
        asked, there = len(task.tests), len(mutant.tests)
        return Record(mutant.name, mutant.version, outcome.by, asked, there, outcome.seconds, tuple(outcome.flaky))


@contextmanager
def _trier(project: Project) -> Iterator[Tries]:
    """The process that has everything imported; each task is a line that it answers with another."""
    command = [sys.executable, "-m", "tests.mutants.trying", *project.tests]
    pipe, folder = subprocess.PIPE, project.folder / "mutants"
    with subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, text=True) as process:  # noqa: S603 - our own interpreter
        asks, answers = process.stdin, process.stdout
        assert asks is not None
        assert answers is not None

        def tries(task: Task) -> Outcome:
            print(json.dumps(asdict(task)), file=asks, flush=True)
            return Outcome(**json.loads(answers.readline()))

        yield tries
        asks.close()
