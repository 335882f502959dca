"""Statements about work that is due."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, case, delete, null, or_, select, update

from bot.store.conflicts import added_to
from bot.store.rows import job_of, job_row
from bot.store.tables import jobs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import BindParameter, ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection
    from sqlalchemy.sql.dml import ReturningUpdate

    from bot.domain.request import Chore, Job
    from bot.store.conflicts import Insert


is_held = jobs.c.held_until.is_not(None)
is_asked_again = jobs.c.again_at.is_not(None)
FREE = {"held_until": None, "again_at": None}


def is_due(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Its time has come, and nobody is at it."""
    return and_(jobs.c.due_at <= now, or_(jobs.c.held_until.is_(None), jobs.c.held_until <= now))


def _claimed() -> ReturningUpdate[Any]:
    is_wanted = jobs.c.chore.in_(bindparam("chores", expanding=True))
    wanted = select(jobs.c.chore, jobs.c.key).where(is_due(bindparam("now")), is_wanted)
    oldest = wanted.order_by(jobs.c.due_at, jobs.c.chore, jobs.c.key).limit(bindparam("most"))
    ours = oldest.with_for_update(skip_locked=True).cte("ours")
    taken = update(jobs).where(jobs.c.chore == ours.c.chore, jobs.c.key == ours.c.key)
    return taken.values(held_until=bindparam("until"), attempts=jobs.c.attempts + 1).returning(jobs)


# Whatever runs for every request is built once: to build it takes longer than to run it.
CLAIMED = _claimed()
SEEN = and_(
    jobs.c.chore == bindparam("seen_chore"),
    jobs.c.key == bindparam("seen_key"),
    jobs.c.due_at == bindparam("seen_due_at"),
    jobs.c.held_until.is_not_distinct_from(bindparam("seen_held_until")),
)
"""Still due when it was, and nobody else's: whoever claimed or moved it meanwhile has changed that."""
UNTIL: BindParameter[datetime] = bindparam("until", type_=jobs.c.due_at.type)
PUT_OFF = (
    update(jobs)
    .where(SEEN)
    .values(
        due_at=case((jobs.c.again_at < UNTIL, jobs.c.again_at), else_=UNTIL),
        again_at=case((jobs.c.again_at > UNTIL, jobs.c.again_at), else_=null()),
        attempts=bindparam("spent"),
        held_until=None,
    )
)
"""The earlier of both times; a later one stays for afterwards, since it is not what failed that was wanted then."""
GONE = delete(jobs).where(SEEN, ~is_asked_again)
AGAIN = update(jobs).where(SEEN, is_asked_again).values(due_at=jobs.c.again_at, attempts=0, **FREE)


async def put(connection: AsyncConnection, wanted: Iterable[Job]) -> None:
    """In one order everywhere, so that two transactions with the same jobs cannot wait for each other.

    What somebody is at stays theirs, and comes due again when they are done: never are two at the same thing.
    """
    rows = [job_row(job) for job in sorted(wanted, key=lambda job: (job.chore.value, job.key))]
    if rows:
        await connection.execute(_put(connection.dialect.name), rows)


@cache
def _put(dialect: str) -> Insert:
    added = added_to(dialect, jobs)
    again = {
        "due_at": case((is_held, jobs.c.due_at), else_=added.excluded.due_at),
        "attempts": case((is_held, jobs.c.attempts), else_=added.excluded.attempts),
        "again_at": case((is_held, added.excluded.due_at), else_=null()),
    }
    return added.on_conflict_do_update(index_elements=["chore", "key"], set_=again)


async def is_there(connection: AsyncConnection, chore: Chore, key: str) -> bool:
    named = select(jobs.c.key).where(jobs.c.chore == chore.value, jobs.c.key == key)
    return (await connection.execute(named)).first() is not None


async def claim(
    connection: AsyncConnection, now: datetime, until: datetime, limit: int, chores: Iterable[Chore]
) -> tuple[Job, ...]:
    """In one statement. In PostgreSQL a row that somebody else is claiming just now is left to them, not waited for."""
    wanted = {"now": now, "until": until, "most": limit, "chores": [chore.value for chore in chores]}
    claimed = [job_of(row) for row in (await connection.execute(CLAIMED, wanted)).mappings()]
    return tuple(sorted(claimed, key=lambda job: (job.due_at, job.chore.value, job.key)))


async def put_off(connection: AsyncConnection, job: Job, until: datetime) -> None:
    await connection.execute(PUT_OFF, {**_as_seen(job), "until": until, "spent": job.attempts})


async def let_go(connection: AsyncConnection, job: Job, again: datetime | None) -> bool:
    """By compare-and-set: whoever comes later finds it at its new time, or gone."""
    due = and_(jobs.c.chore == job.chore.value, jobs.c.key == job.key, jobs.c.due_at <= job.due_at)
    moved = update(jobs).values(due_at=again, attempts=0, **FREE) if again else delete(jobs)
    return (await connection.execute(moved.where(due))).rowcount != 0


async def drop(connection: AsyncConnection, job: Job) -> bool:
    """Whether it was asked for again meanwhile, and comes due once more."""
    if (await connection.execute(GONE, _as_seen(job))).rowcount != 0:
        return False
    return (await connection.execute(AGAIN, _as_seen(job))).rowcount != 0


def _as_seen(job: Job) -> dict[str, Any]:
    return {
        "seen_chore": job.chore.value,
        "seen_key": job.key,
        "seen_due_at": job.due_at,
        "seen_held_until": job.held_until,
    }
