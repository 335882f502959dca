"""SECURITY.md claims what is so."""

from __future__ import annotations

import re
from typing import Any

import yaml

from bot.store.tables import metadata
from tests.documents.commands import ROOT

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def first_cells(heading: str) -> list[str]:
    """What stands in code in the first column of the table under a heading."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [
        name for row in re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)
    ]


def test_every_scope_is_explained_and_no_other() -> None:
    """Whoever is asked to allow them reads what for, in the manifest's order."""
    manifest: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    assert first_cells("Scopes") == manifest["oauth_config"]["scopes"]["bot"]


def test_every_table_is_accounted_for() -> None:
    """Nobody finds data in the database of which they were not told."""
    assert set(first_cells("Data")) == set(metadata.tables)
