"""Pages that are drawn from tables which only grow."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from bot.commands import discover
from bot.domain.people import Person, Standing
from bot.domain.rules import DEFAULT
from bot.store import SqlHomes, SqlLeavers, SqlLedger, upgrade
from bot.workflow.gate import Gate
from bot.workflow.home import ENDED, GOING_ON, LATE, LATEST, MINE, OVER
from bot.workflow.records import Archive, RecordsOf
from tests.bench.history import fill, short_id
from tests.bench.plans import plans
from tests.bench.workload import Contest, Workload, at_most
from tests.databases import empty_database, opened
from tests.workflow.life.town import TEAM, Town

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from sqlalchemy.ext.asyncio import AsyncEngine

    from tests.bench.workload import Open, Scale

    Page = Callable[["Reader"], Awaitable[None]]

SMALL = 1000
REQUESTS, AUDIT = 100_000, 1_000_000
READER = Person("U0P7", TEAM, "Somebody", "somebody@example.com", Standing.OWNER)
NOW = datetime(2026, 1, 5, tzinfo=UTC)


class Reader:
    """Somebody who may see everything, and looks at pages."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        ledger = SqlLedger(engine, lambda: NOW)
        gate = Gate(Town(), TEAM, DEFAULT, ledger, lambda: NOW)
        self.records = RecordsOf(Archive(gate, ledger, discover()), READER)
        self.book, self.leavers = SqlHomes(engine), SqlLeavers(engine)

    async def queue(self) -> None:
        """`requests waiting`, `requests mine` and `requests all`."""
        for which in ("waiting", "mine", "all"):
            await self.records.queue(which, "")

    async def home(self) -> None:
        """What `workflow/home.py` reads for it."""
        await self.records.queue("waiting", "")
        await self.records.own(GOING_ON, MINE + 1)
        await self.records.own(OVER, ENDED)
        await self.leavers.waiting(LATEST)
        await self.book.backlog(NOW, NOW - LATE)
        await self.book.open_since(NOW - timedelta(days=30), 50)

    async def audit(self) -> None:
        """`audit`, about an address, and by somebody."""
        for about in ("", "user77@example.com", f"<@{READER.id}>"):
            await self.records.recent(about, 0)

    async def one(self) -> None:
        """`request` with as much of an id as people are shown."""
        await self.records.request(short_id(77))


async def p50(reader: Reader, page: Page, count: int) -> float:
    """In milliseconds."""
    times = []
    for _ in range(count):
        began = perf_counter()
        await page(reader)
        times.append(perf_counter() - began)
    return median(times) * 1000


@asynccontextmanager
async def read(kind: str, requests: int, audit: int) -> AsyncIterator[Reader]:
    """A reader of a database with so much in it."""
    async with empty_database(kind) as url, opened(url) as engine:
        await upgrade(engine)
        await fill(engine, requests, audit)
        yield Reader(engine)


def _drawn(kind: str, page: Page) -> Open:
    @asynccontextmanager
    async def contest(scale: Scale) -> AsyncIterator[Contest]:
        count = scale.of(15, 2)
        large = scale.of(REQUESTS, SMALL), scale.of(AUDIT, SMALL)
        ours, theirs = [
            await scale.shelf.kept((kind, size), lambda size=size: read(kind, *size))  # type: ignore[misc]  # mypy infers no lambda with a default
            for size in (large, (SMALL, SMALL))
        ]
        facts = {"plans": await plans(ours.engine, lambda: page(ours))}
        yield Contest(lambda: p50(ours, page, count), lambda: p50(theirs, page, count), facts)

    return contest


def _workload(page: Page, kind: str, title: str) -> Workload:
    return Workload(
        name=f"{page.__name__}-{kind}",
        what=f"{title}, {AUDIT:,} audit rows and {REQUESTS:,} requests, {kind}",
        against=f"the same with {SMALL:,} of each",
        target=at_most(1.3),
        unit="ms",
        open=_drawn(kind, page),
    )


TITLES: dict[Page, str] = {
    Reader.queue: "the queue",
    Reader.home: "the App Home",
    Reader.audit: "the audit page",
    Reader.one: "one request, by the id that is shown",
}
PAGES = tuple(_workload(page, kind, title) for kind in ("sqlite", "postgresql") for page, title in TITLES.items())
