"""The floor under the tests holds."""

from __future__ import annotations

from typing import Any

from tests.coverage_floor import shortfalls


def report(percent: float, **files: tuple[list[int], list[list[int]]]) -> dict[str, Any]:
    """As coverage.py writes it, as far as it is read."""
    return {
        "totals": {"percent_covered": percent},
        "files": {
            f"bot/{name.replace('__', '/')}.py": {"missing_lines": lines, "missing_branches": branches}
            for name, (lines, branches) in files.items()
        },
    }


def test_enough_is_enough() -> None:
    """Outside the heart of the bot a line may be missed, as long as the whole is above the floor."""
    assert shortfalls(report(95.0, slack__app=([3], []), domain__policy=([], []))) == []


def test_too_little_fails() -> None:
    """Below the floor the figure is told."""
    assert shortfalls(report(94.994)) == ["Coverage is 94.99 %, below 95 %."]


def test_one_missed_branch_in_the_heart_fails() -> None:
    """What decides is covered whole, and what is missing is named by its lines."""
    assert shortfalls(report(99.9, workflow__gate=([7], [[3, 9], [4, -1]]), domain__people=([1], []))) == [
        "bot/domain/people.py must be covered whole, but misses 1.",
        "bot/workflow/gate.py must be covered whole, but misses 7, 3->9, 4->-1.",
    ]
