"""The bot as an operator has it: processes of its own, between simulators that live in the test."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bot.simulator.arize import RunningArize, arize_simulator
from bot.simulator.slack import SlackSimulator, slack_simulator
from bot.simulator.slack.people import PERSONAS
from tests.databases import fresh_database
from tests.stories.offices import POLICY
from tests.world import MANIFEST, ROOT, policy_file

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Mapping, Sequence

    from bot.simulator.slack import Person
    from bot.simulator.slack.people import Persona

OURS = ("SLACK_", "ARIZE_", "BOT_", "DATABASE_URL")
NOTHING: Mapping[str, str] = MappingProxyType({})
PATIENCE = 30.0
"""Seconds for a process to start on a machine that is busy."""
QUIET = 0.4
SWEPT = 1.2
"""Seconds: a little more than the pause between two rounds."""
HASTE = {"BOT_LEASE": "2s", "BOT_SWEEP_EVERY": "1s"}
"""Whatever a process leaves behind is taken up within seconds."""


def variables_for(slack: SlackSimulator, arize: RunningArize, database_url: str) -> dict[str, str]:
    """What an operator would set to point the bot at the simulators."""
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "ARIZE_API_KEY": arize.api_key,
        "ARIZE_BASE_URL": arize.url,
        "DATABASE_URL": database_url,
        "BOT_MONITOR_PORT": "0",
        "BOT_LOG_LEVEL": "debug",
    }


@asynccontextmanager
async def started(
    *arguments: str, variables: Mapping[str, str] = NOTHING, log: Path | None = None
) -> AsyncIterator[Process]:
    """`python -m bot …` with these variables, and none of Slack's or ours besides; its log into a file, or a pipe."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    with ExitStack() as files:
        written = files.enter_context(log.open("wb")) if log else asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *arguments,
            cwd=ROOT,
            env={**clean, **variables},
            stdout=asyncio.subprocess.PIPE,
            stderr=written,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


@dataclass
class Deployment:
    """Processes that come and go, around a database, a workspace and an account that stay."""

    slack: SlackSimulator
    arize: RunningArize
    database_url: str
    variables: dict[str, str]
    folder: Path
    running: list[Process] = field(default_factory=list)
    _open: AsyncExitStack = field(default_factory=AsyncExitStack)
    _logs: list[Path] = field(default_factory=list)

    def person(self, handle: str) -> Person:
        return self.slack.person(handle)

    async def start(self, replicas: int = 1, **variables: str) -> None:
        """Return once each of them is connected; `variables` are theirs alone."""
        chosen = {**self.variables, **variables}
        logs = [self._new_log() for _ in range(replicas)]
        starting = [await self._open.enter_async_context(started("run", variables=chosen, log=log)) for log in logs]
        self.running += starting
        async with asyncio.timeout(PATIENCE):
            while not all(_is_ready(log) for log in logs):
                assert all(process.returncode is None for process in starting), self.said
                await asyncio.sleep(0.05)

    def _new_log(self) -> Path:
        self._logs.append(self.folder / f"{len(self._logs)}.log")
        return self._logs[-1]

    async def kill(self) -> None:
        """SIGKILL: nothing in the processes gets to hear of it."""
        for process in self.running:
            process.kill()
            await process.wait()
        self.running.clear()

    async def stop(self) -> list[int]:
        """SIGTERM: each ends what it began. Their exit statuses."""
        for process in self.running:
            process.terminate()
        return [await process.wait() for process in self.running]

    async def stop_oldest(self) -> int:
        """SIGTERM to the one that runs longest; its exit status."""
        oldest = self.running.pop(0)
        oldest.terminate()
        return await oldest.wait()

    async def close(self) -> None:
        await self._open.aclose()

    @property
    def said(self) -> str:
        """The logs of all processes there were."""
        return "".join(log.read_text(encoding="utf-8") for log in self._logs)

    def records(self) -> list[dict[str, Any]]:
        """A process that was killed may have left half a line behind."""
        lines = [line for line in self.said.splitlines() if line.startswith("{") and line.endswith("}")]
        return [json.loads(line) for line in lines]

    def events(self, event: str) -> list[dict[str, Any]]:
        return [record for record in self.records() if record["event"] == event]

    async def settles(self) -> None:
        """Return once nothing changed for a moment, for anybody to see."""
        changes, calls = -1, -1
        while (changes, calls) != (self.slack.changes.count, len(self.arize.calls)):
            changes, calls = self.slack.changes.count, len(self.arize.calls)
            await asyncio.sleep(QUIET)

    async def sweeps(self) -> None:
        """Wait until each process looked for what is due."""
        await asyncio.sleep(SWEPT)
        await self.settles()

    def writes(self, operation: str) -> int:
        """How often the account did what was asked, whatever became of the answer."""
        return sum(call.operation == operation and call.done for call in self.arize.calls)


@asynccontextmanager
async def deployment(
    database: str, *, policy: str = POLICY, personas: Sequence[Persona] = PERSONAS, **variables: str
) -> AsyncIterator[Deployment]:
    """Nothing runs yet. `database` is a kind of database, or the URL of one."""
    async with (
        fresh_database(database) as url,
        slack_simulator(manifest=MANIFEST, personas=personas) as slack,
        arize_simulator(seeded=True) as arize,
        policy_file(policy) as named,
    ):
        with TemporaryDirectory() as folder:
            chosen = {**variables_for(slack, arize, url), **named, **HASTE, **variables}
            deployed = Deployment(slack, arize, url, chosen, Path(folder))
            try:
                yield deployed
            finally:
                await deployed.close()


def _is_ready(log: Path) -> bool:
    """Once it has looked at its set-up, too: what a test lets go wrong is for those who ask for something."""
    return log.exists() and "check.done" in log.read_text(encoding="utf-8")
