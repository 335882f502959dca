"""Years of work in a database, made up: requests that are over, a few that wait, and an audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

WAITING: Final = 20
"""As many requests wait however many there have been."""
PEOPLE: Final = 50
"""Who share all requests and rows evenly: even a small history has more of each than a page shows."""
MINUTE: Final = 60
BEGAN: Final = 1_500_000_000

SPEECH = {
    "sqlite": {
        "at": "strftime('%Y-%m-%d %H:%M:%f', {seconds}, 'unixepoch') || '000'",
        "json": "{text}",
    },
    "postgresql": {"at": "to_timestamp({seconds})", "json": "CAST({text} AS JSON)"},
}
"""How each database says a moment and JSON."""

CHUNK: Final = 50_000
"""Rows of one statement: the bot gives a statement twenty seconds."""
NUMBERS = "WITH RECURSIVE numbers(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM numbers WHERE i < {last})"
REQUESTS = (
    "INSERT INTO requests (id, submission, operation, requester_id, requester_name, subject, subject_key, params,"
    " needed, created_at, expires_at, digest, state, version, changed_at) {numbers}"
    " SELECT {id}, 'V' || i, 'create', 'U0P' || (i % {people}), 'Somebody', {email}, {email}, {params},"
    " 1, {at}, {at}, 'd', CASE WHEN i % {every} = 0 THEN 'pending' ELSE 'succeeded' END, 4, {at} FROM numbers"
)
VOTES = (
    "INSERT INTO votes (number, request_id, person_id, person_name, approves, comment, at) {numbers}"
    " SELECT i, {id}, 'U0CARLA', 'Carla Moreno', {true}, '', {at} FROM numbers WHERE i % {every} <> 0"
)
AUDIT = (
    "INSERT INTO audit (number, fact, at, actor_id, operation, request_id, subject, subject_key, why, previous, hash)"
    " {numbers} SELECT i, 'approved', {at}, 'U0P' || (i % {people}), 'create', '', {email}, {email},"
    " 'The policy lets admins do this.', 'h' || i, 'h' || (i + 1) FROM numbers"
)


async def fill(engine: AsyncEngine, requests: int, audit: int) -> None:
    """PostgreSQL looks at the shape of its tables by itself now and then, SQLite only when it is told to."""
    async with engine.begin() as connection:
        for statement, count in ((REQUESTS, requests), (VOTES, requests), (AUDIT, audit)):
            for first in range(1, count + 1, CHUNK):
                rows = range(first, min(first + CHUNK, count + 1))
                await connection.execute(text(_spoken(connection, statement, rows, count // WAITING)))
        if connection.dialect.name == "postgresql":
            await connection.execute(text("ANALYZE"))


def short_id(number: int) -> str:
    """As many characters of a request's id as people are shown."""
    return f"{number:08d}"


def _spoken(connection: AsyncConnection, statement: str, rows: range, every: int) -> str:
    """One statement as this database understands it. Nothing in it comes from outside."""
    speech = SPEECH[connection.dialect.name]
    email = "'user' || i || '@example.com'"
    params = '\'{"email": "user\' || i || \'@example.com", "name": "User"}\''
    return statement.format(
        numbers=NUMBERS.format(first=rows[0], last=rows[-1]),
        id="substr('00000000' || i, length('00000000' || i) - 7, 8) || '-0000'",
        email=email,
        params=speech["json"].format(text=params),
        at=speech["at"].format(seconds=f"{BEGAN} + i * {MINUTE}"),
        people=PEOPLE,
        every=every,
        true="TRUE",
    )
