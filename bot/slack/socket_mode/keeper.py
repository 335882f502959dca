"""Two connections, so that one carries on while the other is replaced."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import structlog

from bot.slack.socket_mode.door import NotNow
from bot.slack.socket_mode.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from bot.slack.socket_mode.connection import Connection
    from bot.slack.socket_mode.door import Door

    OnReconnect = Callable[[str], None]

log = structlog.get_logger(__name__)

WIDTH = 2
"""Slack allows an app ten, in all its processes."""
REFRESH = frozenset({"warning", "refresh_requested"})
"""Reasons of Slack's own for a new connection: nothing is wrong with the next one."""


def unwatched(reason: str) -> None:
    """Nobody counts reconnects."""


@asynccontextmanager
async def kept_open(door: Door, on_reconnect: OnReconnect = unwatched) -> AsyncIterator[SocketMode]:
    """Connected while the block lasts; `on_reconnect` is told why a connection has to be replaced.

    Waits for a first connection, for as long as that takes. Raises NoSocketMode where no later try can succeed.
    """
    keeper = SocketMode(door, on_reconnect)
    try:
        await keeper.start()
        yield keeper
    finally:
        await keeper.close()


class SocketMode:
    """Connections that are kept open, until `close`."""

    def __init__(self, door: Door, on_reconnect: OnReconnect = unwatched) -> None:
        loop = asyncio.get_running_loop()
        self._door = door
        self._on_reconnect = on_reconnect
        self._open: dict[Connection, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._greeted = asyncio.Event()
        self._over: asyncio.Future[Exception] = loop.create_future()

    @property
    def connections(self) -> int:
        """How many are open at the moment: two, three while one is replaced, fewer while Slack is out of reach."""
        return len(self._open)

    async def start(self) -> None:
        """Return once the first connection was greeted. Raises NoSocketMode."""
        for _ in range(WIDTH):
            self._spawn(self._keep())
        greeted = asyncio.ensure_future(self._greeted.wait())
        await asyncio.wait((greeted, self._over), return_when=asyncio.FIRST_COMPLETED)
        greeted.cancel()
        if self._over.done():
            raise self._over.result()

    async def over(self) -> None:
        """Never returns: raises NoSocketMode once Slack says what no later try can mend."""
        raise await self._over

    async def close(self) -> None:
        """Open no more, and close what is open, in order."""
        keeping = tuple(self._tasks)
        for task in keeping:
            task.cancel()
        await asyncio.gather(*keeping, return_exceptions=True)
        listening = tuple(self._open.values())
        await asyncio.gather(*(connection.close() for connection in self._open))
        await asyncio.gather(*listening)

    async def _keep(self) -> None:
        """One of the places: the next connection is greeted before the last one is closed."""
        try:
            connection, failures = await self._opened(0), 0
            while True:
                reason = await connection.leaving
                failures = self._failures(connection, reason, failures)
                last, connection = connection, await self._opened(failures)
                self._spawn(self._retire(last))
        except Exception as error:  # noqa: BLE001 - whoever runs the bot raises it: nobody wants one that is deaf
            if not self._over.done():
                self._over.set_result(error)

    def _failures(self, connection: Connection, reason: str, before: int) -> int:
        """How many in a row there are now. Raises NoSocketMode where Slack wants no connection any more."""
        refused = refusal(reason)
        if refused is not None:
            raise refused
        log.info("socket_mode.leaving", reason=reason, seconds=round(connection.age, 1))
        self._on_reconnect(reason)
        return 0 if reason in REFRESH or connection.age >= self._door.pace.steady else before + 1

    async def _opened(self, failures: int) -> Connection:
        """As soon as Slack lets us. Raises NoSocketMode."""
        asked = 0.0
        while True:
            await asyncio.sleep(self._door.pace.pause(failures, asked))
            try:
                connection = await self._door.open()
            except NotNow as trouble:
                failures, asked = failures + 1, trouble.after
                log.warning("socket_mode.not_now", why=str(trouble), failures=failures)
            else:
                self._open[connection] = asyncio.get_running_loop().create_task(self._listen(connection))
                self._greeted.set()
                return connection

    async def _listen(self, connection: Connection) -> None:
        try:
            await connection.listen()
        finally:
            del self._open[connection]

    async def _retire(self, connection: Connection) -> None:
        """Slack closes it by itself, and may send by it until then."""
        listening = self._open.get(connection)
        if listening is not None:
            await asyncio.wait((listening,), timeout=self._door.pace.linger)
            await connection.close()

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
