"""What a round cost whom: seconds of CPU of each process, and what the database's connections waited for."""

from __future__ import annotations

import asyncio
import os
import time
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg  # type: ignore[import-untyped]  # it has no types

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

TICKS = os.sysconf("SC_CLK_TCK")
PARENT = 1
EVERY = 0.05
"""Seconds between two looks at what the connections do."""
DOING = """SELECT coalesce(wait_event_type || ' ' || wait_event, 'running') FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"""


@dataclass
class Spent:
    """Seconds; `doing` counts what connections that were not idle were seen doing."""

    replicas: float = 0.0
    database: float = 0.0
    load: float = 0.0
    doing: Counter[str] = field(default_factory=Counter)

    @property
    def elsewhere(self) -> float:
        return self.database + self.load

    def most(self, cores: int) -> float:
        """How many times as much two pinned replicas can get done as one, where so many cores have nothing else to do.

        One replica is over when its core is or when all are; two of them are over when all are. More than two is not
        to be had from two.
        """
        whole = (self.replicas + self.elsewhere) / cores
        return max(self.replicas, whole) / max(self.replicas / 2, whole)

    def told(self, count: int) -> str:
        """Milliseconds of CPU for each of so many approvals, and the waits."""
        cost = (f"{name} {seconds / count * 1000:.0f}" for name, seconds in self._each())
        looks = sum(self.doing.values()) or 1
        waits = (f"{what} {seen / looks:.0%}" for what, seen in self.doing.most_common(5))
        return f"{', '.join(cost)} ms of CPU each; connections at work: {', '.join(waits)}"

    def _each(self) -> tuple[tuple[str, float], ...]:
        return ("replicas", self.replicas), ("PostgreSQL", self.database), ("load and peers", self.load)


@asynccontextmanager
async def spending(replicas: Iterable[int], url: str) -> AsyncIterator[Spent]:
    """Filled in at the end of the block. `replicas` are their processes' ids, `url` is the database's."""
    spent, pids, connection = Spent(), list(replicas), await asyncpg.connect(url)
    began = _so_far(pids, connection)
    watching = asyncio.create_task(_watch(connection, spent.doing))
    try:
        yield spent
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        ended = _so_far(pids, connection)
        spent.replicas, spent.database, spent.load = (
            after - before for after, before in zip(ended, began, strict=True)
        )
        await connection.close()


def _so_far(replicas: Iterable[int], connection: asyncpg.Connection) -> tuple[float, float, float]:
    return cpu_of(replicas), cpu_of(_processes(connection.get_server_pid())), time.process_time()


def cpu_of(pids: Iterable[int]) -> float:
    """Seconds of CPU of these processes so far, and of children that they waited for (proc(5), `stat` 14 to 17)."""
    return sum(map(_ticks_of, pids)) / TICKS


def _ticks_of(pid: int) -> int:
    """Those of a process that is gone are its parent's by now."""
    try:
        return sum(map(int, _stat(pid)[11:15]))
    except OSError:
        return 0


async def server_of(url: str) -> list[int]:
    """The ids of all processes of a server, which is on this machine."""
    connection = await asyncpg.connect(url)
    try:
        return _processes(connection.get_server_pid())
    finally:
        await connection.close()


def _processes(backend: int) -> list[int]:
    """The server that a connection's process belongs to, which has the time of those that ended, and all that live."""
    listening = _stat(backend)[PARENT]
    children = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdecimal()]
    return [int(listening), *(pid for pid in children if _is_child(pid, listening))]


def _is_child(pid: int, parent: str) -> bool:
    try:
        return _stat(pid)[PARENT] == parent
    except OSError:
        return False


def _stat(pid: int) -> list[str]:
    """What stands after the name; it may hold blanks and brackets itself."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


async def _watch(connection: asyncpg.Connection, doing: Counter[str]) -> None:
    while True:
        doing.update(what for (what,) in await connection.fetch(DOING))
        await asyncio.sleep(EVERY)
