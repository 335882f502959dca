"""The results as a table for people."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bench.result import Result

HEAD = ("workload", "bot", "rival", "ratio", "(from, to)", "target", "")


def table(results: Sequence[Result]) -> str:
    """Aligned columns: names to the left, figures to the right."""
    rows = [HEAD, *(_row(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(_aligned(row, widths) for row in rows)


def notes(results: Sequence[Result]) -> Iterator[str]:
    """What each was measured against, and what else was seen; lists of it are only in the JSON."""
    for result in results:
        told = ", ".join(f"{name} {value}" for name, value in result.facts.items() if not isinstance(value, list))
        yield f"{result.workload.name}: {result.workload.what}; against {result.workload.against}."
        if told:
            yield f"  {told}"


def _row(result: Result) -> tuple[str, ...]:
    unit, ratios = result.workload.unit, result.ratios
    figures = (f"{median(each):.4g} {unit}" for each in (result.bot, result.rival))
    spread = f"({min(ratios):.3g}, {max(ratios):.3g})"
    verdict = "met" if result.is_met else "MISSED"
    return result.workload.name, *figures, f"{result.ratio:.3g}", spread, str(result.workload.target), verdict


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
    return "  ".join(cells).rstrip()
