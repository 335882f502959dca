"""Statements about requests, votes and cards. Each runs in a transaction that somebody else opened."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, case, delete, or_, select, update

from bot.domain.batch import Course, RowState
from bot.domain.request import State
from bot.store.conflicts import is_added
from bot.store.rows import card_of, ending_row, request_of, request_row, subject_key, vote_of
from bot.store.tables import batch_rows, batches, cards, is_going_on, is_under_way, requests, votes
from bot.workflow.endings import DELETIONS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.ext.asyncio import AsyncConnection
    from sqlalchemy.sql.dml import ReturningUpdate

    from bot.domain.request import Card, Request, Vote
    from bot.workflow.ledger import Move, Wanted

SHOWN = 8
"""As many characters of a request's id as people are shown; fewer find nothing."""
IS_IT = requests.c.id == bindparam("request_id")
FOUND = select(requests).where(IS_IT)
LOCKED = FOUND.with_for_update()
CHANGED = {"state": bindparam("after"), "changed_at": bindparam("now"), "version": requests.c.version + 1}
COUNTED = update(requests).where(IS_IT).values(**CHANGED).returning(requests)
MOVED = COUNTED.where(requests.c.state == bindparam("before"))
ENDED = MOVED.values(ending=bindparam("ended"))
VOTES = select(votes).where(votes.c.request_id == bindparam("request_id")).order_by(votes.c.number)
COURSE = select(batches.c.course).where(batches.c.request_id == bindparam("request_id"))
OVER = select(batch_rows.c.number).where(
    batch_rows.c.request_id == bindparam("request_id"),
    batch_rows.c.state.in_([RowState.FAILED.value, RowState.LEFT_OUT.value]),
)
"""Rows whose user nobody deleted, and nobody begins any more. Of one that is done the job tells that they are gone."""
CARDS = select(cards).where(cards.c.request_id == bindparam("request_id")).order_by(cards.c.ts, cards.c.channel)


async def add(connection: AsyncConnection, request: Request) -> bool:
    """False where there is one for the same form, or under way for the same thing."""
    return await is_added(connection, requests, request_row(request))


async def twin(connection: AsyncConnection, request: Request) -> Request | None:
    """The one from the same form, or else the one under way for the same thing."""
    same_form = requests.c.submission == request.submission
    same_thing = and_(
        requests.c.operation == request.operation, requests.c.subject_key == subject_key(request), is_under_way
    )
    chosen = select(requests).where(or_(same_form, same_thing)).order_by(case((same_form, 0), else_=1)).limit(1)
    return await _first(connection, chosen)


async def find(connection: AsyncConnection, request_id: str) -> Request | None:
    """By the whole id, or by its beginning where that is one request's alone."""
    found = await _first(connection, FOUND, request_id=request_id)
    if found is not None or len(request_id) < SHOWN:
        return found
    rows = (await connection.execute(select(requests).where(*_beginning(request_id)).limit(2))).mappings().all()
    return request_of(rows[0]) if len(rows) == 1 else None


def _beginning(start: str) -> tuple[ColumnElement[bool], ...]:
    """Ids are hexadecimal, so none goes on with a `z`; only such a range lets both databases use the index."""
    return requests.c.id >= start, requests.c.id < f"{start}z", requests.c.id.startswith(start, autoescape=True)


async def deletion(connection: AsyncConnection, user_id: str) -> Request | None:
    """The oldest that may still delete this user."""
    for request in await _deletions(connection):
        if user_id in request.users and user_id in await _meant(connection, request):
            return request
    return None


async def leaving(connection: AsyncConnection) -> frozenset[str]:
    """The ids of all users whom some request may still delete."""
    return frozenset().union(*[await _meant(connection, each) for each in await _deletions(connection)])


