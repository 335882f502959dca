"""The workflow on a real database and a real simulated account, without Slack: what a request lives through."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import httpx
from pydantic import SecretStr

from bot.app.policies import governed
from bot.arize import ArizeClient, RetryPolicy
from bot.commands import discover
from bot.domain.request import Card, State
from bot.policy_file import load_policy
from bot.simulator.arize import Account, ArizeSimulator
from bot.store import SqlHomes, SqlLedger, database
from bot.workflow.addressees import Addressees
from bot.workflow.announcements import Announcements
from bot.workflow.census import Census
from bot.workflow.checks import Checks
from bot.workflow.decisions import Decisions
from bot.workflow.desk import Desk
from bot.workflow.doubts import Doubts
from bot.workflow.endings import Endings
from bot.workflow.exports import ExportDesk
from bot.workflow.filing import Filing
from bot.workflow.gate import Gate
from bot.workflow.health import Pulse
from bot.workflow.home import Overview
from bot.workflow.homes import Homes
from bot.workflow.ledger import Wanted
from bot.workflow.passwords import PasswordDesk
from bot.workflow.ports import Overtaken
from bot.workflow.records import Archive
from bot.workflow.runs import Runs
from bot.workflow.suggestions import Suggestions
from bot.workflow.sweep import Sweep, chores
from bot.workflow.targets import Targets
from bot.workflow.timing import Timing
from tests.databases import fresh_database
from tests.stories.offices import POLICY
from tests.workflow.life.breaking import Fragile, Fuse, Line
from tests.workflow.life.leaving import Away
from tests.workflow.life.silent import NoFiles, NoMessages
from tests.workflow.life.town import TEAM, Town

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.command import RequestFacts
    from bot.domain.audit import Row
    from bot.domain.request import Request
    from bot.domain.rules import Policy
    from bot.workflow.home import Home

KEY = "ak-life"
USERS = ("ada", "jane", "sam")


@dataclass
class Quiet:
    """Slack's messages, of which this test wants only that they were sent."""

    told: list[tuple[str, State]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    async def post(self, addressee: str, facts: RequestFacts) -> Card:
        return Card(facts.request.id, addressee, addressee, f"{next(self._numbers)}.0")

    async def draw(self, card: Card, facts: RequestFacts, *, reminds: bool) -> None: ...

    async def notify(self, person_id: str, facts: RequestFacts) -> None:
        del person_id
        self.told.append((facts.request.id, facts.request.state))


@dataclass
class Tabs:
    """Slack's home tabs: what each person sees, under a name that is another one after each change."""

    shown: dict[str, tuple[str, Home | str]] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=lambda: count(1))

    async def publish(self, person_id: str, home: Home, known: str) -> str:
        if known and self.shown[person_id][0] != known:
            raise Overtaken
        return self._show(person_id, home)

    async def decline(self, person_id: str, words: str) -> None:
        self._show(person_id, words)

    def _show(self, person_id: str, what: Home | str) -> str:
        self.shown[person_id] = f"h{next(self.numbers)}", what
        return self.shown[person_id][0]


