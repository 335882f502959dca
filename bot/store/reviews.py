"""Reviews of all users, and what they found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, select, update

from bot.domain.roll import Found, Reason, Review, Stage
from bot.store.conflicts import is_added
from bot.store.extras import also
from bot.store.tables import is_walking, review_rows, reviews
from bot.store.transactions import reading, writing
from bot.workflow.rollbook import Totals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, RowMapping, Select
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.workflow.ledger import Extras


@dataclass(frozen=True)
class SqlReviews:
    """A `bot.workflow.rollbook.RollBook`."""

    engine: AsyncEngine

    async def begin(self, review: Review, extras: Extras) -> tuple[Review, bool]:
        """Each turn in which neither is there means that the one under way ended meanwhile."""
        while True:
            async with writing(self.engine) as connection:
                if await is_added(connection, reviews, _row(review)):
                    await also(connection, extras)
                    return review, True
                theirs = select(reviews).where(reviews.c.person_id == review.person_id, is_walking)
                under_way = await _first(connection, theirs)
                if under_way is not None:
                    return under_way, False

    async def find(self, review_id: str) -> Review | None:
        async with reading(self.engine) as connection:
            return await _first(connection, select(reviews).where(reviews.c.id == review_id))

    async def latest(self, person_id: str) -> Review | None:
        done = select(reviews).where(reviews.c.person_id == person_id, reviews.c.stage == Stage.DONE.value)
        async with reading(self.engine) as connection:
            return await _first(connection, done.order_by(reviews.c.began_at.desc()).limit(1))

    async def settle(self, review: Review, channel: str, ts: str) -> None:
        async with writing(self.engine) as connection:
            here = update(reviews).where(reviews.c.id == review.id)
            await connection.execute(here.values(channel=channel, ts=ts))

    async def take(self, review: Review, at: datetime) -> Review | None:
        seen = and_(_ours(review), reviews.c.beat_at == review.beat_at)
        anew = {"walk": review.walk + 1, "beat_at": at, "people": 0, "users": 0}
        async with writing(self.engine) as connection:
            if (await connection.execute(update(reviews).where(seen).values(anew))).rowcount != 1:
                return None
            await connection.execute(delete(review_rows).where(review_rows.c.review_id == review.id))
            return await _first(connection, select(reviews).where(reviews.c.id == review.id))

    async def beat(self, review: Review, rows: Sequence[Found], at: datetime) -> bool:
        told = {"beat_at": at, "people": review.people, "users": review.users}
        async with writing(self.engine) as connection:
            is_ours = (await connection.execute(update(reviews).where(_ours(review)).values(told))).rowcount == 1
            if is_ours and rows:
                await connection.execute(review_rows.insert(), [_found_row(review, found) for found in rows])
            return is_ours

    async def end(self, review: Review, stage: Stage, trouble: str, at: datetime, extras: Extras) -> bool:
        told = {"stage": stage.value, "trouble": trouble, "ended_at": at}
        async with writing(self.engine) as connection:
            is_ours = (await connection.execute(update(reviews).where(_ours(review)).values(told))).rowcount == 1
            if is_ours and stage is Stage.FAILED:
                await connection.execute(delete(review_rows).where(review_rows.c.review_id == review.id))
            if is_ours:
                await also(connection, extras)
            return is_ours

    async def totals(self, review_id: str) -> Totals:
        theirs = review_rows.c.review_id == review_id
        reasons = select(review_rows.c.reason, func.count()).where(theirs).group_by(review_rows.c.reason)
        kept = select(func.count()).where(theirs, review_rows.c.kept_by != "")
        places = select(func.count(review_rows.c.place)).where(theirs)
        async with reading(self.engine) as connection:
            counted = {Reason(reason): count for reason, count in await connection.execute(reasons)}
            both = [(await connection.execute(each)).scalar_one() for each in (kept, places)]
            return Totals(counted, *both)

    async def rows(self, review_id: str, after: int, limit: int) -> tuple[Found, ...]:
        later = select(review_rows).where(review_rows.c.review_id == review_id, review_rows.c.number > after)
        return await self._found(later.order_by(review_rows.c.number).limit(limit))

    async def places(self, review_id: str, first: int, last: int) -> tuple[Found, ...]:
        between = review_rows.c.place.between(first, last)
        chosen = select(review_rows).where(review_rows.c.review_id == review_id, between)
        return await self._found(chosen.order_by(review_rows.c.place))

    async def forget(self, review_id: str) -> None:
        async with writing(self.engine) as connection:
            await connection.execute(delete(review_rows).where(review_rows.c.review_id == review_id))
            await connection.execute(delete(reviews).where(reviews.c.id == review_id))

    async def _found(self, chosen: Select[Any]) -> tuple[Found, ...]:
        async with reading(self.engine) as connection:
            return tuple(_found(row) for row in (await connection.execute(chosen)).mappings())


async def _first(connection: AsyncConnection, chosen: Select[Any]) -> Review | None:
    row = (await connection.execute(chosen)).mappings().first()
    return Review(**{**row, "stage": Stage(row["stage"])}) if row else None


def _ours(review: Review) -> ColumnElement[bool]:
    """Still walking, and nobody began anew since we saw it."""
    return and_(reviews.c.id == review.id, is_walking, reviews.c.walk == review.walk)


def _row(review: Review) -> dict[str, Any]:
    return {**asdict(review), "stage": review.stage.value}


def _found_row(review: Review, found: Found) -> dict[str, Any]:
    return {**asdict(found), "review_id": review.id, "reason": found.reason.value}


def _found(row: RowMapping) -> Found:
    kept = {name: row[name] for name in ("number", "user_id", "email", "name", "kept_by", "place")}
    return Found(**kept, reason=Reason(row["reason"]))
