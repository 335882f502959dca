"""People who go on working while processes come and go. Whoever clicked has an answer, or saw that it failed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.request import State
from bot.slack.modals import NOT_IN_TIME
from bot.store import SqlLedger
from bot.workflow.ledger import Wanted
from tests.databases import opened
from tests.people import MOMENT

if TYPE_CHECKING:
    from bot.simulator.slack import Modal, Person
    from tests.processes import Deployment

LOOKING = ("carla", "dev")
INVITING = ("alice", "ben")
BREATH = 0.05
"""Seconds between an answer and the next click: processes that start need the machine, too."""
LONG = 20.0
"""Seconds that an answer may take where a process ends and another takes up what it left."""


@dataclass
class Load:
    """`looked` and `invited` are addresses, `failed` how many clicks Slack itself said no to.

    `late` is how many came too late for a form, after they had waited for a process that takes them.
    """

    bot: Deployment
    looked: list[str] = field(default_factory=list)
    invited: list[str] = field(default_factory=list)
    failed: int = 0
    late: int = 0
    _over: asyncio.Event = field(default_factory=asyncio.Event)
    _lanes: list[asyncio.Task[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """All of them may do what they do at once."""
        self.bot.slack.workspace.set_group("S0ADMINS", [*LOOKING, *INVITING])

    def begin(self) -> None:
        loop = asyncio.get_running_loop()
        looking = [loop.create_task(self._looks(self.bot.person(handle))) for handle in LOOKING]
        self._lanes = looking + [loop.create_task(self._invites(self.bot.person(handle))) for handle in INVITING]

    async def end(self) -> None:
        """Return once everybody has the answer to their last click."""
        self._over.set()
        await asyncio.gather(*self._lanes)

    async def _looks(self, person: Person) -> None:
        while not self._over.is_set():
            email = f"{person.client.person.handle}{len(self.looked)}@example.com"
            await self._types(person, f"get {email}")
            self.looked.append(email)
            await person.sees(email, within=LONG)
            await asyncio.sleep(BREATH)

    async def _invites(self, person: Person) -> None:
        """Their forms are opened, filled in and sent, each of which another process may answer."""
        while not self._over.is_set():
            email = f"{person.client.person.handle}{len(self.invited)}@example.com"
            self.invited.append(email)
            modal = await self._opens(person, email)
            await modal.shows("Name", within=LONG)
            modal.fill("Name", "Zoe Quist")
            await self._sends(modal)
            await person.sees(f"{email} was created", within=LONG)
            await asyncio.sleep(BREATH)

    async def _opens(self, person: Person, email: str) -> Modal:
        """And again, where they read that Slack, which waits three seconds for a form, had none in time."""
        while True:
            before = len(person.ephemerals)
            await self._types(person, f"create {email}")
            await self.bot.slack.changes.until(partial(self._is_answered, person, before), LONG)
            if not _is_late(person, before):
                return await person.modal("Create user")
            self.late += 1

    def _is_answered(self, person: Person, before: int) -> bool | None:
        is_open = self.bot.slack.views.top(person.id) is not None
        return is_open or _is_late(person, before) or None

    async def _types(self, person: Person, command: str) -> None:
        """And again, where Slack says that it failed."""
        before = len(person.notices)
        await person.types(f"/ax-user {command}")
        while len(person.notices) > before:
            self.failed, before = self.failed + 1, len(person.notices)
            await asyncio.sleep(BREATH)
            await person.types(f"/ax-user {command}")

    async def _sends(self, modal: Modal) -> None:
        """And again, where Slack says that it had trouble."""
        await modal.submits()
        while modal.is_open and modal.trouble:
            self.failed += 1
            await asyncio.sleep(BREATH)
            await modal.submits()

    async def all_is_well(self) -> None:
        """Nobody missed anything, nothing was done twice, and every request has ended."""
        bot = self.bot
        assert len(self.looked) > len(LOOKING)
        assert len(self.invited) > len(INVITING)
        assert bot.writes("create_user") == len(self.invited)
        assert sorted(mail.to for mail in bot.arize.account.mails if mail.to in self.invited) == sorted(self.invited)
        async with opened(bot.database_url) as engine:
            requests = await SqlLedger(engine, lambda: MOMENT).requests(Wanted(limit=10 * len(self.invited)))
        assert {request.state for request in requests} == {State.SUCCEEDED}
        assert len(requests) == len(self.invited)
        assert bot.events("job.failed") + bot.events("interaction.failed") + bot.events("interaction.cut") == []


def _is_late(person: Person, before: int) -> bool:
    return any(NOT_IN_TIME in said for said in person.ephemerals[before:])
