"""Two workloads that grow, drawn: time against audit rows, and against users of the account."""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.arize import ArizeClient
from bot.simulator.arize import arize_simulator
from tests.bench.plot import Curve, svg
from tests.bench.workloads.account import RARE, fill
from tests.bench.workloads.pages import Reader, p50, read

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from tests.bench.workload import Scale

AUDIT_ROWS = (1_000, 10_000, 100_000, 1_000_000)
SHARE = 10
"""Audit rows for each request."""
USERS = (100, 1_000, 10_000, 50_000)
LOOKS = 40
GROWTHS = ("audit-rows.svg", "account-size.svg")


async def drawn(folder: Path, scale: Scale) -> None:
    """Write the plots into the folder."""
    rows, users = (each[:2] if scale.quick else each for each in (AUDIT_ROWS, USERS))
    looks = scale.of(LOOKS, 2)
    pages = [await page_curve(kind, rows, looks) for kind in ("sqlite", "postgresql")]
    titles = ("Audit page by rows of the audit", "Exact look-up by users of the account")
    plots = (pages, await lookup_curves(users, looks))
    for name, title, curves in zip(GROWTHS, titles, plots, strict=True):
        (folder / name).write_text(svg(title, curves), encoding="utf-8")


async def page_curve(kind: str, rows: Sequence[int], looks: int) -> Curve:
    points = []
    for count in rows:
        async with read(kind, max(count // SHARE, 100), count) as reader:
            points.append((count, await p50(reader, Reader.audit, looks)))
    return Curve(kind, tuple(points))


async def lookup_curves(users: Sequence[int], looks: int) -> tuple[Curve, Curve]:
    """How long the look-up takes, and how long the API thinks about one page of it: the simulator reads everybody."""
    looked, asked = [], []
    for count in users:
        async with arize_simulator() as arize:
            fill(arize, count)
            async with ArizeClient(SecretStr(arize.api_key), base_url=arize.url) as client:
                looked.append((count, await _p50(lambda: client.find_user(RARE), looks)))
                asked.append((count, await _p50(lambda: client.list_users(email=RARE), looks)))
    return Curve("find_user", tuple(looked)), Curve("one page", tuple(asked))


async def _p50(call: Callable[[], Awaitable[object]], count: int) -> float:
    times = []
    for _ in range(count):
        began = perf_counter()
        await call()
        times.append(perf_counter() - began)
    return median(times) * 1000
