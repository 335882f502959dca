"""Somebody left Slack: whether they have an Arize AX user, and what is to become of it.

An event only says where to look. Who they are is read from Slack, whether they have a user from Arize, each time.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.arize import NotFound
from bot.command import Concern
from bot.domain.audit import BOT, Entry, Fact
from bot.domain.errors import Mistake, Refused, Unavailable
from bot.domain.leaver import Leaver, Stay
from bot.domain.people import Standing
from bot.domain.request import Chore, Job
from bot.workflow.describe import not_kept, target_of
from bot.workflow.endings import DELETE
from bot.workflow.explain import explained
from bot.workflow.leaverbook import Turn
from bot.workflow.ledger import Extras

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.arize import User
    from bot.domain.people import Person
    from bot.workflow.desk import Desk
    from bot.workflow.farewells import Farewells
    from bot.workflow.gate import Asker
    from bot.workflow.leaverbook import LeaverBook
    from bot.workflow.timing import Timing

log = structlog.get_logger(__name__)

NO_LEAVER = "This card is not known any more. Type “review” to see who is not here any more."
FACTS = {Stay.KEPT: Fact.KEPT, Stay.BACK: Fact.CAME_BACK}
"""A deletion has rows of its own."""
SLOW = "Slack and Arize took too long over somebody who left."


@dataclass(frozen=True)
class Change:
    """What Slack's event says of a person of this workspace who is no app."""

    slack_id: str
    name: str
    email: str
    is_deactivated: bool


