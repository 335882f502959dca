"""What alerts and the dashboard ask for is what the bot tells."""

from __future__ import annotations

import re

import pytest

from tests.deploy.declared import FROM_SCRAPING, LABELS
from tests.deploy.queries import DEPLOY, alerts, labels, metrics, panels, queries

PAGE = DEPLOY.parent / "docs" / "operations" / "alerts.md"


@pytest.mark.parametrize("query", queries())
def test_a_query_names_metrics_and_labels_that_there_are(query: str) -> None:
    """A misspelt one would be silent for ever, which looks like peace."""
    named = metrics(query)
    assert named
    assert named <= LABELS.keys()
    assert labels(query) <= {*FROM_SCRAPING, *(label for metric in named for label in LABELS[metric])}


def test_the_check_would_tell() -> None:
    """Neither another name nor another label passes for one of ours."""
    assert metrics('rate(ax_user_bot_ack_seconds_bucket{door="slash"}[5m])') == {"ax_user_bot_ack_seconds"}
    assert metrics("ax_user_bot_readiness > 0").isdisjoint(LABELS)
    assert labels('sum by (job, gate) (up{dor="x"})') == {"job", "gate", "dor"}


def test_every_metric_of_ours_is_on_the_dashboard() -> None:
    """What is measured is seen without writing a query."""
    shown = {metric for panel in panels() for target in panel["targets"] for metric in metrics(target["expr"])}
    assert [metric for metric in LABELS if metric.startswith("ax_") and metric not in shown] == []


def test_panels_do_not_lie_over_one_another() -> None:
    """Grafana would move them, and nobody would find what stood beside what."""
    taken = [
        (x, y)
        for panel in panels()
        for place in [panel["gridPos"]]
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) < 24


def test_every_alert_is_explained_and_no_other() -> None:
    """Whoever is woken reads what it means and what to do."""
    told = re.findall(r"^### (\w+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert told == [rule["alert"] for rule in alerts()]
