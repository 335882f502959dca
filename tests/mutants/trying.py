"""Try mutants, each in a process of its own that has imported everything already (`python -m tests.mutants.trying`).

It runs in the folder that mutmut made, where a variable says which mutant is in force, reads tasks from its input and
writes what became of them to its output, a line of JSON for each.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import sys
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

IN_FORCE = "MUTANT_UNDER_TEST"
"""mutmut's variable."""
NOTHING = ""
"""The value with which nothing is changed."""
OPTIONS = ("--rootdir=.", "-x", "-q", "--tb=no", "--no-header")
TOO_LONG = "(too long)"
"""What noticed a mutant that does not come to an end."""


@dataclass(frozen=True)
class Task:
    """`tests` in the order in which they are asked, each with the whole seconds after which it is given up."""

    name: str
    tests: Mapping[str, int]


@dataclass(frozen=True)
class Outcome:
    """`by` is the test that noticed it, twice; empty where none did. `flaky` noticed it once."""

    name: str
    by: str
    flaky: tuple[str, ...]
    seconds: float


@dataclass(eq=False)
class Watch:
    """pytest's plugin that ends the process with the first test that fails, or does not end, and tells which."""

    limits: Mapping[str, int]
    answer: int

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        signal.alarm(self.limits[nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Nobody waits until what failed is put away; only its files are."""
        if report.failed:
            os.write(self.answer, report.nodeid.encode())
            atexit._run_exitfuncs()  # noqa: SLF001 - the usual end would wait for threads that wait for a mutant
            os._exit(pytest.ExitCode.TESTS_FAILED)


def tried(task: Task) -> Outcome:
    """A test that fails once and then does not has noticed nothing: the others are asked without it."""
    began, tests, flaky = time.monotonic(), dict(task.tests), list[str]()
    while by := first_failing(tests, task.name):
        if by not in tests or first_failing({by: tests[by]}, task.name):
            break
        flaky.append(by)
        del tests[by]
    return Outcome(task.name, by, tuple(flaky), round(time.monotonic() - began, 2))


def first_failing(tests: Mapping[str, int], mutant: str) -> str:
    """In a process of its own; nothing where all pass. Raises ValueError where pytest did not run them."""
    if not tests:
        return ""
    answers, answer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(answers)
        _run(tests, mutant, answer)
    os.close(answer)
    with os.fdopen(answers, encoding="utf-8") as told:
        said = told.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == -signal.SIGALRM:
        return TOO_LONG
    if not said and code != pytest.ExitCode.OK:
        raise ValueError(f"{mutant}: pytest ended with {code}, and no test had failed.")
    return said


def _run(tests: Mapping[str, int], mutant: str, answer: int) -> None:
    """Never returns."""
    os.environ[IN_FORCE] = mutant
    _hush(1, 2)
    code = int(pytest.ExitCode.INTERNAL_ERROR)
    try:
        code = int(pytest.main([*OPTIONS, *tests], plugins=[Watch(tests, answer)]))
    finally:
        os._exit(code)


def _hush(*streams: int) -> None:
    """What is printed there from here on is lost."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        os.dup2(nowhere, stream)


def _warm_up(selection: Sequence[str]) -> None:
    """Import the tests, and with them the bot."""
    os.environ[IN_FORCE] = NOTHING
    code = pytest.main(["--rootdir=.", "--collect-only", "-qqq", *selection])
    if code != pytest.ExitCode.OK:
        raise ValueError(f"The tests cannot be collected: pytest ended with {code}.")


def main(selection: Sequence[str]) -> None:
    """Until there are no tasks any more."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    _hush(1)
    _warm_up(selection)
    for line in sys.stdin:
        outcome = tried(Task(**json.loads(line)))
        print(json.dumps(asdict(outcome)), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
