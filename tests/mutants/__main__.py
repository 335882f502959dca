"""Mutation testing: a test should fail for every small change of a module (`make mutants`, docs/mutation.md).

python -m tests.mutants domain                     everything in bot/domain
python -m tests.mutants workflow/gate              one module
python -m tests.mutants workflow --sample 300      some of them, by lot; with a greater number the same and more
python -m tests.mutants workflow --again --budget 300    those that survived, with more tests
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from tests.mutants.asking import Asking
from tests.mutants.progress import Progress, Record
from tests.mutants.project import ROOT, Project
from tests.mutants.report import Figures, survivors, table
from tests.mutants.sampling import drawn
from tests.mutants.trying import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.mutants.project import Mutant
    from tests.mutants.trying import Task

ENOUGH = 90.0
"""Percent."""
BUDGET = 20.0
"""Seconds of tests for each mutant."""


def measure(project: Project, options: argparse.Namespace) -> Figures:
    """Try what was not tried yet, tell of each as it ends, and of all at the end."""
    mutants = drawn(project.mutants())
    mine = [mutant for mutant in mutants if _is_within(mutant, options.what) and not _is_within(mutant, options.but)]
    chosen = mine[: options.sample]
    progress = Progress(project.folder / "tried.jsonl")
    known = progress.known(mutants)
    left = survivors(chosen, known) if options.again else [each for each in chosen if each.name not in known]
    asking = Asking(project.seconds(), project.breadth(), options.budget)
    for mutant in mutants:
        if mutant.name in known and known[mutant.name].by:
            asking.learn(mutant, known[mutant.name].by)
    with _trier(project) as tries:
        for number, mutant in enumerate(left, 1):
            record = _tried(mutant, asking, tries)
            progress.keep(record)
            _say(f"{number}/{len(left)} {mutant.name} {record.by or 'survived'} {record.seconds} s")
    _tell(project, mine, progress)
    return Figures.of(mine, progress.known(mine))


def _is_within(mutant: Mutant, what: str) -> bool:
    return f"{mutant.module}/".startswith(f"{what}/")


def _tried(mutant: Mutant, asking: Asking, tries: Callable[[Task], Outcome]) -> Record:
    task = asking.task(mutant)
    outcome = tries(task) if task.tests else Outcome(mutant.name, "", (), 0.0)
    if outcome.by in task.tests:
        asking.learn(mutant, outcome.by)
    asked, there = len(task.tests), len(mutant.tests)
    return Record(mutant.name, mutant.version, outcome.by, asked, there, outcome.seconds, tuple(outcome.flaky))


@contextmanager
def _trier(project: Project) -> Iterator[Callable[[Task], Outcome]]:
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


def _tell(project: Project, mutants: Sequence[Mutant], progress: Progress) -> None:
    known = progress.known(mutants)
    for mutant in survivors(mutants, known):
        record = known[mutant.name]
        _say(f"\n{record.asked} of {record.there} tests were asked.\n{project.shown(mutant)}")
    for line in table(mutants, known):
        _say(line)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the report


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    package = options.what.partition("/")[0]
    project = Project(options.folder / package, package)
    project.bring_up_to_date()
    figures = measure(project, options)
    _say(f"{options.what}: {figures.sentence}")
    return 0 if figures.percent >= ENOUGH else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", help="a package or module of bot: domain, workflow, workflow/gate, …")
    parser.add_argument("--but", default="-", help="leave this package or module of it out")
    parser.add_argument("--sample", type=int, help="try no more than this many of its mutants")
    parser.add_argument("--budget", type=float, default=BUDGET, help="seconds of tests for each mutant (%(default)s)")
    parser.add_argument("--again", action="store_true", help="try those anew that survived")
    parser.add_argument("--folder", type=Path, default=ROOT / ".mutants", help="where the work is kept (%(default)s)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
