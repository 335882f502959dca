"""Mutation testing: a test should fail for every small change of a module (`make mutants`, docs/mutation.md).

python -m tests.mutants domain                           everything in bot/domain
python -m tests.mutants workflow/gate                    one module
python -m tests.mutants workflow --sample 300            some of them, by lot; with a greater number the same and more
python -m tests.mutants workflow --again --budget 60     those that survived, with more tests
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.mutants.project import ROOT, Project
from tests.mutants.report import Figures, survivors, table
from tests.mutants.sampling import drawn
from tests.mutants.work import Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.mutants.progress import Progress
    from tests.mutants.project import Mutant

ENOUGH = 90.0
"""Percent."""
BUDGET = 20.0
"""Seconds of tests for each mutant."""


def measure(project: Project, options: argparse.Namespace) -> Figures:
    """Try what was not tried yet, tell of each as it ends, and of all at the end."""
    everything = drawn(project.mutants())
    mine = [each for each in everything if _is_within(each, options.what) and not _is_within(each, options.but)]
    work = Work.taken_up(project, everything, options.budget)
    left = _left(mine[: options.sample], work.progress, again=options.again)
    for number, record in enumerate(work.do(left), 1):
        _say(f"{number}/{len(left)} {record.name} {record.by or 'survived'} {record.seconds} s")
    _tell(project, mine, work.progress)
    return Figures.of(mine, work.progress.known(mine))


def _is_within(mutant: Mutant, what: str) -> bool:
    return f"{mutant.module}/".startswith(f"{what}/")


def _left(chosen: Sequence[Mutant], progress: Progress, *, again: bool) -> list[Mutant]:
    known = progress.known(chosen)
    return survivors(chosen, known) if again else [mutant for mutant in chosen if mutant.name not in known]


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
