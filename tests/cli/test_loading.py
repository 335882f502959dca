"""What a command's process loads, and what it leaves alone: memory and a start are spent on what is used."""

from __future__ import annotations

import asyncio
import gc
import re
import signal
from importlib.util import find_spec
from typing import TYPE_CHECKING, NoReturn

import pytest

from bot.cli.keeping import kept
from bot.simulator.arize import arize_simulator
from bot.simulator.slack import slack_simulator
from tests.databases import fresh_database
from tests.processes import started, variables_for
from tests.stories.offices import POLICY
from tests.world import MANIFEST, policy_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

IMPORT = re.compile(r"^import time: +\d+ \| +\d+ \| *([\w.]+)$", re.MULTILINE)
SEEN = {"PYTHONPROFILEIMPORTTIME": "1"}
"""Python writes such a line for each import (https://docs.python.org/3/using/cmdline.html)."""

NEVER = ("alembic", "bot.simulator", "bot.slack.manifest", "httpx", "rich.console", "trio._core", "yaml")
"""rich itself is looked for by structlog, and not found."""
FOR_HTTP = ("bot.slack.doorstep", "bot.slack.transport")
SOMETIMES = ("bot.policy_file", "email_validator", "slack_bolt.app.async_app")
HEAVY = ("aiohttp", "bot.app.running", "bot.simulator", "slack_bolt", "slack_sdk", "sqlalchemy", "uvicorn")


def loaded(log: str, names: Iterable[str]) -> list[str]:
    """Those that were imported, whole or in part."""
    found = IMPORT.findall(log)
    return [name for name in names if any(f"{each}.".startswith(f"{name}.") for each in found)]


async def imports(log: Path, database: str, **variables: str) -> str:
    """The log of a bot that answered somebody and was stopped."""
    async with (
        slack_simulator(manifest=MANIFEST) as slack,
        arize_simulator(seeded=True) as arize,
        fresh_database(database) as url,
    ):
        chosen = {**variables_for(slack, arize, url), **SEEN, **variables}
        async with started("run", variables=chosen, log=log) as process:
            await slack.until_connected(20)
            await slack.person("alice").types("/ax-user list")
            await slack.person("alice").sees("Oldest first")
            process.send_signal(signal.SIGTERM)
            await process.wait()
    return await asyncio.to_thread(log.read_text, "utf-8")


async def test_a_bot_in_socket_mode_loads_what_it_uses(tmp_path: Path) -> None:
    """No door for HTTP, no simulator, no other database, and nothing that draws."""
    log = await imports(tmp_path / "log", "sqlite")
    assert loaded(log, (*NEVER, *FOR_HTTP, *SOMETIMES, "asyncpg")) == []
    assert loaded(log, ["aiosqlite"])


async def test_a_bot_loads_the_database_and_the_policy_that_it_has(tmp_path: Path) -> None:
    """What is missing above is there where it is needed."""
    async with policy_file(POLICY) as named:
        log = await imports(tmp_path / "log", "postgresql", **named)
    assert loaded(log, (*NEVER, *FOR_HTTP, "aiosqlite")) == []
    assert loaded(log, ("asyncpg", "bot.policy_file")) == ["asyncpg", "bot.policy_file"]


@pytest.mark.parametrize("command", ["health", "version"])
async def test_what_asks_little_loads_little(command: str) -> None:
    """A container's health check is run again and again."""
    needed = {"SLACK_BOT_TOKEN": "xoxb-x", "SLACK_APP_TOKEN": "xapp-x", "ARIZE_API_KEY": "ak-x"}
    async with started(command, variables={**needed, **SEEN, "BOT_MONITOR_PORT": "1"}) as process:
        _, told = await process.communicate()
    assert loaded(told.decode(), HEAVY) == []
    assert loaded(told.decode(), ["bot.cli"])


@pytest.mark.parametrize("name", [*NEVER, *FOR_HTTP, *SOMETIMES, *HEAVY])
def test_what_is_said_to_be_missing_could_be_there(name: str) -> None:
    """A name that is misspelt is never loaded."""
    assert find_spec(name) is not None


def test_what_is_imported_for_good_is_not_searched_for_garbage() -> None:
    """Neither while it comes nor later, also where an import fails; all else is, as before."""
    before = gc.get_freeze_count()
    with pytest.raises(ImportError), kept():
        import_in_vain()
    assert gc.isenabled()
    assert gc.get_freeze_count() > before
    gc.unfreeze()


def import_in_vain() -> NoReturn:
    assert not gc.isenabled()
    raise ImportError