class Office:
    """One process of the bot, again and again: `restart` makes a new one over the same database."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 5, 9, tzinfo=UTC)
        self.town, self.quiet, self.fuse = Town(), Quiet(), Fuse()
        self.tabs = Tabs()
        self.writes: list[str] = []
        self.walks: list[Coroutine[Any, Any, object]] = []
        self.timing = Timing()
        self._numbers = count(1)
        self._open = AsyncExitStack()

    async def opened(self) -> None:
        url = await self._open.enter_async_context(fresh_database("sqlite"))
        engine = database(url)
        self._open.push_async_callback(engine.dispose)
        self.ledger = SqlLedger(engine, self.clock)
        self.book = SqlHomes(engine)
        self.away = Away(engine)
        self.account = Account(clock=self.clock, ids=Random(7))  # noqa: S311 - made-up ids, not secrets
        self.account.add_key(KEY, "ADMIN", frozenset())
        for each in USERS:
            self.account.add_user(each.title(), f"{each}@example.com", status="INVITED")
        app = httpx.ASGITransport(ArizeSimulator(self.account).app())
        self.line = Line(app, self.fuse, self._watch)
        http = await self._open.enter_async_context(httpx.AsyncClient(transport=self.line))
        self.arize = ArizeClient(SecretStr(KEY), retry=RetryPolicy(attempts=1), warn_prerelease=False, http=http)
        self.policy = _policy()
        self.restart()

    async def close(self) -> None:
        await self._open.aclose()

    def clock(self) -> datetime:
        return self.now

    def restart(self) -> None:
        """The process is new; the database, Slack and Arize are as they were."""
        self.fuse.renew()
        ledger: Any = Fragile(self.ledger, self.fuse)
        gate = Gate(self.town, TEAM, self.policy, ledger, self.clock)
        archive = Archive(gate, ledger, discover())
        passwords = PasswordDesk(self.town, NoMessages(), ledger, self.clock, timedelta(hours=1), TEAM)
        targets, suggestions = Targets(gate, self.town), Suggestions(self.arize, _no_time_passes)
        exports = ExportDesk(NoFiles(), ledger, self.clock)
        self.away.restart(self, gate, ledger)
        reviews, commands = self.away.reviews, discover()
        self.desk = Desk(gate, targets, self.arize, passwords, archive, suggestions, commands, 10, exports, reviews)
        endings = Endings(ledger, self.clock, self.timing, _nobody_listens)
        self.doubts = doubts = Doubts(self.arize, archive, ledger, endings)
        self.runs = runs = Runs(ledger, Checks(self.desk, ledger), endings)
        self.decisions = Decisions(self.desk, ledger, doubts, self.clock, _nobody_listens)
        self.filing = Filing(self.desk, ledger, runs, self.timing, self.clock, self._new_id, _nobody_listens)
        told = Addressees(self.town)
        self.announcements = announcements = Announcements(
            self.quiet, gate, archive, ledger, self.timing, self.clock, told
        )
        self.census = Census(
            self.arize,
            self.book,
            ledger,
            self.desk.command("list"),
            timedelta(minutes=10),
            self.clock,
            self.walks.append,
            _nobody_listens,
        )
        self.pulse = Pulse(self.clock)
        self.overview = Overview(self.desk, self.book, self.census, self.pulse, self.clock)
        self.homes = Homes(self.overview, self.book, self.tabs, self.clock)
        leaving = self.away.leaving(self.desk, told)
        duties = chores(runs, doubts, self.decisions, announcements, passwords, self.homes, leaving, reviews)
        self.sweep = Sweep(ledger, duties, self.clock, self.timing.lease)

    async def requests(self) -> tuple[Request, ...]:
        return await self.ledger.requests(Wanted(limit=1000))

    async def rows(self) -> list[Row]:
        return [row async for row in self.ledger.audit()]

    async def _watch(self, request: httpx.Request) -> None:
        """A write arrives at Arize: exactly one request is running for it, and it has what it takes."""
        running = [each for each in await self.requests() if each.state is State.RUNNING and _fits(each, request)]
        assert len(running) == 1, f"{request.method} {request.url.path} belongs to {len(running)} running requests"
        await self._insist_on_approvals(running[0])
        assert running[0].id not in self.writes, "a second write for one request"
        self.writes.append(running[0].id)

    async def _insist_on_approvals(self, request: Request) -> None:
        """Counted here by the words of the policy, not by its code."""
        admins, leads = {"U0ALICE", "U0BEN"}, {"U0BEN", "U0CARLA"}
        may = {"create": admins | leads, "update": leads, "resend": leads, "delete": admins | leads}[request.operation]
        votes = await self.ledger.votes(request.id)
        counted = {vote.person_id for vote in votes if vote.approves} & may - {request.requester_id}
        at_once = request.operation in ("create", "update") and request.requester_id in admins
        assert at_once or len(counted) >= (2 if request.operation == "delete" else 1)

    def _new_id(self) -> str:
        return f"request-{next(self._numbers)}"


def _fits(request: Request, sent: httpx.Request) -> bool:
    if request.target is None:
        return sent.url.path == "/v2/users" and request.subject.encode() in sent.content
    return request.target.id.encode() in sent.url.path.encode()


def _policy() -> Policy:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "policy.toml"
        path.write_text(POLICY, encoding="utf-8")
        return load_policy(path, governed())


def _no_time_passes() -> float:
    return 0.0


def _nobody_listens() -> None:
    """Jobs are done when the test says so."""
