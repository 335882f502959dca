"""What batches need of the database: drafts, the course of what is under way, and where each row stands."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, insert, select, update

from bot.domain.batch import Course, Problem, Progress, RowEnd, RowState
from bot.store.conflicts import is_added
from bot.store.extras import also
from bot.store.tables import batch_rows, batches, drafts, is_under_way, requests
from bot.store.transactions import reading, writing
from bot.workflow.batchbook import KEPT, NO_EXTRAS, BatchRun, Draft, Proceeded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import RowMapping
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.workflow.batchbook import Settled
    from bot.workflow.ledger import Extras


TELL = (
    update(batch_rows)
    .where(batch_rows.c.request_id == bindparam("of"), batch_rows.c.number == bindparam("row"))
    .values(state=bindparam("state"), mark=bindparam("mark"), sentence=bindparam("sentence"))
)
"""When it was begun stays with a row that waits again: it says something only of one that is begun."""


@dataclass(frozen=True)
class SqlBatches:
    """A `bot.workflow.batchbook.BatchBook`."""

    engine: AsyncEngine

    async def keep_draft(self, draft: Draft) -> None:
        async with writing(self.engine) as connection:
            await connection.execute(delete(drafts).where(drafts.c.made_at < draft.made_at - KEPT))
            await connection.execute(insert(drafts).values(asdict(draft) | {"params": dict(draft.params)}))

    async def draft(self, draft_id: str) -> Draft | None:
        async with reading(self.engine) as connection:
            found = (await connection.execute(select(drafts).where(drafts.c.id == draft_id))).mappings().first()
            return _draft(found) if found else None

    async def has_newer(self, draft_id: str) -> bool:
        this, other = drafts.alias("this"), drafts.alias("other")
        theirs = this.c.person_id == other.c.person_id, this.c.operation == other.c.operation
        newer = select(other.c.id).where(this.c.id == draft_id, *theirs, other.c.made_at > this.c.made_at)
        async with reading(self.engine) as connection:
            return (await connection.execute(newer.limit(1))).first() is not None

    async def lay_out(self, request_id: str, rows: int, extras: Extras = NO_EXTRAS) -> bool:
        """Whoever inserts the batch inserts its rows, in the same transaction."""
        async with writing(self.engine) as connection:
            blank = {"course": Course.GO_ON.value, "why": "", "pace": 0.0, "channel": "", "ts": ""}
            is_new = await is_added(connection, batches, {"request_id": request_id, **blank})
            if is_new:
                await connection.execute(insert(batch_rows), [_waiting(request_id, n) for n in range(1, rows + 1)])
                await also(connection, extras)
            return is_new

    async def run(self, request_id: str) -> BatchRun | None:
        async with reading(self.engine) as connection:
            chosen = select(batches).where(batches.c.request_id == request_id)
            found = (await connection.execute(chosen)).mappings().first()
            return await _run(connection, found) if found else None

    async def steer(self, request_id: str, after: Course, why: str, extras: Extras) -> bool:
        is_open = batches.c.course.not_in((after.value, Course.STOP.value))
        return await self._steer(request_id, is_open, {"course": after.value, "why": why}, extras)

    async def end_pause(self, request_id: str, why: str, extras: Extras) -> bool:
        is_paused = batches.c.course == Course.PAUSE.value
        return await self._steer(request_id, is_paused, {"course": Course.STOP.value, "why": why}, extras)

    async def _steer(
        self, request_id: str, is_open: ColumnElement[bool], after: Mapping[str, str], extras: Extras
    ) -> bool:
        steered = update(batches).where(_of(request_id), is_open).values(after)
        async with writing(self.engine) as connection:
            goes_on = await _goes_on(connection, request_id)
            happened = goes_on and (await connection.execute(steered)).rowcount == 1
            if happened:
                await _changed(connection, request_id)
                await also(connection, extras)
            return happened

    async def proceed(self, request_id: str, known: Sequence[Settled], at: datetime, most: int) -> Proceeded:
        """Rows first, then what is written with them: the audit's head is the lock that everybody wants."""
        async with writing(self.engine) as connection:
            settled = await _settle(connection, request_id, known) if known else ()
            begun = await _begin(connection, request_id, at, most) if most else ()
            await also(connection, *(each.extras for each in settled))
            return Proceeded(settled, begun)

    async def begun(self, request_id: str) -> Mapping[int, datetime]:
        chosen = select(batch_rows.c.number, batch_rows.c.begun_at).where(_rows(request_id, RowState.BEGUN))
        async with reading(self.engine) as connection:
            return {row.number: row.begun_at for row in await connection.execute(chosen.order_by(batch_rows.c.number))}

    async def leave_out(self, request_id: str) -> None:
        async with writing(self.engine) as connection:
            left = update(batch_rows).where(_rows(request_id, RowState.WAITING))
            await connection.execute(left.values(state=RowState.LEFT_OUT.value))

    async def ends(self, request_id: str) -> tuple[RowEnd, ...]:
        chosen = select(batch_rows).where(batch_rows.c.request_id == request_id).order_by(batch_rows.c.number)
        async with reading(self.engine) as connection:
            rows = (await connection.execute(chosen)).mappings()
            return tuple(RowEnd(row["number"], RowState(row["state"]), row["mark"], row["sentence"]) for row in rows)

    async def keep_message(self, request_id: str, channel: str, ts: str) -> None:
        await self._keep(_of(request_id), {"channel": channel, "ts": ts})

    async def shows_one(self, channel: str, ts: str) -> bool:
        chosen = select(batches.c.request_id).where(batches.c.channel == channel, batches.c.ts == ts)
        async with reading(self.engine) as connection:
            return (await connection.execute(chosen.limit(1))).first() is not None

    async def keep_pace(self, request_id: str, pace: float) -> None:
        await self._keep(_of(request_id), {"pace": pace})

    async def keep_trouble(self, request_id: str, why: str) -> None:
        await self._keep(and_(_of(request_id), batches.c.course == Course.GO_ON.value), {"why": why})

    async def _keep(self, which: ColumnElement[bool], values: Mapping[str, object]) -> None:
        async with writing(self.engine) as connection:
            await connection.execute(update(batches).where(which).values(values))


