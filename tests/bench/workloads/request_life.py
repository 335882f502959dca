"""A request from its form to the message that it was done, with an approval in between."""

from __future__ import annotations

import io
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from time import perf_counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot import logs
from bot.app.running import running
from bot.command import RequestFacts, Review
from bot.commands import discover
from bot.domain.policy import Decision, Verdict
from bot.domain.request import State
from bot.settings import Settings
from bot.slack.views import form_view
from bot.slack.views.reviews import APPROVE, COMMENT_BLOCK, DECISION_BLOCK, review_view
from bot.store import SqlLedger
from bot.workflow.describe import described
from bot.workflow.desk import FormFacts
from bot.workflow.ledger import Wanted
from tests.bench.contenders import peers_alone, variables
from tests.bench.durable import bare_commits, counted, durable_database
from tests.bench.payloads import submission
from tests.bench.peers import HOOK
from tests.bench.traffic import accepted, line, signed
from tests.bench.workload import Contest, Workload, at_most
from tests.databases import opened
from tests.people import MOMENT
from tests.requests import sent
from tests.stories.offices import POLICY
from tests.world import policy_file

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.app.running import Bot
    from bot.slack.blockkit import View
    from tests.bench.durable import Commit, Commits
    from tests.bench.traffic import Line
    from tests.bench.workload import Open, Scale

CREATE = next(command for command in discover() if command.name == "create")
YES = Decision(Verdict.RUN, "You may.")
CHOICES: dict[str, str | None] = {
    "field:role": "MEMBER",
    "field:invite_mode": "EMAIL_LINK",
    "field:recipient": "new_user",
    "field:developer": "default",
}


def filled(email: str, response_url: str) -> View:
    """The form to create a user, as somebody sends it."""
    view = form_view(FormFacts(CREATE, YES), {}, response_url)
    return sent(view, CHOICES, {"field:email": email, "field:name": "Zoe Quist"})


def decided(facts: RequestFacts) -> View:
    """The modal of an approver, as they send it."""
    return sent(review_view(Review(facts, None, (), YES)), {DECISION_BLOCK: APPROVE}, {COMMENT_BLOCK: None})


class Office:
    """The bot in this process, on the database that it shares with nobody."""

    def __init__(self, bot: Bot, peers: str, ledger: SqlLedger, opened_line: Line, commits: Commits) -> None:
        self._bot, self._peers, self._ledger = bot, peers, ledger
        self._line, self._commits = opened_line, commits
        self._numbers = count(1)
        self.commits_of_one = 0

    async def lives(self, wanted: int) -> float:
        """Milliseconds for one request: both clicks, and all that comes of them."""
        spent = 0.0
        for _ in range(wanted):
            before = self._commits.count
            spent += await self._asked()
            spent += await self._approved()
            self.commits_of_one = self._commits.count - before
        return spent / wanted * 1000

    async def _asked(self) -> float:
        number = next(self._numbers)
        view = filled(f"zoe{number}@example.com", f"{self._peers}{HOOK}{number}")
        return await self._click(view, f"V0ASK{number}", "U0DEV")

    async def _approved(self) -> float:
        request, *_ = await self._ledger.requests(Wanted(limit=1))
        assert request.state is State.PENDING, request
        spent = await self._click(decided(described(CREATE, request, ())), f"V0{request.id}", "U0CARLA")
        request, *_ = await self._ledger.requests(Wanted(limit=1))
        assert request.state is State.SUCCEEDED, request
        return spent

    async def _click(self, view: View, view_id: str, user: str) -> float:
        request, began = signed(submission(view, view_id, user)), perf_counter()
        await accepted(self._line.ask(request))
        await self._bot.background.idle()
        return perf_counter() - began


@asynccontextmanager
async def _office(url: str) -> AsyncIterator[Office]:
    async with AsyncExitStack() as stack:
        peers = await stack.enter_async_context(peers_alone())
        named = await stack.enter_async_context(policy_file(POLICY))
        stack.callback(logs.reset)
        logs.configure("info", "json", io.StringIO())
        asked: dict[str, Any] = {**variables(peers), "BOT_TRANSPORT": "http", "BOT_PORT": "0", "DATABASE_URL": url}
        bot = await stack.enter_async_context(running(Settings.model_validate({**asked, **named})))
        ledger = SqlLedger(await stack.enter_async_context(opened(url)), lambda: MOMENT)
        opened_line = await stack.enter_async_context(line(urlsplit(bot.request_url or "").port or 0))
        yield Office(bot, peers, ledger, opened_line, stack.enter_context(counted()))


async def _barely(commit: Commit, office: Office, wanted: int) -> float:
    """As many commits as one request took, in milliseconds."""
    if not office.commits_of_one:
        await office.lives(1)
    began = perf_counter()
    for _ in range(wanted * office.commits_of_one):
        await commit()
    return (perf_counter() - began) / wanted * 1000


def _on(kind: str) -> Open:
    @asynccontextmanager
    async def contest(scale: Scale) -> AsyncIterator[Contest]:
        wanted, facts = scale.of(20, 1), {"commits": 0}
        async with durable_database(kind) as url, _office(url) as office, bare_commits(url) as commit:

            async def lives() -> float:
                taken = await office.lives(wanted)
                facts["commits"] = office.commits_of_one
                return taken

            yield Contest(lives, lambda: _barely(commit, office, wanted), facts)

    return contest


def _workload(kind: str, title: str) -> Workload:
    return Workload(
        name=f"request-{kind}",
        what=f"request submitted, approved, run, told, on {title}",
        against="as many commits through the same driver",
        target=at_most(2.5),
        unit="ms",
        open=_on(kind),
    )


REQUEST_SQLITE = _workload("sqlite", "SQLite")
REQUEST_POSTGRESQL = _workload("postgresql", "PostgreSQL")
