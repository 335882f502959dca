"""docs/operations.md names every fact that is looked at, and no other."""

from __future__ import annotations

import re

from tests.checkup.setup import set_up
from tests.world import ROOT

ONLY_WHERE_SPOILT = {"policy.approvals", "policy.roles"}
"""Facts of which nothing is said where they are well."""


async def test_the_table_has_every_fact() -> None:
    """In both transports; an operator finds what a line is about."""
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"\| names \| what is looked at \|\n\|---\|---\|\n((?:\|.*\n)+)", page)
    documented = {name for row in table.splitlines() for name in re.findall(r"`([^`]+)`", row.split("|")[1])}
    found = set(ONLY_WHERE_SPOILT)
    for transport in ("socket", "http"):
        async with set_up() as here:
            here.transport = transport
            found |= {finding.name for finding in await here.looked_at()}
    assert documented == found
