"""The table of metrics in docs/operations.md, written from what is declared: `python -m tests.monitor.table`."""

from __future__ import annotations

import re

from bot.monitor import METRICS
from tests.settings.table import PAGE

MARKED = re.compile(r"(?<=<!-- metrics: begin -->\n).*?(?=<!-- metrics: end -->)", re.DOTALL)


def table() -> str:
    """One row a metric, in the order in which they are declared, in Markdown."""
    rows = [
        f"| `{each.shown_as}` | {each.kind.value} | {', '.join(f'`{label}`' for label in each.labels)} | {each.help} |"
        for each in METRICS
    ]
    return "\n".join(["| metric | type | labels | what it is |", "|---|---|---|---|", *rows, ""])


def written(page: str) -> str:
    """The page with its table brought up to date."""
    return MARKED.sub(lambda _: table(), page)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
