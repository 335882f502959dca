"""Contenders as processes of their own, so that the load does not take their time."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.bench.traffic import SECRET
from tests.databases import fresh_database
from tests.processes import OURS, PATIENCE, started
from tests.world import ROOT

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator

    from tests.bench.peers import Peers

MOMENT = 0.01
"""Seconds between two looks at whether a process listens."""


@dataclass(frozen=True)
class Contender:
    """A process that is ready; `port` is where it takes Slack's requests, 0 where it takes none."""

    process: Process
    port: int = 0


def variables(url: str, **more: str) -> dict[str, str]:
    """What an operator would set to point the bot at the peers, who are at `url`."""
    return {
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_APP_TOKEN": "xapp-bench",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"{url}/api/",
        "ARIZE_API_KEY": "ak-bench",
        "ARIZE_BASE_URL": url,
        "BOT_MONITOR_PORT": "0",
        **more,
    }


@asynccontextmanager
async def bot_over_http(peers: Peers, **more: str) -> AsyncIterator[Contender]:
    """The bot as an operator starts it, listening."""
    port = free_port()
    async with bot(peers, BOT_TRANSPORT="http", BOT_PORT=str(port), **more) as process:
        await listens(port, process)
        yield Contender(process, port)


@asynccontextmanager
async def bot(peers: Peers, **more: str) -> AsyncIterator[Process]:
    """The bot, not waited for; on a new database, unless `more` names one. Its log goes into a file."""
    async with fresh_database("sqlite") as url:
        with TemporaryDirectory() as folder:
            chosen = variables(peers.url, **{"DATABASE_URL": url, **more})
            async with started("run", variables=chosen, log=Path(folder) / "log") as process:
                yield process


@asynccontextmanager
async def rival_over_http(name: str, peers: Peers) -> AsyncIterator[Contender]:
    port = free_port()
    async with script(f"rivals.{name}", str(port), peers.url) as process:
        await listens(port, process)
        yield Contender(process, port)


@asynccontextmanager
async def peers_alone() -> AsyncIterator[str]:
    """Where Slack and Arize are, in a process of their own."""
    port = free_port()
    async with script("peers", str(port)) as process:
        await listens(port, process)
        yield f"http://127.0.0.1:{port}"


@asynccontextmanager
async def script(name: str, *arguments: str) -> AsyncIterator[Process]:
    """`python -m tests.bench.<name> …`, until the block ends."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", f"tests.bench.{name}", *arguments, cwd=ROOT, env=clean, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def free_port() -> int:
    """One that nobody has at the moment."""
    with closing(socket.socket()) as asking:
        asking.bind(("127.0.0.1", 0))
        port: int = asking.getsockname()[1]
        return port


async def listens(port: int, process: Process) -> None:
    """Raises AssertionError where it ended instead."""
    async with asyncio.timeout(PATIENCE):
        while not await _answers(port):
            assert process.returncode is None, "A contender did not start."
            await asyncio.sleep(MOMENT)


async def _answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True
