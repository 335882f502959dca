"""People who left Slack, and the cards about them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, exists, select, update

from bot.domain.leaver import Leaver, LeaverCard, Stay, insist_on_turn
from bot.domain.request import Chore, Job, Target
from bot.store import cards, requests
from bot.store.conflicts import is_added
from bot.store.extras import also
from bot.store.tables import is_away, jobs, leaver_cards, leavers
from bot.store.transactions import reading, writing
from bot.workflow.leaverbook import REMEMBERED
from bot.workflow.ledger import Extras

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, RowMapping, Select
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.workflow.leaverbook import Turn

PLAIN = ("id", "slack_id", "name", "email", "noticed_at", "by_id", "by_name", "changed_at", "version")
MOST = 500
"""How many are forgotten at once; a statement takes some thousands of parameters."""
OPEN = (Stay.WAITING.value, Stay.KEPT.value)
is_over = leavers.c.stay.in_([stay.value for stay in Stay if stay.value not in OPEN])
is_looked_after = exists().where(jobs.c.chore == Chore.LEAVER.value, jobs.c.key == leavers.c.id)
"""By whoever has the job, now or later: a card may still be missing, or show what was."""


@dataclass(frozen=True)
class SqlLeavers:
    """A `bot.workflow.leaverbook.LeaverBook`."""

    engine: AsyncEngine

    async def notice(self, leaver: Leaver, extras: Extras) -> bool:
        async with writing(self.engine) as connection:
            is_new = await is_added(connection, leavers, _row(leaver))
            if is_new:
                await _forget(connection, leaver.noticed_at - REMEMBERED)
                await also(connection, extras)
            return is_new

    async def find(self, leaver_id: str) -> Leaver | None:
        async with reading(self.engine) as connection:
            row = (await connection.execute(select(leavers).where(leavers.c.id == leaver_id))).mappings().first()
            if row is None or row["stay"] not in OPEN:
                return _leaver(row) if row else None
            return replace(_leaver(row), deletion=await requests.deletion(connection, row["user_id"]))

    async def of(self, slack_id: str) -> Leaver | None:
        return await self._first(select(leavers).where(leavers.c.slack_id == slack_id, is_away))

    async def with_user(self, user_id: str) -> Leaver | None:
        theirs = select(leavers).where(leavers.c.user_id == user_id, leavers.c.stay.in_(OPEN))
        return await self._first(theirs.order_by(leavers.c.noticed_at.desc()).limit(1))

    async def kept(self) -> Mapping[str, str]:
        chosen = select(leavers.c.user_id, leavers.c.by_name).where(leavers.c.stay == Stay.KEPT.value)
        async with reading(self.engine) as connection:
            return {row.user_id: row.by_name for row in await connection.execute(chosen)}

    async def waiting(self, limit: int) -> tuple[Leaver, ...]:
        open_ = select(leavers).where(leavers.c.stay == Stay.WAITING.value, leavers.c.user_id != "")
        latest = open_.order_by(leavers.c.noticed_at.desc(), leavers.c.id).limit(limit)
        async with reading(self.engine) as connection:
            found = [_leaver(row) for row in (await connection.execute(latest)).mappings()]
            leaving = await requests.leaving(connection) if found else ()
            return tuple(each for each in found if each.target and each.target.id not in leaving)

    async def identify(self, leaver: Leaver, target: Target, extras: Extras) -> bool:
        known = {"user_id": target.id, "target": asdict(target)}
        unknown = and_(_as_seen(leaver), leavers.c.user_id == "")
        async with writing(self.engine) as connection:
            return await _changed(connection, unknown, known, extras)

    async def turn(self, turn: Turn, extras: Extras) -> bool:
        insist_on_turn(turn.leaver.stay, turn.after)
        moved = {"stay": turn.after.value, "by_id": turn.by_id, "by_name": turn.by_name, "changed_at": turn.at}
        async with writing(self.engine) as connection:
            if turn.after is Stay.KEPT and not await _may_be_kept(connection, turn.leaver):
                return False
            return await _changed(connection, _as_seen(turn.leaver), moved, extras)

    async def renew(self, user_ids: Collection[str], at: datetime) -> bool:
        theirs = leavers.c.user_id.in_(user_ids), leavers.c.stay.in_(OPEN)
        newer = update(leavers).where(*theirs).values(version=leavers.c.version + 1).returning(leavers.c.id)
        async with writing(self.engine) as connection:
            found = (await connection.execute(newer)).scalars().all()
            await also(connection, Extras(jobs=[Job(Chore.LEAVER, each, at) for each in found]))
            return bool(found)

    async def cards(self, leaver_id: str) -> tuple[LeaverCard, ...]:
        chosen = select(leaver_cards).where(leaver_cards.c.leaver_id == leaver_id)
        ordered = chosen.order_by(leaver_cards.c.ts, leaver_cards.c.channel)
        async with reading(self.engine) as connection:
            return tuple(LeaverCard(**row) for row in (await connection.execute(ordered)).mappings())

    async def keep_cards(self, kept: Iterable[LeaverCard]) -> None:
        async with writing(self.engine) as connection:
            await cards.keep(connection, leaver_cards, kept)

    async def forget_card(self, card: LeaverCard) -> None:
        here = and_(leaver_cards.c.channel == card.channel, leaver_cards.c.ts == card.ts)
        async with writing(self.engine) as connection:
            await connection.execute(delete(leaver_cards).where(here))

    async def _first(self, chosen: Select[Any]) -> Leaver | None:
        async with reading(self.engine) as connection:
            row = (await connection.execute(chosen)).mappings().first()
            return _leaver(row) if row else None


async def _changed(
    connection: AsyncConnection, here: ColumnElement[bool], values: dict[str, Any], extras: Extras
) -> bool:
    """One UPDATE that says where the row has to be; its extras only where it was there."""
    moved = update(leavers).where(here).values(**values, version=leavers.c.version + 1)
    happened = (await connection.execute(moved)).rowcount == 1
    if happened:
        await also(connection, extras)
    return happened


async def _may_be_kept(connection: AsyncConnection, leaver: Leaver) -> bool:
    """Whether nobody asks to delete their user, nor is it written down nowhere but in a job that they were deleted."""
    if leaver.target is None:
        return True
    was_deleted = select(jobs.c.key).where(jobs.c.chore == Chore.DELETED.value, jobs.c.key == leaver.target.id)
    if (await connection.execute(was_deleted)).first() is not None:
        return False
    return await requests.deletion(connection, leaver.target.id) is None


async def _forget(connection: AsyncConnection, before: datetime) -> None:
    """Those with whom it was over by then. In PostgreSQL a row that somebody else has hold of is left to the next."""
    old = select(leavers.c.id).where(is_over, leavers.c.changed_at < before, ~is_looked_after)
    ids = (await connection.execute(old.limit(MOST).with_for_update(skip_locked=True))).scalars().all()
    if ids:
        await connection.execute(delete(leaver_cards).where(leaver_cards.c.leaver_id.in_(ids)))
        await connection.execute(delete(leavers).where(leavers.c.id.in_(ids)))


def _as_seen(leaver: Leaver) -> ColumnElement[bool]:
    return and_(leavers.c.id == leaver.id, leavers.c.stay == leaver.stay.value)


def _row(leaver: Leaver) -> dict[str, Any]:
    target = leaver.target
    return {
        **{name: getattr(leaver, name) for name in PLAIN},
        "user_id": target.id if target else "",
        "target": asdict(target) if target else None,
        "stay": leaver.stay.value,
    }


def _leaver(row: RowMapping) -> Leaver:
    target = Target(**row["target"]) if row["target"] else None
    return Leaver(**{name: row[name] for name in PLAIN}, target=target, stay=Stay(row["stay"]))
