"""No test fails because the machine has much to do: what Hypothesis times is switched off for all of them, once."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.unhurried import GENERATED, LARGE, SHARED, UNTIMED

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parent
HERE = {"unhurried.py", Path(__file__).name}
TIMED = {"deadline", "HealthCheck"}


def words(source: str) -> Iterator[str]:
    """Arguments by name, and what is imported."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.alias):
            yield node.name


@pytest.mark.parametrize("profile", ["unhurried", "long"])
def test_no_profile_looks_at_a_clock(profile: str) -> None:
    """Neither for one example nor for drawing many."""
    chosen = settings.get_profile(profile)
    assert (chosen.deadline, HealthCheck.too_slow in chosen.suppress_health_check) == (None, True)


def test_every_test_has_one_of_them() -> None:
    """Unless somebody asks for another on the command line."""
    assert settings.get_current_profile_name() in {"unhurried", "long"}


@pytest.mark.parametrize("checks", [UNTIMED, SHARED, LARGE, GENERATED])
def test_what_a_test_does_without_has_the_clock_in_it(checks: tuple[HealthCheck, ...]) -> None:
    """It takes the place of what the profile says."""
    assert HealthCheck.too_slow in checks


def test_no_test_has_a_word_of_its_own_on_it() -> None:
    """Where one did, the next one would be forgotten."""
    files = (file for file in TESTS.rglob("*.py") if file.name not in HERE)
    assert [file.name for file in files if TIMED & set(words(file.read_text()))] == []
