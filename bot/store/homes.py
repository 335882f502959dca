"""What App Homes need of the database: whose are open, how many users there are, and how much work waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, delete, func, or_, select, update

from bot.domain.request import State
from bot.store.conflicts import insert
from bot.store.jobs import is_due
from bot.store.tables import counts, homes, jobs, requests
from bot.store.transactions import reading, writing
from bot.workflow.homebook import Backlog, Counts, Tab, Tally

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement, RowMapping
    from sqlalchemy.ext.asyncio import AsyncEngine

USERS = "users"
"""What is counted so far."""


@dataclass(frozen=True)
class SqlHomes:
    """A `bot.workflow.homebook.HomeBook`."""

    engine: AsyncEngine

    async def opened(self, person_id: str, at: datetime) -> None:
        async with writing(self.engine) as connection:
            added = insert(connection, homes).values(person_id=person_id, opened_at=at, hash="")
            again = {"opened_at": added.excluded.opened_at}
            await connection.execute(added.on_conflict_do_update(index_elements=["person_id"], set_=again))

    async def tab(self, person_id: str) -> Tab | None:
        async with reading(self.engine) as connection:
            chosen = select(homes).where(homes.c.person_id == person_id)
            row = (await connection.execute(chosen)).mappings().first()
            return Tab(**row) if row else None

    async def drawn(self, person_id: str, at: datetime, hash_: str) -> None:
        async with writing(self.engine) as connection:
            ours = update(homes).where(homes.c.person_id == person_id)
            await connection.execute(ours.values(drawn_at=at, hash=hash_))

    async def forget(self, person_id: str) -> None:
        async with writing(self.engine) as connection:
            await connection.execute(delete(homes).where(homes.c.person_id == person_id))

    async def open_since(self, at: datetime, limit: int, among: Collection[str] | None = None) -> tuple[str, ...]:
        chosen = select(homes.c.person_id).where(homes.c.opened_at >= at)
        if among is not None:
            chosen = chosen.where(homes.c.person_id.in_(sorted(among)))
        latest = chosen.order_by(homes.c.opened_at.desc(), homes.c.person_id).limit(limit)
        async with reading(self.engine) as connection:
            return tuple((await connection.execute(latest)).scalars())

    async def backlog(self, now: datetime, late: datetime) -> Backlog:
        work = select(
            _how_many(is_due(now)),
            _how_many(and_(is_due(now), jobs.c.due_at <= late)),
            _how_many(jobs.c.attempts > 1),
        )
        waiting = select(func.count()).where(requests.c.state == State.PENDING.value)
        async with reading(self.engine) as connection:
            due, overdue, failing = (await connection.execute(work)).one()
            return Backlog(due, overdue, failing, (await connection.execute(waiting)).scalar_one())

    async def tally(self) -> Tally | None:
        async with reading(self.engine) as connection:
            row = (await connection.execute(select(counts).where(counts.c.what == USERS))).mappings().first()
            return Tally(row["tried_at"], _counted(row), row["trouble"]) if row else None

    async def keep_counts(self, found: Counts) -> None:
        told = {"by_status": dict(found.by_status), "by_role": dict(found.by_role)}
        kept = {"tried_at": found.at, "trouble": "", "counted_at": found.at, **told}
        newer = or_(counts.c.counted_at.is_(None), counts.c.counted_at <= found.at)
        await self._keep(kept, newer)

    async def keep_trouble(self, at: datetime, trouble: str) -> None:
        await self._keep({"tried_at": at, "trouble": trouble}, counts.c.tried_at <= at)

    async def _keep(self, kept: dict[str, Any], unless_newer: ColumnElement[bool]) -> None:
        async with writing(self.engine) as connection:
            added = insert(connection, counts).values(what=USERS, **kept)
            wanted = added.on_conflict_do_update(index_elements=["what"], set_=kept, where=unless_newer)
            await connection.execute(wanted)


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


def _counted(row: RowMapping) -> Counts | None:
    if row["counted_at"] is None:
        return None
    return Counts(row["counted_at"], row["by_status"], row["by_role"])