async def _deletions(connection: AsyncConnection) -> list[Request]:
    """Those under way, the oldest first. A list names its users in JSON, so they are read."""
    chosen = select(requests).where(is_going_on, requests.c.operation.in_(DELETIONS))
    rows = (await connection.execute(chosen.order_by(requests.c.created_at, requests.c.id))).mappings()
    return [request_of(row) for row in rows]


async def _meant(connection: AsyncConnection, request: Request) -> frozenset[str]:
    """The ids of its users but for those with whom a list begins nothing any more, whatever becomes of the others."""
    over = (await connection.execute(OVER, {"request_id": request.id})).scalars()
    return request.users_but(frozenset(over))


async def locked(connection: AsyncConnection, request_id: str) -> Request:
    """Nobody else can change it until the transaction ends. Raises LookupError where it is not there."""
    found = await _first(connection, LOCKED, request_id=request_id)
    if found is None:
        raise LookupError(request_id)
    return found


async def move(connection: AsyncConnection, wanted: Move, now: datetime) -> Request | None:
    """As it stands then; None where it is not in `before`."""
    change = {"request_id": wanted.request_id, "before": wanted.before.value, "after": wanted.after.value, "now": now}
    if wanted.ending is None:
        return await _first(connection, MOVED, **change)
    return await _first(connection, ENDED, **change, ended=ending_row(wanted.ending))


async def count(connection: AsyncConnection, request_id: str, state: State, now: datetime) -> Request:
    """A vote was counted, whether it changed the state or not; the request as it stands then."""
    change = {"request_id": request_id, "after": state.value, "now": now}
    return request_of((await connection.execute(COUNTED, change)).mappings().one())


async def listed(connection: AsyncConnection, wanted: Wanted) -> tuple[Request, ...]:
    chosen = select(requests).where(*_narrowing(wanted))
    if wanted.before:
        start = await _first(connection, FOUND, request_id=wanted.before)
        chosen = chosen.where(_older(start)) if start else chosen
    newest = chosen.order_by(requests.c.created_at.desc(), requests.c.id.desc()).limit(wanted.limit)
    return tuple(request_of(row) for row in (await connection.execute(newest)).mappings())


def _narrowing(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.requester_id:
        conditions.append(requests.c.requester_id == wanted.requester_id)
    if wanted.states:
        # As constants, and in the order of the index: a database knows only then that the index has all of them.
        states = sorted(state.value for state in wanted.states)
        conditions.append(requests.c.state.in_(bindparam("states", states, expanding=True, literal_execute=True)))
    return conditions


def _older(start: Request) -> ColumnElement[bool]:
    at = requests.c.created_at
    return or_(at < start.created_at, and_(at == start.created_at, requests.c.id < start.id))


async def _first(
    connection: AsyncConnection, chosen: Select[Any] | ReturningUpdate[Any], **values: object
) -> Request | None:
    row = (await connection.execute(chosen, values)).mappings().first()
    return request_of(row) if row else None


async def add_vote(connection: AsyncConnection, vote: Vote) -> bool:
    """False where the person voted before."""
    return await is_added(connection, votes, asdict(vote))


async def votes_on(connection: AsyncConnection, request_id: str) -> tuple[Vote, ...]:
    return tuple(vote_of(row) for row in (await connection.execute(VOTES, {"request_id": request_id})).mappings())


async def course(connection: AsyncConnection, request: Request) -> Course:
    """GO_ON for what is no list under way, and for one that was not laid out yet."""
    if request.state is not State.RUNNING or not request.rows:
        return Course.GO_ON
    found = (await connection.execute(COURSE, {"request_id": request.id})).scalar()
    return Course(found) if found else Course.GO_ON


async def cards_of(connection: AsyncConnection, request_id: str) -> tuple[Card, ...]:
    return tuple(card_of(row) for row in (await connection.execute(CARDS, {"request_id": request_id})).mappings())


async def forget_card(connection: AsyncConnection, card: Card) -> None:
    await connection.execute(delete(cards).where(cards.c.channel == card.channel, cards.c.ts == card.ts))