@dataclass(frozen=True)
class Leaving:
    """`ring` wakes whoever does the jobs that were just written."""

    desk: Desk
    book: LeaverBook
    farewells: Farewells
    timing: Timing
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    ring: Callable[[], None]

    async def heard(self, change: Change) -> None:
        """Write down what has to be looked at. Slack tells of every new status and picture, so most ends here."""
        noticed = await (self._left(change) if change.is_deactivated else self._returned(change))
        if noticed:
            self.ring()

    async def _left(self, change: Change) -> bool:
        leaver = Leaver(
            id=self.new_id(),
            slack_id=change.slack_id,
            name=change.name,
            email=change.email,
            noticed_at=self.now(),
        )
        return await self.book.notice(leaver, Extras(jobs=(self._job(leaver),)))

    async def _returned(self, change: Change) -> bool:
        leaver = await self.book.of(change.slack_id)
        if leaver is not None:
            await self.desk.archive.ledger.add_job(self._job(leaver))
        return leaver is not None

    async def attend(self, leaver_id: str) -> None:
        """The chore: find out how they stand, and show it. Raises Expected where a later try may help."""
        try:
            async with asyncio.timeout(self.timing.work.total_seconds()):
                leaver = await self.book.find(leaver_id)
                if leaver is not None:
                    await self._look(leaver)
                    await self._show_in_homes(leaver_id)
                    await self.farewells.draw(leaver_id)
        except TimeoutError as slow:
            raise Unavailable(SLOW) from slow

    async def _show_in_homes(self, leaver_id: str) -> None:
        """Drawn by a chore of its own: Slack may take its time over some, and the cards wait for none of them."""
        leaver = await self.book.find(leaver_id)
        if leaver is not None and leaver.target is not None:
            await self.desk.archive.ledger.add_job(Job(Chore.HOMES, leaver_id, self.now()))
            self.ring()

    async def _look(self, leaver: Leaver) -> None:
        if leaver.stay is Stay.BACK:
            return
        person = await self._person(leaver)
        if person is not None and person.standing is not Standing.DEACTIVATED:
            await self._turn(Turn(leaver, Stay.BACK, self.now()))
            await self._look_once_more(leaver)
        elif leaver.stay is Stay.WAITING:
            await self._look_up(leaver, _shown(person, leaver))

    async def _look_once_more(self, leaver: Leaver) -> None:
        """Until it was written down that they are back, nobody who tells that they left again was heard."""
        person = await self._person(leaver)
        if person is not None and person.standing is Standing.DEACTIVATED:
            await self.heard(Change(person.id, person.name, person.email or leaver.email, is_deactivated=True))

    async def _person(self, leaver: Leaver) -> Person | None:
        """None for somebody whom Slack does not know as one of this workspace."""
        gate = self.desk.gate
        try:
            person = await gate.people.person(leaver.slack_id, fresh=True)
        except Refused:
            return None
        return person if person.team_id == gate.team_id else None

    async def _look_up(self, leaver: Leaver, address: str) -> None:
        """Asked for again once they are written down: who was deleted in between would stay for ever."""
        if leaver.target is None and not await self._identified(leaver, address):
            await self._turn(Turn(leaver, Stay.GONE, self.now()))
            return
        known = await self.book.find(leaver.id)
        if known is not None and await self._lost_their_user(known):
            await self._turn(Turn(known, Stay.GONE, self.now()))

    async def _lost_their_user(self, leaver: Leaver) -> bool:
        """Not asked of somebody about whom it was decided meanwhile: no move leads on from there."""
        if leaver.stay is not Stay.WAITING or leaver.target is None:
            return False
        return await self._user(leaver.target.id) is None

    async def _identified(self, leaver: Leaver, address: str) -> bool:
        """Whether they have a user: by the address that Slack shows of them."""
        with explained(self.desk.command(DELETE)):
            user = await self.desk.arize.find_user(address)
        if user is None:
            log.info("leaver.no_user", leaver=leaver.id, address_shown=bool(address))
            return False
        noticed = _entry(leaver, Fact.LEFT_SLACK, self.now(), user.email)
        await self.book.identify(leaver, target_of(user), Extras((noticed,)))
        log.info("leaver.noticed", leaver=leaver.id)
        return True

    async def _user(self, user_id: str) -> User | None:
        with explained(self.desk.command(DELETE)):
            try:
                return await self.desk.arize.get_user(user_id)
            except NotFound:
                return None

    async def deleted(self, user_id: str) -> None:
        """The chore for a user who was deleted, by whichever door."""
        leaver = await self.book.with_user(user_id)
        if leaver is not None:
            await self._turn(Turn(leaver, Stay.GONE, self.now()), self._job(leaver))
            self.ring()

    async def asked(self, request_id: str) -> None:
        """The chore for a request to delete users that was filed, or is over: leavers among them are drawn again."""
        request = await self.desk.archive.ledger.find(request_id)
        if request is not None and await self.book.renew(request.users, self.now()):
            self.ring()

    async def keep(self, asker: Asker, leaver_id: str) -> Leaver:
        """How they stand now, whoever was first. Raises as `insist` does, and Mistake for a card that is unknown.

        Raises Mistake too while their user may still be deleted: what is said of them would not be true for long.
        """
        leaver = await self.stands(leaver_id)
        person = await self.insist(asker, leaver)
        if leaver.stay is Stay.WAITING and not await self._keep(leaver, person):
            await self._insist_on_an_end(leaver)
        return await self.stands(leaver_id)

    async def insist(self, asker: Asker, leaver: Leaver) -> Person:
        """Whoever may delete their user, or approve that. Raises Refused for all others, which is written down."""
        command = self.desk.command(DELETE)
        person = await self.desk.gate.admit(asker, command.name, fresh=True)
        await self.desk.gate.insist_on_a_say(person, command, Concern(leaver.address))
        return person

    async def stands(self, leaver_id: str) -> Leaver:
        """Raises Mistake where there is no such card."""
        leaver = await self.book.find(leaver_id)
        if leaver is None:
            raise Mistake(NO_LEAVER)
        return leaver

    async def _keep(self, leaver: Leaver, person: Person) -> bool:
        kept = await self._turn(Turn(leaver, Stay.KEPT, self.now(), person.id, person.name), self._job(leaver))
        if kept:
            log.info("leaver.kept", leaver=leaver.id)
        self.ring()
        return kept

    async def _insist_on_an_end(self, leaver: Leaver) -> None:
        """Raises Mistake where it was nobody else's word that was first, but a deletion's."""
        now = await self.stands(leaver.id)
        if now.stay is Stay.WAITING:
            raise Mistake(not_kept(now.deletion))

    async def _turn(self, turn: Turn, *jobs: Job) -> bool:
        """To another state, with its row of the audit where a user is concerned. Whoever attends draws it anyway."""
        fact, target = FACTS.get(turn.after), turn.leaver.target
        noted = [_entry(turn.leaver, fact, turn.at, target.email, turn.by_id or BOT)] if fact and target else []
        return await self.book.turn(turn, Extras(noted, jobs))

    def _job(self, leaver: Leaver) -> Job:
        return Job(Chore.LEAVER, leaver.id, self.now())


def _entry(leaver: Leaver, fact: Fact, at: datetime, subject: str, actor_id: str = BOT) -> Entry:
    why = f"{leaver.name} ({leaver.slack_id}), noticed as deactivated in Slack."
    return Entry(fact=fact, at=at, actor_id=actor_id, subject=subject, why=why)


def _shown(person: Person | None, leaver: Leaver) -> str:
    """The address of somebody who is known as deactivated here. Of all others an event proves none: nothing is said."""
    return (person.email or leaver.email) if person else ""
