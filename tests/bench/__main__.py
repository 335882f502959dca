"""`python -m tests.bench [name…] [--rounds N] [--json FILE] [--plots FOLDER] [--quick]`."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import sys
import time
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.growth import GROWTHS, drawn
from tests.bench.running import measured
from tests.bench.table import notes, table
from tests.bench.workload import Scale, Shelf
from tests.bench.workloads import WORKLOADS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bench.result import Result
    from tests.bench.workload import Workload

ROUNDS = 5
BUDGET = 8 * 60
"""Seconds after which no further workload is begun."""
LONGEST = 120
"""Seconds after which a workload is given up."""


async def run(names: Sequence[str], scale: Scale, rounds: int) -> list[Result]:
    """Say how each ended as it ends."""
    began, results = time.monotonic(), []
    for workload in WORKLOADS:
        if names and workload.name not in names:
            continue
        if time.monotonic() - began > BUDGET:
            _say(f"{workload.name}: not begun, the time is up.")
            continue
        result = await _bounded(workload, scale, rounds)
        if result is not None:
            results.append(result)
            _say(f"{workload.name}: {result.ratio:.3g} ({time.monotonic() - began:.0f} s)")
    return results


async def _bounded(workload: Workload, scale: Scale, rounds: int) -> Result | None:
    """None where it took too long, or a contender did not do its work; the others are measured all the same."""
    try:
        async with asyncio.timeout(LONGEST):
            return await measured(workload, scale, rounds)
    except (TimeoutError, AssertionError, OSError) as error:
        _say(f"{workload.name}: given up, {type(error).__name__} {error}")
        return None


def report(results: Sequence[Result]) -> dict[str, Any]:
    """The results with what they were got on."""
    machine = {"python": platform.python_version(), "system": platform.platform(), "processor": platform.machine()}
    return {"machine": machine, "workloads": [result.as_json() for result in results]}


def main() -> None:
    """Print the table, and write what was asked for."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else every start of the bot would compile it anew
    asked = _arguments()
    results = asyncio.run(_run(asked))
    sys.stdout.write("\n".join(["", table(results), "", *notes(results), ""]))
    if asked.json:
        asked.json.write_text(json.dumps(report(results), indent=1, default=str) + "\n", encoding="utf-8")


async def _run(asked: argparse.Namespace) -> list[Result]:
    async with aclosing(Shelf()) as shelf:
        scale = Scale(shelf, asked.quick)
        results = await run(asked.name, scale, asked.rounds)
        if asked.plots:
            await drawn(asked.plots, scale)
        return results


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", nargs="*", choices=[[], *(each.name for each in WORKLOADS)], help="all without a name")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--plots", type=Path, metavar="FOLDER", help=f"draw {', '.join(GROWTHS)} as SVG")
    parser.add_argument("--quick", action="store_true", help="one tiny round of each, to see that they work")
    return parser.parse_args()


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")


if __name__ == "__main__":
    main()
