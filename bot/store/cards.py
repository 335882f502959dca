"""Cards, whatever they are about: what is kept of those that are there, and of those that were drawn again."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import case

from bot.store.conflicts import added_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.leaver import LeaverCard
    from bot.domain.request import Card
    from bot.store.conflicts import Insert


async def keep(connection: AsyncConnection, table: Table, cards: Iterable[Card] | Iterable[LeaverCard]) -> None:
    """In one order everywhere, so that two transactions with the same cards cannot wait for each other."""
    rows = sorted((asdict(card) for card in cards), key=lambda row: (row["channel"], row["ts"]))
    await connection.execute(_statement(connection.dialect.name, table), rows)


@cache
def _statement(dialect: str, table: Table) -> Insert:
    """`drawn` never shrinks. Of a card that was clicked before it was written down only its channel was known."""
    added = added_to(dialect, table)
    drawn = case((table.c.drawn > added.excluded.drawn, table.c.drawn), else_=added.excluded.drawn)
    addressee = case((table.c.addressee == table.c.channel, added.excluded.addressee), else_=table.c.addressee)
    now = {"drawn": drawn, "addressee": addressee}
    return added.on_conflict_do_update(index_elements=["channel", "ts"], set_=now)
