"""Databases that are not there, slow, or named wrongly."""

from __future__ import annotations

import asyncio
import sqlite3
import traceback
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.exc import IntegrityError

from bot.domain.audit import Entry, Fact
from bot.domain.errors import Unavailable
from bot.domain.request import Card
from bot.store import SqlLedger, database
from bot.store.transactions import writing
from bot.store.types import UtcDateTime, safe
from tests.databases import fresh_database, opened
from tests.people import MOMENT

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

ROW = Entry(fact=Fact.ASKED, at=MOMENT, actor_id="U0BEN", why="a secret reason")


async def test_a_server_that_does_not_answer() -> None:
    """Is told as such; neither the address nor the password is in what is told or logged."""
    async with opened("postgresql://bot:hunter2@127.0.0.1:1/bot") as engine:
        with pytest.raises(Unavailable, match="does not answer") as caught:
            await SqlLedger(engine, lambda: MOMENT).note(ROW)
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


async def test_a_file_that_somebody_else_writes_to_is_waited_for() -> None:
    """A backup or another process holds it for a moment; nothing is refused for that."""
    async with fresh_database("sqlite") as url, opened(url) as engine:
        other = sqlite3.connect(str(make_url(url).database), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(SqlLedger(engine, lambda: MOMENT).note(ROW))
        await asyncio.sleep(0.2)
        assert not waiting.done()
        other.execute("COMMIT")
        other.close()
        await waiting


async def test_writers_of_one_process_have_their_turn_in_the_order_in_which_they_came() -> None:
    """SQLite alone would give it to whoever looks in the right moment, and leave one of many with nothing."""
    had_it: list[int] = []

    async def write(engine: AsyncEngine, number: int) -> None:
        async with writing(engine):
            had_it.append(number)
            await asyncio.sleep(0)

    async with fresh_database("sqlite") as url, opened(url) as engine:
        await asyncio.gather(*(write(engine, number) for number in range(50)))
    assert had_it == list(range(50))


async def test_readers_wait_for_no_writer() -> None:
    """Lists and forms open while something is written."""
    async with fresh_database("sqlite") as url, opened(url) as engine:
        other = sqlite3.connect(str(make_url(url).database), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert (await SqlLedger(engine, lambda: MOMENT).head())[0] == 0
        other.close()


async def test_a_mistake_of_ours_is_no_outage() -> None:
    """It is a bug, which goes where bugs go; the values that were to be written are not in its text."""
    async with fresh_database("sqlite") as url, opened(url) as engine:
        with pytest.raises(IntegrityError) as caught:
            await SqlLedger(engine, lambda: MOMENT).keep_cards([Card("gone", "U0BEN", "D0SECRET", "1.0")])
    assert "D0SECRET" not in str(caught.value)


async def test_a_folder_is_made_for_the_file(tmp_path: Path) -> None:
    """For nobody else on the machine to look into; or it is said that it cannot be."""
    async with opened(f"sqlite:///{tmp_path}/some/where/bot.db"):
        assert (tmp_path / "some" / "where").stat().st_mode & 0o777 == 0o700
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match="cannot be made"):
        database(f"sqlite:///{tmp_path}/file/bot.db")


async def test_a_file_that_may_not_be_written_to_is_named() -> None:
    """`db upgrade` and `audit verify` say what to do, and not that the database does not answer."""
    with pytest.raises(Unavailable, match=r"/proc/self may not be written to\. Give the bot's user the right"):
        database("sqlite:////proc/self/status")


@pytest.mark.parametrize("url", ["postgres://u@h/db", "postgresql://u@h/db", "postgresql+asyncpg://u@h/db"])
async def test_a_server_is_named_in_any_of_the_usual_ways(url: str) -> None:
    """Hosting companies write `postgres://`."""
    async with opened(url) as engine:
        assert engine.url.drivername == "postgresql+asyncpg"


def test_a_moment_without_a_zone_is_a_bug() -> None:
    """It would mean another moment on another machine."""
    column = UtcDateTime()
    with pytest.raises(ValueError, match="time zone"):
        column.process_bind_param(datetime(2026, 1, 1), dialect())  # noqa: DTZ001 - that is the point
    assert column.process_bind_param(None, dialect()) is None
    assert column.process_result_value(None, dialect()) is None
    assert column.process_result_value(MOMENT, dialect()) == MOMENT


@pytest.mark.parametrize(
    ("text", "kept"), [("a\0b", "a\ufffdb"), ("\ud83d\ude00", "😀"), ("\ud83d", "\ufffd"), ("é😀", "é😀")]
)
def test_what_no_database_can_keep_is_replaced(text: str, kept: str) -> None:
    """And halves that belong together are joined."""
    assert safe(text) == kept
