"""The benchmarks work. How fast anything is, no test says: the machine may be busy."""

from __future__ import annotations

import json
from contextlib import aclosing
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.bench.__main__ import report
from tests.bench.growth import GROWTHS, drawn
from tests.bench.running import measured
from tests.bench.table import notes, table
from tests.bench.weights import weighed
from tests.bench.workload import Scale, Shelf
from tests.bench.workloads import WORKLOADS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.bench.workload import Workload


@pytest.fixture
async def quick() -> AsyncIterator[Scale]:
    async with aclosing(Shelf()) as shelf:
        yield Scale(shelf, quick=True)


@pytest.mark.parametrize("workload", WORKLOADS, ids=lambda workload: workload.name)
async def test_a_workload_measures_both_contenders(workload: Workload, quick: Scale) -> None:
    """One tiny round of each, and figures that can be told."""
    result = await measured(workload, quick, rounds=5)
    assert len(result.bot) == len(result.rival) == 1
    assert result.ratio > 0
    assert workload.name in table([result])
    assert any(workload.against in note for note in notes([result]))
    told = json.loads(json.dumps(report([result]), default=str))["workloads"][0]
    assert (told["name"], told["met"]) == (workload.name, result.is_met)


async def test_what_grows_is_drawn(tmp_path: Path, quick: Scale) -> None:
    """As pictures that a browser can show."""
    await drawn(tmp_path, quick)
    for name in GROWTHS:
        assert ET.parse(tmp_path / name).getroot().tag.endswith("svg")  # noqa: S314 - we wrote it


def test_workloads_are_told_apart() -> None:
    """Each can be asked for by its name."""
    assert len({workload.name for workload in WORKLOADS}) == len(WORKLOADS)


def test_what_a_library_weighs_is_what_it_adds() -> None:
    """In time and memory, on top of nothing or of another."""
    alone, both = weighed(("asyncio",)), weighed(("asyncio", "aiohttp"))
    assert alone.seconds > 0
    assert (both - alone).mib > 0
