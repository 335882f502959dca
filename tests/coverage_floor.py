"""Tell which lines no test reached, and fail below the floor: `python -m tests.coverage_floor` after a test run."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from coverage import Coverage

OVERALL = 95.0
"""Percent of lines and branches of all of bot/."""

WHOLE = ("bot/domain/", "bot/workflow/")
"""Where every line and branch is reached, since these decide."""


def shortfalls(report: dict[str, Any]) -> list[str]:
    """Say what keeps coverage.py's JSON report from the floor; nothing where it is reached."""
    overall = report["totals"]["percent_covered"]
    low = [f"Coverage is {overall:.2f} %, below {OVERALL:.0f} %."] if overall < OVERALL else []
    return low + [told for path, file in sorted(report["files"].items()) if (told := _partial(path, file))]


def _partial(path: str, file: dict[str, Any]) -> str:
    missing = [*map(str, file["missing_lines"]), *(f"{start}->{end}" for start, end in file["missing_branches"])]
    if not missing or not Path(path).as_posix().startswith(WHOLE):
        return ""
    return f"{path} must be covered whole, but misses {', '.join(missing)}."


def _report(coverage: Coverage) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "coverage.json"
        coverage.json_report(outfile=str(path))
        loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return loaded


def main() -> int:
    """Print the lines that were missed and what is below the floor; 1 where something is."""
    coverage = Coverage()
    coverage.load()
    coverage.report()
    told = shortfalls(_report(coverage))
    sys.stdout.writelines(f"{line}\n" for line in told)
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