async def _goes_on(connection: AsyncConnection, request_id: str) -> bool:
    """Whether its request is not over; locked, so that it does not end meanwhile."""
    chosen = select(requests.c.id).where(requests.c.id == request_id, is_under_way).with_for_update()
    return (await connection.execute(chosen)).first() is not None


async def _changed(connection: AsyncConnection, request_id: str) -> None:
    """Its course is shown wherever the request is: what shows an older version is drawn again."""
    newer = update(requests).where(requests.c.id == request_id).values(version=requests.c.version + 1)
    await connection.execute(newer)


async def _settle(connection: AsyncConnection, request_id: str, known: Sequence[Settled]) -> tuple[Settled, ...]:
    """Those of which nobody had said anything before: locked, so that nobody does meanwhile, and written together."""
    ours = _rows(request_id, RowState.BEGUN), batch_rows.c.number.in_([each.end.number for each in known])
    chosen = select(batch_rows.c.number).where(*ours).order_by(batch_rows.c.number).with_for_update()
    begun = set((await connection.execute(chosen)).scalars())
    settled = tuple(each for each in known if each.end.number in begun)
    if settled:
        await connection.execute(TELL, [_told(request_id, each.end) for each in settled])
    return settled


async def _begin(connection: AsyncConnection, request_id: str, at: datetime, most: int) -> tuple[int, ...]:
    goes_on = select(batches).where(_of(request_id), batches.c.course == Course.GO_ON.value).exists()
    waits = select(batch_rows.c.number).where(_rows(request_id, RowState.WAITING))
    first = waits.order_by(batch_rows.c.number).limit(most)
    taken = update(batch_rows).where(_rows(request_id, RowState.WAITING), batch_rows.c.number.in_(first), goes_on)
    begun = taken.values(state=RowState.BEGUN.value, begun_at=at).returning(batch_rows.c.number)
    return tuple(sorted((await connection.execute(begun)).scalars()))


def _of(request_id: str) -> ColumnElement[bool]:
    return batches.c.request_id == request_id


def _rows(request_id: str, state: RowState) -> ColumnElement[bool]:
    return and_(batch_rows.c.request_id == request_id, batch_rows.c.state == state.value)


def _waiting(request_id: str, number: int) -> dict[str, Any]:
    return {"request_id": request_id, "number": number, "state": RowState.WAITING.value, "mark": "", "sentence": ""}


def _told(request_id: str, end: RowEnd) -> dict[str, Any]:
    return {"of": request_id, "row": end.number, "state": end.state.value, "mark": end.mark, "sentence": end.sentence}


def _draft(row: RowMapping) -> Draft:
    members = {field.name: row[field.name] for field in fields(Draft)}
    return Draft(**members | {"problems": tuple(Problem(**each) for each in row["problems"])})


async def _run(connection: AsyncConnection, row: RowMapping) -> BatchRun:
    counted = select(batch_rows.c.state, func.count()).where(batch_rows.c.request_id == row["request_id"])
    states = {row[0]: row[1] for row in await connection.execute(counted.group_by(batch_rows.c.state))}
    progress = Progress(**{state.name.lower(): states.get(state.value, 0) for state in RowState})
    return BatchRun(**{**row, "course": Course(row["course"])}, progress=progress)
