"""A mutant is noticed by a test that fails twice with it, or that does not end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TESTS = """
    import os
    from pathlib import Path
    from time import sleep

    def mutant():
        return os.environ["MUTANT_UNDER_TEST"]

    def test_sum():
        assert mutant() != "wrong"

    def test_end():
        while mutant() == "endless":
            sleep(0.1)

    def test_luck():
        tried = Path("tried")
        if mutant() == "unlucky" and not tried.exists():
            tried.touch()
            raise AssertionError
"""
ASKED = {f"test_it.py::test_{name}": 30 for name in ("sum", "luck")} | {"test_it.py::test_end": 1}


@pytest.mark.parametrize(
    ("name", "by", "flaky"),
    [
        ("wrong", "test_it.py::test_sum", []),
        ("endless", "(too long)", []),
        ("unlucky", "", ["test_it.py::test_luck"]),
        ("equivalent", "", []),
    ],
)
def test_what_becomes_of_a_mutant(tmp_path: Path, name: str, by: str, flaky: list[str]) -> None:
    outcome = asked(tmp_path, {"name": name, "tests": ASKED})
    assert (outcome["name"], outcome["by"], outcome["flaky"]) == (name, by, flaky)


def asked(folder: Path, task: dict[str, Any]) -> dict[str, Any]:
    """In a project of its own, as it is asked for each task."""
    (folder / "test_it.py").write_text(dedent(TESTS), encoding="utf-8")
    command = [sys.executable, str(ROOT / "tests" / "mutants" / "trying.py"), "test_it.py"]
    done = subprocess.run(command, cwd=folder, input=json.dumps(task), capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter
    outcome: dict[str, Any] = json.loads(done.stdout)
    return outcome
