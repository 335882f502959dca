"""Statements about the audit. Rows are appended last in a transaction: whoever holds the head delays all others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from bot.domain.audit import seal
from bot.store.rows import audit_of, audit_row
from bot.store.tables import audit, audit_head
from bot.store.types import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.audit import Entry, Row

TEXTS = ("actor_id", "operation", "request_id", "subject", "why")


async def append(connection: AsyncConnection, entries: Sequence[Entry]) -> None:
    """Each after the one before. The update takes the head's lock, so that no two rows follow the same one."""
    if not entries:
        return
    taken = update(audit_head).values(number=audit_head.c.number + len(entries))
    last, previous = (await connection.execute(taken.returning(audit_head.c.number, audit_head.c.hash))).one()
    rows = tuple(_chained(last - len(entries), previous, entries))
    await connection.execute(insert(audit), [audit_row(row) for row in rows])
    await connection.execute(update(audit_head).values(hash=rows[-1].hash))


def _chained(number: int, previous: str, entries: Sequence[Entry]) -> Iterator[Row]:
    """What follows the row that has this number and this hash."""
    for entry in entries:
        row = seal(number := number + 1, _as_kept(entry), previous)
        previous = row.hash
        yield row


def _as_kept(entry: Entry) -> Entry:
    """With the texts that will come back: a hash of others would never match."""
    kept: dict[str, Any] = {name: safe(getattr(entry, name)) for name in TEXTS}
    return replace(entry, **kept)


async def page(connection: AsyncConnection, after: int, since: datetime | None, limit: int) -> tuple[Row, ...]:
    chosen = select(audit).where(audit.c.number > after)
    if since is not None:
        chosen = chosen.where(audit.c.at >= since)
    return await _rows(connection, chosen.order_by(audit.c.number).limit(limit))


async def recent(connection: AsyncConnection, actor_id: str, subject: str, limit: int) -> tuple[Row, ...]:
    conditions: list[ColumnElement[bool]] = []
    if actor_id:
        conditions.append(audit.c.actor_id == actor_id)
    if subject:
        conditions.append(audit.c.subject_key == subject.casefold())
    return await _rows(connection, select(audit).where(*conditions).order_by(audit.c.number.desc()).limit(limit))


async def head(connection: AsyncConnection) -> tuple[int, str]:
    number, hashed = (await connection.execute(select(audit_head.c.number, audit_head.c.hash))).one()
    return number, hashed


async def _rows(connection: AsyncConnection, chosen: Select[Any]) -> tuple[Row, ...]:
    return tuple(audit_of(row) for row in (await connection.execute(chosen)).mappings())
