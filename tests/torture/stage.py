"""Where a journey happens: people act, and after each act it is looked whether they heard of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.simulator.slack.deliveries import Unanswered
from tests.stories.offices import REVIEW

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.simulator.slack import Message, Modal, Person
    from bot.simulator.slack.deliveries import Delivery
    from tests.torture.scene import Scene

WAITING = ("Loading…", "Checking", "Writing your decision down…", "Writing it down…")
"""What a modal says for a moment; where it stays, nobody was told anything."""
SOON = 1.5
"""Seconds that somebody waits for what comes in the background: nothing in these worlds takes so long."""
AT_ONCE = 0.05


class Told(Exception):  # noqa: N818 - no error: a journey that ends early
    """The journey goes no further: whoever acted heard something else, which is what they see."""


class Silence(AssertionError):  # noqa: N818 - what it is
    """Somebody acted, everything is quiet, and they heard nothing."""


@dataclass
class Stage:
    """`repeats` delivers everything once more as soon as it was answered; `delivered` keeps all that was."""

    world: Scene
    repeats: bool = False
    delivered: list[Delivery] = field(default_factory=list)

    def person(self, handle: str) -> Person:
        return self.world.person(handle)

    async def act(self, person: Person, doing: Awaitable[object]) -> None:
        """Somebody does something, and hears of it once everything is quiet. Raises Silence."""
        before = heard(person)
        await doing
        await self._delivered()
        await self.world.settles()
        if heard(person) == before:
            raise Silence(f"{person.client.person.name} heard nothing:\n{person.screen}")

    async def types(self, person: Person, command: str) -> None:
        await self.act(person, person.types(f"/ax-user {command}"))

    async def form(self, person: Person, command: str, title: str, shows: str) -> Modal:
        """Type a command that leads to a form. Raises Told where another thing is seen in its place."""
        await self.types(person, command)
        return await self.modal(person, title, shows)

    async def modal(self, person: Person, title: str, shows: str) -> Modal:
        try:
            modal = await person.modal(title, AT_ONCE)
            await modal.shows(shows, AT_ONCE)
        except AssertionError as other:
            raise Told(str(other)) from other
        return modal

    def choose(self, modal: Modal, label: str, option: str) -> None:
        """Raises Told where the form does not offer it."""
        try:
            modal.choose(label, option)
        except AssertionError as other:
            raise Told(str(other)) from other

    async def sees(self, person: Person, text: str, within: float = AT_ONCE) -> Message | Modal:
        """On the screen, now or soon. Raises Told where another thing is."""
        try:
            return await person.sees(text, within)
        except AssertionError as other:
            raise Told(str(other)) from other

    async def reads_dm(self, person: Person, text: str, within: float = SOON) -> Message:
        try:
            return await person.reads_dm(text, within)
        except AssertionError as other:
            raise Told(str(other)) from other

    async def reviews(self, person: Person, what: str) -> Modal:
        """From the card, or from the list of requests for whom no card arrived."""
        try:
            place: Message | Modal = await person.reads_dm(what, SOON)
        except AssertionError:
            await self.types(person, "requests waiting")
            place = await self.sees(person, what)
        await self.act(person, place.clicks("Review"))
        return await self.modal(person, REVIEW, "Decision")

    async def _delivered(self) -> None:
        last = self.world.slack.last_delivery
        if last is None or (self.delivered and last is self.delivered[-1]):
            return
        self.delivered.append(last)
        if self.repeats:
            await self.world.slack.redeliver_last()

    async def again_in(self, order: list[Delivery]) -> None:
        """Everything that was delivered comes once more, in any order. What nobody takes, nobody takes twice."""
        for delivery in order:
            try:
                await self.world.slack.forge(delivery.kind, delivery.payload)
            except Unanswered:
                continue
        await self.world.settles()


def heard(person: Person) -> tuple[object, ...]:
    """All that they were told so far; a modal that says to wait is nothing."""
    top = [shown for shown in [_on_top(person)] if shown and not any(words in shown for words in WAITING)]
    return (*person.messages, *top, person.home, *person.notices)


def _on_top(person: Person) -> str:
    return next((part for part in person.screen.split("\n---\n") if part.startswith("[modal]")), "")
