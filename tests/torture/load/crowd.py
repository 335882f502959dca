"""Many people at once: they look, they ask, they decide, each at their own pace."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.simulator.slack.people import PERSONAS, Persona
from bot.simulator.slack.refusals import ClientRefusal
from tests.stories.offices import REVIEW

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from random import Random

    from bot.simulator.slack import Person
    from tests.processes import Deployment

    Deed = Callable[[], Awaitable[None]]

LEADS = ("ben", "carla", "alice")
LOOKS = ("list", "roles", "whoami", "help", "get ada@example.com", "requests mine")
IN_TIME = 5.0
"""Seconds that somebody looks for what they wait for, before they do something else."""
PAUSE, BUSY = 3.0, 0.2
"""Seconds between two deeds of one person, at most; those who decide have a queue."""
MISSED = (AssertionError, ClientRefusal, LookupError)
"""What they wanted is not there, as trouble has it: they go on with something else."""


def personas(people: int) -> tuple[Persona, ...]:
    crowd = (Persona(f"p{number}", f"Person {number}", "member", f"p{number}@example.com") for number in range(people))
    return (*PERSONAS, *crowd)


@dataclass
class Crowd:
    """`asked` are the addresses of the users that somebody asked for, `deeds` counts what was begun."""

    bot: Deployment
    chance: Random
    people: int
    deeds: int = 0
    asked: list[str] = field(default_factory=list)
    _waiting: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def works(self, seconds: float) -> None:
        """Return once the time is over, and everybody has ended what they began."""
        ends = time.monotonic() + seconds
        requesters = [self.bot.person(f"p{number}") for number in range(self.people)]
        crowd = [self._until(ends, self._asks_and_looks(person), PAUSE) for person in requesters]
        leads = [self._until(ends, self._decides(self.bot.person(each)), BUSY) for each in LEADS]
        await asyncio.gather(*crowd, *leads)

    def _asks_and_looks(self, person: Person) -> Deed:
        async def deed() -> None:
            self.deeds += 1
            if self.chance.random() < 0.5:
                await person.types(f"/ax-user {self.chance.choice(LOOKS)}")
            else:
                await self._asks(person)

        return deed

    async def _asks(self, person: Person) -> None:
        email = f"new{len(self.asked)}@example.com"
        self.asked.append(email)
        await person.types(f"/ax-user create {email}")
        modal = await person.modal("Create user", IN_TIME)
        await modal.shows("Invitation", IN_TIME)
        modal.fill("Name", "Somebody New")
        await modal.submits()
        self._waiting.put_nowait(email)

    def _decides(self, person: Person) -> Deed:
        async def deed() -> None:
            email = await asyncio.wait_for(self._waiting.get(), IN_TIME)
            self.deeds += 1
            card = await person.reads_dm(email, IN_TIME)
            await card.clicks("Review")
            modal = await person.modal(REVIEW, IN_TIME)
            await modal.shows("Decision", IN_TIME)
            modal.choose("Decision", self.chance.choice(["Approve", "Approve", "Approve", "Deny"]))
            modal.fill("Comment", "As we talked about.")
            await modal.submits()

        return deed

    async def _until(self, ends: float, deed: Deed, pause: float) -> None:
        while time.monotonic() < ends:
            with suppress(*MISSED, TimeoutError):
                await deed()
            await asyncio.sleep(self.chance.uniform(0, pause))
