"""The disk below SQLite: it is full for a while, somebody else has the file, the log is torn after a kill."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from tests.processes import deployment
from tests.torture.acting import assert_all_is_well
from tests.torture.journeys.every import JOURNEYS
from tests.torture.stage import Silence, Stage, Told

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping
    from random import Random

    from tests.processes import Deployment
    from tests.torture.journeys.journey import Journey

    Trouble = Callable[[Deployment, float], Awaitable[None]]

PIECE = 2000
"""Bytes: less than a page, so that it is never whole."""
UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


async def is_full(bot: Deployment, seconds: float) -> None:
    """No file of the process grows any more: neither the database, nor its log, nor what it says."""
    limit = max(path.stat().st_size for path in _files(bot))
    for process in bot.running:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    await asyncio.sleep(seconds)
    for process in bot.running:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, UNLIMITED)


async def is_locked(bot: Deployment, seconds: float) -> None:
    """Another program writes into the file, as a backup does that was not told how."""
    with closing(sqlite3.connect(_files(bot)[0], isolation_level=None, timeout=10)) as other:
        other.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(seconds)
        other.execute("ROLLBACK")


async def is_torn(bot: Deployment, seconds: float) -> None:
    """The machine goes down in the middle of a write: the last piece of the log is there in part, and means nothing."""
    await asyncio.sleep(seconds)
    await bot.kill()
    _tear(Path(f"{_files(bot)[0]}-wal"))
    await bot.start()


def _tear(log: Path) -> None:
    with log.open("ab") as torn:
        torn.write(log.read_bytes()[-PIECE:] or b"\x00" * PIECE)


def _files(bot: Deployment) -> list[Path]:
    path = Path(str(make_url(bot.database_url).database))
    return sorted(path.parent.glob(f"{path.name}*"))


TROUBLES: Mapping[str, Trouble] = {"full": is_full, "locked": is_locked, "torn": is_torn}


@dataclass(frozen=True)
class OnDisk:
    """What happens to the file once somebody set out, and for how many seconds."""

    journey: Journey
    trouble: str
    begins: float
    seconds: float

    def __str__(self) -> str:
        return f"{self.journey.name} / the disk is {self.trouble} after {self.begins:.2f} s for {self.seconds:.2f} s"

    async def run(self) -> None:
        async with deployment("sqlite", policy=self.journey.policy) as bot:
            await bot.start()
            striking = asyncio.ensure_future(self._strikes(bot))
            stage = Stage(bot)
            with suppress(Told, Silence):
                await self.journey.play(stage)
            await striking
            await assert_all_is_well(stage, self.journey)

    async def _strikes(self, bot: Deployment) -> None:
        await asyncio.sleep(self.begins)
        await TROUBLES[self.trouble](bot, self.seconds)


def on_disk(chance: Random) -> Iterator[OnDisk]:
    while True:
        journey = chance.choice([each for each in JOURNEYS if each.happened])
        yield OnDisk(journey, chance.choice([*TROUBLES]), chance.uniform(0, 1.5), chance.uniform(0, 3))
