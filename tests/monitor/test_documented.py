"""What the documents say of metrics and of the log's lines is what the code does."""

from __future__ import annotations

import re

from bot.monitor import METRICS
from bot.slack.spans import Outcome, Span
from tests.monitor.table import table, written
from tests.settings.table import PAGE

MEMBER = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)


def test_the_metrics_table_is_the_metrics() -> None:
    """`python -m tests.monitor.table` brings it up to date."""
    page = PAGE.read_text(encoding="utf-8")
    assert table() in page
    assert written(page) == page


def test_every_metric_is_declared_once() -> None:
    """By its name, in Prometheus' way of naming: seconds, totals, and a sentence for each."""
    names = [each.name for each in METRICS]
    assert len(set(names)) == len(names)
    assert [each.name for each in METRICS if not re.fullmatch(r"[a-z][a-z_]+", each.name)] == []
    assert [each.name for each in METRICS if not each.help.endswith(".") or "|" in each.help] == []


def test_the_members_of_the_line_are_documented() -> None:
    """All of them, in their order, and every outcome there is."""
    page = PAGE.read_text(encoding="utf-8")
    told = page[page.index("<!-- interaction.done: begin -->") : page.index("<!-- interaction.done: end -->")]
    assert MEMBER.findall(told) == list(Span().line(0.0))
    assert [each.name for each in Outcome if f"`{each.name.lower()}`" not in told] == []
