"""The workflow on a real database and a real simulated account, without Slack: what a request lives through."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from bot.app.policies import governed
from bot.arize import ArizeClient, RetryPolicy
from bot.commands import discover
from bot.domain.request import Chore, State
from bot.policy_file import load_policy
from bot.serving.server import serving
from bot.simulator.arize import Account, ArizeSimulator
from bot.store import SqlHomes, SqlLedger, database
from bot.workflow.addressees import Addressees
from bot.workflow.adopting import Adoption
from bot.workflow.announcements import Announcements
from bot.workflow.census import Census
from bot.workflow.checks import Checks
from bot.workflow.decisions import Ballot, Decisions
from bot.workflow.desk import Desk
from bot.workflow.doubts import Doubts
from bot.workflow.endings import Endings
from bot.workflow.exports import ExportDesk
from bot.workflow.filing import Filing, Submission
from bot.workflow.gate import Asker, Gate
from bot.workflow.health import Pulse
from bot.workflow.home import Overview
from bot.workflow.homes import Homes
from bot.workflow.ledger import Wanted
from bot.workflow.passwords import PasswordDesk
from bot.workflow.records import Archive
from bot.workflow.runs import Runs
from bot.workflow.suggestions import Suggestions
from bot.workflow.sweep import chores
from bot.workflow.targets import Targets
from bot.workflow.timing import Timing
from tests.databases import fresh_database
from tests.stories.offices import POLICY
from tests.workflow.life.breaking import Fragile, Fuse
from tests.workflow.life.leaving import Away
from tests.workflow.life.line import FragileArize, Line, Write
from tests.workflow.life.listing import Lists
from tests.workflow.life.outside import MUFFLED, NoPasswords, Quiet, SentFiles, Tabs
from tests.workflow.life.patience import Patient
from tests.workflow.life.town import TEAM, Town

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from bot.command import Command
    from bot.domain.audit import Row
    from bot.domain.request import Request
    from bot.domain.rules import Policy

KEY = "ak-life"
CHANNEL = "C0"
USERS = ("ada", "jane", "sam")
METHODS = {"create": "POST", "update": "PATCH", "resend": "POST", "delete": "DELETE"}


class Office:
    """One process of the bot, again and again: `restart` makes a new one over the same database."""

    def __init__(self, database: str = "sqlite") -> None:
        self.database = database
        self.now = datetime(2026, 1, 5, 9, tzinfo=UTC)
        self.town, self.quiet, self.fuse = Town(), Quiet(), Fuse()
        self.tabs, self.files, self.passwords = Tabs(), SentFiles(), NoPasswords()
        self.writes: list[str] = []
        self.walks: list[Coroutine[Any, Any, object]] = []
        self.timing = Timing()
        self.replaces: dict[str, Callable[[Command[Any]], Command[Any]]] = {}
        self._numbers = count(1)
        self._open = AsyncExitStack()

    async def opened(self) -> None:
        url = await self._open.enter_async_context(fresh_database(self.database))
        engine = database(url)
        self._open.push_async_callback(engine.dispose)
        self.ledger = SqlLedger(engine, self.clock)
        self.book = SqlHomes(engine)
        self.away, self.lists = Away(engine), Lists(engine)
        self.account = Account(clock=self.clock, ids=Random(7))  # noqa: S311 - made-up ids, not secrets
        self.account.add_key(KEY, "ADMIN", frozenset())
        for each in USERS:
            self.account.add_user(each.title(), f"{each}@example.com", status="INVITED")
        self.line = Line(ArizeSimulator(self.account).app(), self._watch)
        base_url = await self._open.enter_async_context(serving(self.line))
        once = RetryPolicy(attempts=1)
        client = ArizeClient(SecretStr(KEY), base_url=base_url, retry=once, warn_prerelease=False)
        self.arize: Any = FragileArize(await self._open.enter_async_context(client), self.line, self.fuse)
        self.policy = _policy(POLICY)
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
        commands = tuple(self.replaces.get(each.name, _as_it_is)(each) for each in discover())
        archive = Archive(gate, ledger, commands)
        passwords = PasswordDesk(self.town, self.passwords, ledger, self.clock, timedelta(hours=1), TEAM)
        targets, suggestions = Targets(gate, self.town), Suggestions(self.arize, _no_time_passes)
        exports = ExportDesk(self.files, ledger, self.clock)
        self.away.restart(self, gate, ledger)
        reviews = self.away.reviews
        self.desk = Desk(gate, targets, self.arize, passwords, archive, suggestions, commands, 10, exports, reviews)
        endings = Endings(ledger, self.clock, self.timing, MUFFLED.ring)
        self.doubts = doubts = Doubts(self.arize, archive, ledger, endings)
        self.runs = runs = Runs(ledger, Checks(self.desk, ledger), endings)
        drafting = self.lists.restart(self)
        adoption = Adoption(ledger, self.lists.book, self.passwords, CHANNEL, self.clock, MUFFLED.ring)
        self.decisions = Decisions(self.desk, ledger, doubts, self.clock, self.timing, MUFFLED, adoption)
        self.filing = Filing(self.desk, ledger, runs, self.timing, self.clock, self.new_id, MUFFLED.ring, drafting)
        told = Addressees(self.town)
        self.announcements = announcements = Announcements(
            self.quiet, gate, archive, ledger, self.timing, self.clock, told, MUFFLED.ring
        )
        self.census = Census(
            self.arize,
            self.book,
            ledger,
            self.desk.command("list"),
            timedelta(minutes=10),
            self.clock,
            self.walks.append,
            MUFFLED.ring,
        )
        self.pulse = Pulse(self.clock)
        leavers, lists = self.away.leavers, self.lists.book
        self.overview = Overview(self.desk, self.book, self.census, self.pulse, leavers, lists, self.clock)
        self.homes = Homes(self.overview, self.book, self.tabs, self.clock)
        batches = self.lists.put_together(self, runs, announcements)
        leaving = self.away.leaving(self.desk, told)
        duties = chores(runs, doubts, self.decisions, announcements, passwords, self.homes, *batches, leaving, reviews)
        self.sweep = Patient(ledger, duties, self.clock, self.timing.lease, engine=self.ledger.engine)

    def restart_with(self, policy: str) -> None:
        """The operator wrote another policy file."""
        self.policy = _policy(policy)
        self.restart()

    async def sweep_only(self, chore: Chore) -> None:
        """Do what is due of one kind, and leave the rest."""
        for job in await self.ledger.claim(self.now, self.now, 100, [chore]):
            await self.sweep.chores[chore](job.key)
            await self.ledger.drop_job(job)

    async def approves(self, slack_id: str, request: Request) -> None:
        ballot = Ballot(request.id, request.digest, approves=True, confirmed=request.confirmation)
        await self.decisions.decide(Asker(slack_id, TEAM), ballot)

    async def asks_to_update(self, user_id: str, email: str) -> Request:
        """A request about one user, by Alice, that ran at once."""
        submission = Submission("VONE", self.desk.command("update"), {"name": "Jane Roe"}, user_id, email)
        submitted = await self.filing.submit(Asker("U0ALICE", TEAM), submission)
        found = await self.ledger.find(submitted.request_id)
        assert found is not None
        return found

    async def requests(self) -> tuple[Request, ...]:
        return await self.ledger.requests(Wanted(limit=1000))

    async def rows(self) -> list[Row]:
        return [row async for row in self.ledger.audit()]

    async def _watch(self, request: Write) -> None:
        """A write arrives at Arize: a request is running for it, has what it takes, and has written nothing yet."""
        running = [each for each in await self.requests() if each.state is State.RUNNING and fits(each, request)]
        assert running, f"{request.method} {request.path} belongs to no running request"
        first = [each for each in running if _mark_of(each, request) not in self.writes]
        assert first, "a second write for one request, or one row of it"
        await self.insist_on_approvals(first[0])
        self.writes.append(_mark_of(first[0], request))

    async def insist_on_approvals(self, request: Request) -> None:
        """Counted here by the words of the policy, not by its code."""
        admins, leads = {"U0ALICE", "U0BEN"}, {"U0BEN", "U0CARLA"}
        operation = request.operation.removeprefix("bulk-")
        may = {"create": admins | leads, "update": leads, "resend": leads, "delete": admins | leads}[operation]
        votes = await self.ledger.votes(request.id)
        counted = {vote.person_id for vote in votes if vote.approves} & may - {request.requester_id}
        at_once = operation in ("create", "update") and request.requester_id in admins
        assert at_once or len(counted) >= (2 if operation == "delete" else 1)

    def new_id(self) -> str:
        return f"request-{next(self._numbers)}"


def _mark_of(request: Request, sent: Write) -> str:
    """What a write is remembered by."""
    return f"{request.id} {_row_of(request, sent)}".strip()


def _row_of(request: Request, sent: Write) -> str:
    """The number of the batch's row that a write is for; nothing where the request is about one user."""
    rows = request.params.get("rows", ())
    return next((str(row["number"]) for row in rows if _is_about(row.get("target"), row["subject"], sent)), "")


def fits(request: Request, sent: Write) -> bool:
    """Two requests about one person may run at the same time, where they are for different things."""
    if sent.method != METHODS[request.operation.removeprefix("bulk-")]:
        return False
    if request.rows:
        return bool(_row_of(request, sent))
    target = {"id": request.target.id} if request.target else None
    return _is_about(target, request.subject, sent)


def _is_about(target: Mapping[str, str] | None, subject: str, sent: Write) -> bool:
    if target is None:
        return sent.path == "/v2/users" and subject.encode() in sent.content
    return target["id"].encode() in sent.path.encode()


def _as_it_is(command: Command[Any]) -> Command[Any]:
    return command


def _policy(text: str) -> Policy:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "policy.toml"
        path.write_text(dedent(text), encoding="utf-8")
        return load_policy(path, governed())


def _no_time_passes() -> float:
    return 0.0
