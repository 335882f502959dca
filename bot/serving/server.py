"""An ASGI application on a real socket, for as long as a `with` block lasts."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import uvicorn

from bot.serving.connection import USUAL, Connection, Patience
from bot.serving.listening import base_url, listen
from bot.serving.refusals import Refusals

if TYPE_CHECKING:
    import socket
    from collections.abc import AsyncIterator, Iterator

DRAIN_SECONDS = 3
"""How long open requests may finish once the block ends; event streams never end by themselves."""


KEEP_ALIVE_SECONDS = 75
"""Longer than clients and proxies keep idle connections, so that none is closed in the moment it is used again."""

MOMENT = 0.001
"""Seconds between two looks at what uvicorn keeps in plain attributes and sets: they tell nobody of a change."""

TICKS_A_SECOND = 10
"""uvicorn counts tenths of a second; its Date header changes with every tenth tick."""


class _Server(uvicorn.Server):
    """uvicorn that stops the moment it is told to, by the process that embeds it and not by signals of its own."""

    def __init__(self, config: uvicorn.Config, last_requests: float) -> None:
        super().__init__(config)
        self._last_requests = last_requests
        self._told_to_stop = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        ticks = 0
        while not await self.on_tick(ticks):
            ticks += TICKS_A_SECOND
            with suppress(TimeoutError):
                await asyncio.wait_for(self._told_to_stop.wait(), 1)

    def stop(self) -> None:
        self.should_exit = True
        self._told_to_stop.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """What uvicorn does, but without its pauses: it sleeps a tenth of a second even where nothing is open."""
        del sockets  # they are closed by whoever bound them
        for server in self.servers:
            server.close()
        await self._say_goodbye()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        try:
            async with asyncio.timeout(self.config.timeout_graceful_shutdown):
                await self._until_quiet()
        except TimeoutError:
            for task in self.server_state.tasks:
                task.cancel("The server was told to stop, and waited long enough.")

    async def _say_goodbye(self) -> None:
        """Every answer says from now on that it is the connection's last: nobody is cut off while sending the next."""
        self.server_state.default_headers.append((b"connection", b"close"))
        end = asyncio.get_running_loop().time() + self._last_requests
        while self.server_state.connections and asyncio.get_running_loop().time() < end:  # noqa: ASYNC110 - see there
            await asyncio.sleep(MOMENT)

    async def _until_quiet(self) -> None:
        """Return once no connection is open and no request is under way."""
        while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110 - these are plain sets
            await asyncio.sleep(MOMENT)


@asynccontextmanager
async def serving(
    app: Any,  # noqa: ANN401 - any ASGI app
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    patience: Patience = USUAL,
    dates: bool = True,
) -> AsyncIterator[str]:
    """Serve `app` and yield its base URL, without a trailing slash; stop when the block ends.

    `dates` is False for an application that says by itself in every answer what time it is.
    """
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            http=partial(Connection, patience, Refusals()),  # type: ignore[arg-type]  # uvicorn calls it, and no more
            ws="websockets-sansio",
            timeout_graceful_shutdown=DRAIN_SECONDS,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            date_header=dates,
        ),
        patience.last_requests,
    )
    with listen(host, port) as bound:
        running = asyncio.create_task(server.serve(sockets=[bound]))
        try:
            await _started(server, running)
            yield base_url(host, bound)
        finally:
            server.stop()
            await running


async def _started(server: uvicorn.Server, running: asyncio.Task[None]) -> None:
    while not (server.started or running.done()):
        await asyncio.wait({running}, timeout=MOMENT)
    if running.done():
        await running  # raises what kept it from starting
