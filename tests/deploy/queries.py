"""The PromQL that stands in the alerts and in the dashboard, and what it names."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from bot.monitor.metrics import PREFIX
from tests.deploy.declared import LABELS

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
NAMED = re.compile(rf"\b(?:{PREFIX}\w+|process_\w+|up)\b(?:{{([^}}]*)}})?")
LABEL = re.compile(r"(\w+)\s*(?:=~|!~|!=|=)")
GROUPED = re.compile(r"\b(?:by|on) \(([^)]*)\)")
SERIES_OF = re.compile(r"_(?:bucket|count|sum)$")


def alerts() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    return list(group["rules"])


def panels() -> list[dict[str, Any]]:
    """Those that show something; a row only heads others."""
    board = json.loads((DEPLOY / "grafana" / "dashboard.json").read_text(encoding="utf-8"))
    return [panel for panel in board["panels"] if panel["type"] != "row"]


def queries() -> list[str]:
    shown = [target["expr"] for panel in panels() for target in panel["targets"]]
    return [*(rule["expr"] for rule in alerts()), *shown]


def metrics(query: str) -> set[str]:
    """The metrics that a query names; of a histogram its own name, not that of one of its series."""
    names = (re.split(r"[{\[ ]", found.group())[0] for found in NAMED.finditer(query))
    return {SERIES_OF.sub("", name) if name not in LABELS else name for name in names}


def labels(query: str) -> set[str]:
    """The labels that it selects or groups by."""
    selected = [name for found in NAMED.finditer(query) for name in LABEL.findall(found.group(1) or "")]
    grouped = [name.strip() for found in GROUPED.findall(query) for name in found.split(",")]
    return {*selected, *grouped}
