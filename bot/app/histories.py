"""The audit, as files have it."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING

from bot.app.storing import opened_ledger
from bot.domain.audit import Chain
from bot.spreadsheet import line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.domain.audit import Break, Row
    from bot.settings import Settings

COLUMNS = ("number", "at", "fact", "actor", "operation", "request", "subject", "why", "previous", "hash")


async def export(settings: Settings, layout: str, since: datetime | None, write: Callable[[str], object]) -> int:
    """Hand every row to `write` as a line of `csv` (with a header) or `jsonl`; how many there were."""
    count = 0
    if layout == "csv":
        write(line(COLUMNS))
    async with opened_ledger(settings) as ledger:
        async for row in ledger.audit(since):
            write(line(_values(row)) if layout == "csv" else _json(row))
            count += 1
    return count


async def verify(settings: Settings) -> tuple[int, Break | None]:
    """How many rows hold, and the first that does not. Rows that are written meanwhile are left for the next time."""
    chain = Chain()
    async with opened_ledger(settings) as ledger:
        head = await ledger.head()
        async for row in ledger.audit():
            if row.number > head[0]:
                break
            if broken := chain.follow(row):
                return chain.number, broken
    return chain.number, chain.end(head)


def _values(row: Row) -> tuple[object, ...]:
    entry = row.entry
    at = entry.at.astimezone(UTC).isoformat()
    about = (entry.fact.value, entry.actor_id, entry.operation, entry.request_id, entry.subject, entry.why)
    return (row.number, at, *about, row.previous, row.hash)


def _json(row: Row) -> str:
    return json.dumps(dict(zip(COLUMNS, _values(row), strict=True)), ensure_ascii=False) + "\n"
