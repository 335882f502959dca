"""The one object that knows how the bot is: its metrics, whether it is ready, and what to ask to find out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.monitor import metrics as m
from bot.monitor.meters import ArizeMeter, DoorMeter, SlackMeter, SocketMeter, WorkMeter
from bot.monitor.registry import Registry
from bot.monitor.remembered import Remembered
from bot.monitor.standing import STARTING, STOPPING, Backlog, Readiness, Store

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

PROBE_LASTS = 1.0
"""Seconds for which the database counts as it was found: orchestrators probe every few."""
SCRAPE_LASTS = 5.0
"""Seconds for which the counted work is remembered; Prometheus scrapes every fifteen by default."""
PATIENCE = 2.0
"""Seconds that a probe waits for the database. Kubernetes gives up after one unless told otherwise."""
MUTE = Store(reachable=False, fits=False, trouble="The database did not answer in time.")
DEAF = "Slack cannot reach the bot."


class Monitor:
    """It begins with nothing known: whoever starts the bot tells it what there is, and when it stops."""

    def __init__(self, version: str, transport: str, commands: Iterable[str]) -> None:
        self.registry = registry = Registry()
        registry.set(m.INFO, 1, version, transport)
        self.doors = DoorMeter(registry, frozenset(commands))
        self.arize, self.slack = ArizeMeter(registry), SlackMeter(registry)
        self.sockets, self.work = SocketMeter(registry), WorkMeter(registry, time.time)
        self.work.looked()
        self._ways_in: Callable[[], int] | None = None
        self._is_socket = transport == "socket"
        self._store: Remembered[Store] | None = None
        self._backlog: Remembered[Backlog] | None = None
        self._is_stopping = False

    def looks_at(self, store: Callable[[], Awaitable[Store]], backlog: Callable[[], Awaitable[Backlog | None]]) -> None:
        """How to ask the database; `backlog` answers None where it is away."""
        self._store = Remembered(store, PROBE_LASTS, PATIENCE)
        self._backlog = Remembered(backlog, SCRAPE_LASTS, PATIENCE)

    def started(self, ways_in: Callable[[], int]) -> None:
        """All is set up; `ways_in` counts those by which Slack can reach the bot now: connections, or the server."""
        self._ways_in = ways_in

    def stopping(self) -> None:
        """From here on the database is not asked any more."""
        self._is_stopping = True

    async def close(self) -> None:
        """The same, and what is being asked is cut off."""
        self.stopping()
        for asking in (self._store, self._backlog):
            if asking is not None:
                await asking.close()

    async def readiness(self) -> Readiness:
        store = await self._found()
        slack = self._connections() > 0
        why = (STOPPING if self._is_stopping else "", store.trouble, "" if slack else self._deaf)
        return Readiness(slack, store.reachable, store.fits, self._is_stopping, tuple(filter(None, why)))

    async def exposition(self, accept: str) -> tuple[bytes, str]:
        """All metrics now, and their content type."""
        self.registry.set(m.READY, (await self.readiness()).is_ready)
        self.registry.set(m.SOCKET_CONNECTIONS, self._connections() if self._is_socket else 0)
        self._show(await self._counted())
        return self.registry.shown(accept)

    def _connections(self) -> int:
        return self._ways_in() if self._ways_in else 0

    @property
    def _deaf(self) -> str:
        return DEAF if self._ways_in else STARTING

    async def _found(self) -> Store:
        if self._store is None or self._is_stopping:
            return Store(reachable=False, fits=False)
        return await self._store.get() or MUTE

    async def _counted(self) -> Backlog | None:
        return None if self._backlog is None or self._is_stopping else await self._backlog.get()

    def _show(self, backlog: Backlog | None) -> None:
        """What is not known is left out rather than told as nothing."""
        known = backlog or Backlog()
        self.registry.set(m.DATABASE_UP, backlog is not None)
        self.registry.replace(m.REQUESTS, known.requests)
        self.registry.replace(m.REQUEST_AGE, known.ages)
        self.registry.replace(m.JOBS, known.jobs)
