"""A copy of the project in which mutmut writes mutants, and finds out which tests come by which function, how fast."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
NEEDED = ("bot", "tests", "docs", "manifest.yml", "README.md", "pyproject.toml")
TESTS = {
    "domain": ["tests/domain", "tests/policy_file"],
    "workflow": ["tests/workflow", "tests/abuse/test_rights.py", "tests/stories"],
}
"""Where the tests of a package are. Of the stories, one transport and one database are enough for what is pure."""
SLOW = (
    *("tests/workflow/life/test_life.py", "tests/workflow/batches/test_killed.py"),
    *("tests/stories/test_doors.py", "tests/stories/test_leaks.py"),
)
"""They find by chance, or in minutes, what the others find by intent."""
CONFIG = """
[tool.mutmut]
source_paths = ["bot"]
only_mutate = {files}
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = {options}
also_copy = ["docs", "manifest.yml", "README.md"]
use_git_change_detection = false
do_not_mutate_patterns = ['^\\s*log\\.']  # what a record of the log says is no promise
"""
FORGOTTEN = "__pycache__"
DRIVER = "bot/simulator/slack/driver/expecting.py"
PATIENCE, IMPATIENCE = "PATIENCE = 15.0", "PATIENCE = 4.0"
"""How long a story waits to see something. What a mutant keeps from coming is waited for, so here it is less."""


@dataclass(frozen=True)
class Mutant:
    """`name` is mutmut's: the module, the function and a number. `version` is another where the function changes."""

    name: str
    path: str
    version: str
    tests: tuple[str, ...]
    """Those that come by its function."""

    @property
    def module(self) -> str:
        return self.path.removeprefix("bot/").removesuffix(".py")

    @property
    def function(self) -> str:
        return _function(self.name)


@dataclass(frozen=True)
class Project:
    """`package` is one of bot's that `TESTS` names."""

    folder: Path
    package: str

    @property
    def tests(self) -> list[str]:
        """What pytest is told to collect."""
        return [*TESTS[self.package], *self._options]

    @property
    def _options(self) -> list[str]:
        return ["-k", "not http and not postgresql", *(f"--ignore={path}" for path in SLOW)]

    def mutants(self) -> list[Mutant]:
        """All that there are."""
        tests = self._measured()["tests_by_mangled_function_name"]
        found = sorted((self.folder / "mutants").rglob("*.meta"))
        return [mutant for path in found for mutant in self._of(path, tests)]

    def seconds(self) -> dict[str, float]:
        """How long each test took where nothing was changed, without what it needs before and after."""
        measured: dict[str, float] = self._measured()["duration_by_test"]
        return measured

    def breadth(self) -> Counter[str]:
        """By how many functions each test comes."""
        return Counter(test for tests in self._measured()["tests_by_mangled_function_name"].values() for test in tests)

    def shown(self, mutant: Mutant) -> str:
        """What was changed, as a diff."""
        return self._mutmut("show", mutant.name).stdout

    def bring_up_to_date(self) -> None:
        """Write the mutants of what changed, and run what tests are new. A first time takes as long as all tests.

        Raises ValueError where a test fails although nothing was changed.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.folder / "mutants" / "tests", ignore_errors=True)
        for name in NEEDED:
            _copy(ROOT / name, self.folder / name)
        self._hurry()
        with (self.folder / "pyproject.toml").open("a", encoding="utf-8") as config:
            config.write(self._config())
        said = self._mutmut("run", "nothing*")  # it ends with an error, for no mutant is called so
        if "nothing matches" not in said.stderr:
            raise ValueError(said.stdout[-4000:] + said.stderr[-4000:])

    def _hurry(self) -> None:
        driver = self.folder / DRIVER
        patient = driver.read_text("utf-8")
        if PATIENCE not in patient:
            raise ValueError(f"{DRIVER} does not say {PATIENCE} any more.")
        driver.write_text(patient.replace(PATIENCE, IMPATIENCE), encoding="utf-8")

    def _config(self) -> str:
        return CONFIG.format(files=[f"bot/{self.package}/*"], tests=TESTS[self.package], options=self._options)

    def _mutmut(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mutmut", *arguments]
        return subprocess.run(command, cwd=self.folder, check=False, capture_output=True, text=True)  # noqa: S603 - our own interpreter

    def _measured(self) -> dict[str, dict[str, Any]]:
        stats: dict[str, Any] = json.loads((self.folder / "mutants" / "mutmut-stats.json").read_text("utf-8"))
        return stats

    def _of(self, meta: Path, tests: dict[str, list[str]]) -> list[Mutant]:
        path = str(meta.relative_to(self.folder / "mutants")).removesuffix(".meta")
        held = json.loads(meta.read_text("utf-8"))
        versions = held["hash_by_function_name"]
        return [
            Mutant(
                name, path, versions.get(_function(name).rpartition(".")[2], ""), tuple(tests.get(_function(name), ()))
            )
            for name in held["exit_code_by_key"]
        ]


def _function(name: str) -> str:
    return name.rpartition("__mutmut_")[0]


def _copy(source: Path, target: Path) -> None:
    """With its age, by which mutmut knows what changed; what is gone from the project goes from the copy."""
    if source.is_file():
        shutil.copy2(source, target)
        return
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(FORGOTTEN))
