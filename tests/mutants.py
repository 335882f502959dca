"""Mutation testing: a test should fail for every small change of a module (`make mutants`, docs/mutation.md).

python -m tests.mutants domain                  everything in bot/domain
python -m tests.mutants workflow/gate           one module
python -m tests.mutants workflow --sample 300   some of them, the same each time
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parent.parent
NEEDED = ("bot", "tests", "docs", "manifest.yml", "README.md", "pyproject.toml")
STORIES = (
    *("approvals", "changing", "creating", "creating_many", "deciding", "deleting", "deleting_many", "doubts", "home"),
    *("inviting_authors", "looking", "passwords", "records", "reviewing_users", "steering", "troubles"),
)
TESTS = {
    "domain": ["tests/domain", "tests/policy_file"],
    "workflow": [
        "tests/workflow",
        "tests/abuse/test_rights.py",
        *(f"tests/stories/test_{story}.py" for story in STORIES),
    ],
}
"""Where the tests of a package are. Of the stories, one transport and one database are enough for what is pure."""
SLOW = ["tests/workflow/life/test_life.py", "tests/workflow/batches/test_killed.py"]
"""They find by chance, and in minutes, what the others find by intent."""
CONFIG = """
[tool.mutmut]
source_paths = ["bot"]
only_mutate = {files}
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = {options}
also_copy = ["docs", "manifest.yml", "README.md"]
timeout_multiplier = 4.0
timeout_constant = 10.0
do_not_mutate_patterns = ['^\\s*log\\.']  # what a record of the log says is no promise
"""
SURVIVED, UNTESTED = 0, (5, 33)
"""mutmut's exit codes: all tests passed, or none comes by. With any other, a timeout as well, a mutant was noticed."""
ENOUGH = 90.0
"""Percent."""


@dataclass(frozen=True)
class Figures:
    """`outcomes` are exit codes by the names of those mutants that were tried, of `there` in all."""

    there: int
    outcomes: Mapping[str, int]

    @property
    def missed(self) -> list[str]:
        return sorted(name for name, code in self.outcomes.items() if code == SURVIVED or code in UNTESTED)

    @property
    def killed(self) -> float:
        """Percent."""
        tried = len(self.outcomes)
        return 100 * (tried - len(self.missed)) / tried if tried else 0.0


def measured(what: str, sample: int | None, children: int) -> Figures:
    """Try the mutants of a package or module of `bot`, named by its path, in a copy of the project."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        _prepare(copy, what)
        _mutmut(copy, "nothing*")
        names = sorted(_outcomes(copy))
        chosen = names if sample is None else random.Random(0).sample(names, min(sample, len(names)))  # noqa: S311 - no secret
        _mutmut(copy, "--max-children", str(children), *chosen)
        tried = {name: code for name, code in _outcomes(copy).items() if code is not None}
        report = Figures(len(names), tried)
        _show(copy, report)
        return report


def _prepare(copy: Path, what: str) -> None:
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    files = [f"bot/{what}/*"] if (ROOT / "bot" / what).is_dir() else [f"bot/{what}.py"]
    tests = TESTS[what.partition("/")[0]]
    options = ["-k", "not http and not postgresql", *(f"--ignore={path}" for path in SLOW)]
    with (copy / "pyproject.toml").open("a", encoding="utf-8") as config:
        config.write(CONFIG.format(files=files, tests=tests, options=options))


def _mutmut(copy: Path, *arguments: str) -> None:
    """It ends with an error where no mutant is called so, which is how to learn what they are called."""
    command = [sys.executable, "-m", "mutmut", "run", *arguments]
    quiet = subprocess.DEVNULL if "nothing*" in arguments else None
    subprocess.run(command, cwd=copy, check=False, stdout=quiet, stderr=quiet)  # noqa: S603 - our own interpreter


def _outcomes(copy: Path) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for path in (copy / "mutants").rglob("*.meta"):
        found |= json.loads(path.read_text("utf-8")).get("exit_code_by_key", {})
    return found


def _show(copy: Path, figures: Figures) -> None:
    for name in figures.missed:
        print(f"\n{name}")  # noqa: T201 - the report
        subprocess.run([sys.executable, "-m", "mutmut", "show", name], cwd=copy, check=False)  # noqa: S603 - see above


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", help="a package or module of bot: domain, workflow, workflow/gate, …")
    parser.add_argument("--sample", type=int, help="try no more than this many of its mutants")
    parser.add_argument("--children", type=int, default=2, help="how many at once")
    asked = parser.parse_args(arguments)
    figures = measured(asked.what, asked.sample, asked.children)
    tried = len(figures.outcomes)
    print(f"{asked.what}: {figures.killed:.1f} % killed, {tried} of {figures.there} mutants tried.")  # noqa: T201 - see above
    return 0 if figures.killed >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
