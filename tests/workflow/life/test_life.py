"""The life of requests, whatever anybody does in whatever order, and wherever the process ends."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot import logs
from bot.domain.errors import Expected
from bot.domain.request import State
from bot.workflow.decisions import Ballot
from bot.workflow.filing import Submission
from bot.workflow.gate import Asker
from tests.truth import assert_told_truly
from tests.unhurried import LARGE
from tests.workflow.life.breaking import Killed
from tests.workflow.life.office import USERS, Office
from tests.workflow.life.town import HANDLES, TEAM

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.domain.request import Request

PEOPLE = st.sampled_from([Asker(f"U0{handle.upper()}", TEAM) for handle in HANDLES])
DECIDERS = st.sampled_from([Asker(f"U0{handle.upper()}", TEAM) for handle in ("alice", "ben", "carla", "dev")])
MOSTLY = st.sampled_from([True, True, True, False])
WAITS = st.sampled_from([timedelta(seconds=1), timedelta(seconds=40), timedelta(minutes=6), timedelta(hours=80)])


class Life(RuleBasedStateMachine):
    """Jobs are done where a rule says so; a kill is followed by a new process."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.office = Office()
        self.sent: list[tuple[Asker, Submission]] = []

    @initialize()
    def opens(self) -> None:
        logs.configure("debug", "json", io.StringIO())  # what is not configured draws each traceback in colours
        self.loop.run(self.office.opened())

    def teardown(self) -> None:
        self.loop.run(self.office.close())
        self.loop.close()
        logs.reset()

    def do(self, work: Coroutine[Any, Any, Any]) -> None:
        """Something that may be refused, or in which the process may end."""
        try:
            self.loop.run(work)
        except Expected:
            pass
        except Killed:
            self.office.restart()

    @rule(person=PEOPLE, operation=st.sampled_from(["update", "delete", "resend"]), user=st.sampled_from(USERS))
    def asks_about_somebody(self, person: Asker, operation: str, user: str) -> None:
        found = self.office.account.user(f"{user}@example.com")
        if found is not None:
            values = {"name": f"Name {len(self.sent)}"} if operation == "update" else {}
            self._submits(person, operation, values, found.id, found.email)

    @rule(
        person=PEOPLE,
        operation=st.sampled_from(["update", "delete", "resend", "create"]),
        user=st.sampled_from(USERS),
        deciders=st.lists(DECIDERS, max_size=3),
        at_work=st.booleans(),
    )
    def a_request_goes_its_way(
        self,
        person: Asker,
        operation: str,
        user: str,
        deciders: list[Asker],
        at_work: bool,  # noqa: FBT001
    ) -> None:
        """The usual order, so that every run of this test gets far; what is armed meanwhile strikes in it."""
        if operation == "create":
            self.asks_for_somebody_new(person, f"{user}{len(self.sent)}")
        else:
            self.asks_about_somebody(person, operation, user)
        for each in deciders:
            self.decides_what_waits(each, 0, approves=True, times=1)
        if at_work:
            self.work_is_done()

    @rule(person=PEOPLE, new=st.sampled_from(["zoe", "yan"]))
    def asks_for_somebody_new(self, person: Asker, new: str) -> None:
        self._submits(person, "create", {"email": f"{new}@example.com", "name": new.title()}, None, None)

    def _submits(
        self, person: Asker, operation: str, values: dict[str, str], user: str | None, email: str | None
    ) -> None:
        submission = Submission(f"V{len(self.sent)}", self.office.desk.command(operation), values, user, email)
        self.sent.append((person, submission))
        self.do(self.office.filing.submit(person, submission))

    @rule(which=st.integers(min_value=0))
    def a_form_arrives_again(self, which: int) -> None:
        if self.sent:
            person, submission = self.sent[which % len(self.sent)]
            self.do(self.office.filing.submit(person, submission))

    @rule(person=DECIDERS, which=st.integers(min_value=0), approves=MOSTLY, times=st.integers(1, 2))
    def decides_what_waits(self, person: Asker, which: int, approves: bool, times: int) -> None:  # noqa: FBT001 - hypothesis names it
        request = self._some(which, State.PENDING)
        if request is not None:
            self._decides(person, request, approves=approves, times=times)

    @rule(person=PEOPLE, which=st.integers(min_value=0), approves=st.booleans())
    def decides_anything(self, person: Asker, which: int, approves: bool) -> None:  # noqa: FBT001 - hypothesis names it
        request = self._some(which)
        if request is not None:
            self._decides(person, request, approves=approves, times=1)

    def _decides(self, person: Asker, request: Request, *, approves: bool, times: int) -> None:
        ballot = Ballot(request.id, request.digest, approves, "because", request.subject)
        for _ in range(times):
            self.do(self.office.decisions.decide(person, ballot))

    @rule(person=PEOPLE, which=st.integers(min_value=0))
    def cancels(self, person: Asker, which: int) -> None:
        if request := self._some(which):
            self.do(self.office.decisions.cancel(person, request.id))

    @rule(person=PEOPLE, which=st.integers(min_value=0))
    def checks(self, person: Asker, which: int) -> None:
        if request := self._some(which):
            self.do(self.office.decisions.check(person, request.id))

    @rule(person=PEOPLE, which=st.integers(min_value=0), happened=st.booleans())
    def settles(self, person: Asker, which: int, happened: bool) -> None:  # noqa: FBT001 - hypothesis names it
        if request := self._some(which):
            self.do(self.office.decisions.settle(person, request.id, happened=happened, comment="asked around"))

    @rule()
    def work_is_done(self) -> None:
        self.do(self.office.sweep.once())

    @rule(span=WAITS)
    def time_goes_by(self, span: timedelta) -> None:
        self.office.now += span

    @rule(span=WAITS)
    def the_clock_is_set_back(self, span: timedelta) -> None:
        """By somebody, or by a server of time."""
        self.office.now -= span

    @rule(steps=st.integers(1, 12), after=st.booleans())
    def will_be_killed(self, steps: int, after: bool) -> None:  # noqa: FBT001 - hypothesis names it
        self.office.fuse.steps, self.office.fuse.after = steps, after

    @rule()
    def an_answer_will_be_lost(self) -> None:
        self.office.line.loses = True

    @rule(handle=st.sampled_from(["ben", "carla"]))
    def leaves_the_leads(self, handle: str) -> None:
        self.office.town.groups["S0LEADS"].discard(f"U0{handle.upper()}")

    @rule()
    def the_leads_are_back(self) -> None:
        self.office.town.groups["S0LEADS"] = {"U0BEN", "U0CARLA"}

    @invariant()
    def the_chain_holds(self) -> None:
        """And every request moved along the table of transitions alone, as the audit tells it."""
        self.loop.run(self._look())

    async def _look(self) -> None:
        rows, requests = await self.office.rows(), await self.office.requests()
        assert_told_truly(rows, await self.office.ledger.head(), requests)

    def _some(self, which: int, *states: State) -> Request | None:
        """One in these states, or in any."""
        found = self.loop.run(self.office.requests())
        requests = [request for request in found if not states or request.state in states]
        return requests[which % len(requests)] if requests else None


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=50,
    stateful_step_count=30,
    suppress_health_check=LARGE,
)
