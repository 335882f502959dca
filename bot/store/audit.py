"""Statements about the audit. Rows are appended last in a transaction: whoever holds the head delays all others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from bot.domain.audit import Fact, seal
from bot.store import sealing
from bot.store.rows import audit_of, audit_row
from bot.store.tables import audit, audit_head
from bot.store.types import safe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.audit import Entry, Row
    from bot.workflow.ledger import Newest

HEAD = select(audit_head.c.number, audit_head.c.hash)
LOCKED = HEAD.with_for_update()
ADDED = insert(audit)
MOVED = update(audit_head).values(number=bindparam("last"), hash=bindparam("sealed"))
OF_ROWS = (Fact.ROW_DONE.value, Fact.ROW_NOT_DONE.value)
TEXTS = ("actor_id", "operation", "request_id", "subject", "why")


async def append(connection: AsyncConnection, entries: Sequence[Entry]) -> None:
    """Each after the one before. Whoever reads the head here locks it, so that no two rows follow the same one."""
    if connection.dialect.name == "postgresql" and len(entries) == 1:
        await sealing.append(connection, _as_kept(entries[0]))
    elif entries:
        await _append_all(connection, entries)


async def _append_all(connection: AsyncConnection, entries: Sequence[Entry]) -> None:
    number, previous = (await connection.execute(LOCKED)).one()
    rows: list[Row] = []
    for entry in entries:
        rows.append(seal(number + 1, _as_kept(entry), previous))
        number, previous = rows[-1].number, rows[-1].hash
    await connection.execute(ADDED, [audit_row(row) for row in rows])
    await connection.execute(MOVED, {"last": number, "sealed": previous})


def _as_kept(entry: Entry) -> Entry:
    """With the texts that will come back: a hash of others would never match."""
    kept: dict[str, Any] = {name: safe(getattr(entry, name)) for name in TEXTS}
    return replace(entry, **kept)


async def page(connection: AsyncConnection, after: int, since: datetime | None, limit: int) -> tuple[Row, ...]:
    chosen = select(audit).where(audit.c.number > after)
    if since is not None:
        chosen = chosen.where(audit.c.at >= since)
    return await _rows(connection, chosen.order_by(audit.c.number).limit(limit))


async def recent(connection: AsyncConnection, wanted: Newest) -> tuple[Row, ...]:
    """A range of an index, whatever is wanted; rows of lists are passed over in it."""
    chosen = select(audit).where(*_narrowing(wanted)).order_by(audit.c.number.desc()).limit(wanted.limit)
    return await _rows(connection, chosen)


def _narrowing(wanted: Newest) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.before:
        conditions.append(audit.c.number < wanted.before)
    if wanted.without_rows:
        conditions.append(audit.c.fact.not_in(OF_ROWS))
    if wanted.actor_id:
        conditions.append(audit.c.actor_id == wanted.actor_id)
    if wanted.subject:
        conditions.append(audit.c.subject_key == wanted.subject.casefold())
    return conditions


async def head(connection: AsyncConnection) -> tuple[int, str]:
    number, hashed = (await connection.execute(HEAD)).one()
    return number, hashed


async def _rows(connection: AsyncConnection, chosen: Select[Any]) -> tuple[Row, ...]:
    return tuple(audit_of(row) for row in (await connection.execute(chosen)).mappings())
