"""Slack, as the workflow sees it, where a test wants only to know what was said."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from bot.domain.request import Card, State
from bot.workflow.ports import Overtaken

if TYPE_CHECKING:
    from datetime import timedelta
    from io import BytesIO

    from pydantic import SecretStr

    from bot.arize import User
    from bot.command import RequestFacts
    from bot.domain.people import Person
    from bot.workflow.batchbook import BatchRun
    from bot.workflow.home import Home
    from bot.workflow.ports import Cover


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


class MuffledBell:
    """Jobs are done when the test says so."""

    def ring(self) -> None: ...

    def ring_after(self, wait: timedelta) -> None: ...


MUFFLED = MuffledBell()


@dataclass
class NoPasswords:
    """No request of this test hands over a password. Direct messages open, unless there is `trouble`."""

    trouble: Exception | None = None

    async def open(self, person: Person) -> str:
        if self.trouble is not None:
            raise self.trouble
        return f"D{person.id}"

    async def announce(self, channel: str, about: str) -> str:
        raise NotImplementedError(channel, about)

    async def put_password(self, channel: str, ts: str, password: SecretStr, about: User, cover: Cover) -> None:
        raise NotImplementedError(channel, ts, about.id, cover)

    async def delete(self, channel: str, ts: str) -> bool:
        raise NotImplementedError(channel, ts)


@dataclass
class SentFiles:
    """Slack's files: to whom each went, its name and what is in it."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)

    async def send(self, person: Person, name: str, content: BytesIO, words: str) -> None:
        del words
        self.sent.append((person.id, name, content.getvalue().decode("utf-8-sig")))


class NoUploads:
    """No list of this test comes as a file."""

    async def read(self, file_id: str) -> bytes:
        raise NotImplementedError(file_id)


@dataclass
class Bars:
    """Slack's messages about batches: what each says, in the order in which it was drawn; or `trouble`.

    While it `hangs`, it says nothing at all.
    """

    drawn: list[BatchRun] = field(default_factory=list)
    trouble: Exception | None = None
    hangs: bool = False
    _numbers: count[int] = field(default_factory=count)

    async def post(self, person_id: str, facts: RequestFacts) -> tuple[str, str]:
        del facts
        await self._trip()
        return person_id, f"{next(self._numbers)}.5"

    async def draw(self, facts: RequestFacts, run: BatchRun) -> None:
        del facts
        await self._trip()
        self.drawn.append(run)

    async def _trip(self) -> None:
        if self.hangs:
            await asyncio.Event().wait()
        if self.trouble is not None:
            raise self.trouble
