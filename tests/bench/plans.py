"""How a database goes about the statements of a page."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from sqlalchemy.ext.asyncio import AsyncEngine

EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN (COSTS OFF) "}
Statement = tuple[str, Any]


async def plans(engine: AsyncEngine, page: Callable[[], Awaitable[object]]) -> list[str]:
    """The plan of each statement that reads, as the database tells it."""
    with _heard(engine) as statements:
        await page()
    async with engine.connect() as connection:
        told = []
        for statement, parameters in dict(statements).items():
            asked = await connection.exec_driver_sql(EXPLAIN[engine.dialect.name] + statement, parameters)
            told.append("; ".join(str(row[-1]).strip() for row in asked))
    return told


@contextmanager
def _heard(engine: AsyncEngine) -> Iterator[list[Statement]]:
    statements: list[Statement] = []

    def hear(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:  # noqa: ANN401 - as the driver takes them
        if statement.startswith("SELECT"):
            statements.append((statement, parameters))

    event.listen(engine.sync_engine, "before_cursor_execute", hear)
    try:
        yield statements
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", hear)
