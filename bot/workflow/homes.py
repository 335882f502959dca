"""Whose App Home is drawn, and when: as it is opened, and again when something that it shows has changed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.command import Concern
from bot.domain.errors import Refused, Unavailable
from bot.domain.rules import EVERYONE
from bot.workflow.endings import DELETE
from bot.workflow.home import LISTER
from bot.workflow.ports import Overtaken, Unreachable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterable
    from datetime import datetime

    from bot.domain.people import Person
    from bot.domain.request import Request
    from bot.workflow.gate import Asker
    from bot.workflow.home import Overview
    from bot.workflow.homebook import HomeBook
    from bot.workflow.ports import HomeTabs

log = structlog.get_logger(__name__)

MOST = 20
"""Homes that one change draws again; all others are drawn when they are opened the next time."""
RECENT = timedelta(days=7)
LOOKING = timedelta(hours=1)
"""Whoever opened theirs before that does not wait for the numbers any more."""


@dataclass(frozen=True)
class Homes:
    overview: Overview
    book: HomeBook
    tabs: HomeTabs
    now: Callable[[], datetime]

    async def opened(self, asker: Asker, shown: str) -> None:
        """Draw the home of whoever opened it; `shown` is Slack's name for what is there, or empty.

        Raises Refused for those whom the gate does not let in, who are forgotten, and Unavailable.
        """
        person = await self._admitted(asker)
        await self.book.opened(person.id, self.now())
        if self.overview.may(person, LISTER):
            await self.overview.census.want()
        with suppress(Overtaken):
            await self._reaching(person.id, self._draw(person, shown or await self._known(person.id)))

    async def decline(self, person_id: str, words: str) -> None:
        """Say why there is nothing to see, and nothing else."""
        await self._reaching(person_id, self.tabs.decline(person_id, words))

    async def refresh(self, key: str) -> None:
        """A request, or somebody who left, stands otherwise now: draw the homes again that show it.

        `key` is the id of either.
        """
        if await self.book.open_since(self.now() - RECENT, 1):
            await self._redraw(await self._concerned(key))

    async def _concerned(self, key: str) -> tuple[str, ...]:
        """The nearest to it first."""
        request = await self.overview.desk.archive.ledger.find(key)
        if request is not None:
            return await self._nearest(request)
        leaver = await self.overview.leavers.find(key)
        return await self._deciding(leaver.target.email) if leaver and leaver.target else ()

    async def _deciding(self, email: str) -> tuple[str, ...]:
        """Those who may delete a user, or approve that: the latest to open theirs."""
        desk = self.overview.desk
        circle = desk.gate.circle_about(desk.command(DELETE), Concern(email))
        among = await self._among({*circle.runners, *circle.approvers})
        return await self.book.open_since(self.now() - RECENT, MOST, among)

    async def counted(self, _what: str) -> None:
        """Counting is done: draw the homes again of those who may still look at them."""
        await self._redraw(await self.book.open_since(self.now() - LOOKING, MOST))

    async def _admitted(self, asker: Asker) -> Person:
        """Looking at one's home is no attempt at anything."""
        try:
            return await self.overview.desk.gate.recognise(asker)
        except Refused:
            await self.book.forget(asker.slack_id)
            raise

    async def _nearest(self, request: Request) -> tuple[str, ...]:
        """Whoever asked, and then those who may decide: the latest to open theirs, as many as one change draws."""
        since = self.now() - RECENT
        asked = await self.book.open_since(since, 1, {request.requester_id})
        desk = self.overview.desk
        circle = desk.gate.circle(desk.archive.command(request), request)
        others = await self.book.open_since(since, MOST, await self._among(circle.approvers))
        return tuple(dict.fromkeys((*asked, *others)))[:MOST]

    async def _among(self, principals: Collection[str]) -> frozenset[str] | None:
        """None where that is every full member."""
        return None if EVERYONE in principals else await self.overview.desk.gate.people.everybody(principals)

    async def _redraw(self, people: Iterable[str]) -> None:
        """One who cannot be drawn for must not keep the others waiting. Raises Unavailable for a later try."""
        late: Unavailable | None = None
        for person_id in people:
            try:
                await self._reaching(person_id, self._again(person_id))
            except Unavailable as unavailable:
                late = unavailable
        if late is not None:
            raise late

    async def _reaching(self, person_id: str, drawing: Awaitable[None]) -> None:
        """Whoever has no home any more is forgotten."""
        try:
            await drawing
        except Unreachable as gone:
            log.warning("home.unreachable", person=person_id, why=str(gone))
            await self.book.forget(person_id)

    async def _again(self, person_id: str) -> None:
        """What is known of the home comes before what is drawn: else older facts could hide newer ones."""
        known = await self._known(person_id)
        try:
            person = await self.overview.desk.gate.member(person_id, fresh=False)
        except Refused as refused:
            await self.book.forget(person_id)
            await self.tabs.decline(person_id, str(refused))
        else:
            await self._draw(person, known)

    async def _draw(self, person: Person, known: str) -> None:
        """On top of what is known to be there. Where somebody drew a newer one, once more with the facts as they are.

        Raises Overtaken where that was overtaken as well.
        """
        try:
            await self._publish(person, known)
        except Overtaken:
            newer = await self._known(person.id)
            await self._publish(person, newer if newer != known else "")

    async def _publish(self, person: Person, known: str) -> None:
        home = await self.overview.of(person)
        await self.book.drawn(person.id, self.now(), await self.tabs.publish(person.id, home, known))

    async def _known(self, person_id: str) -> str:
        tab = await self.book.tab(person_id)
        return tab.hash if tab else ""
