"""Slack in a storm: what each of its messages shows in the end, and its directory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tests.workflow.life.leaving import Wall
from tests.workflow.life.outside import Bars, Quiet, Tabs
from tests.workflow.life.town import Town

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.command import RequestFacts
    from bot.domain.leaver import Leaver, LeaverCard
    from bot.domain.people import Person
    from bot.domain.request import Card
    from bot.domain.roll import Review
    from bot.workflow.batchbook import BatchRun
    from bot.workflow.home import Home
    from bot.workflow.rollbook import Findings
    from tests.torture.storm.weather import Weather


@dataclass
class Cards(Quiet):
    """`posted` says to whom each card went, `shown` what each shows now, by its ts."""

    weather: Weather = field(kw_only=True)
    posted: list[tuple[str, Card]] = field(default_factory=list)
    shown: dict[str, RequestFacts] = field(default_factory=dict)

    async def post(self, addressee: str, facts: RequestFacts) -> Card:
        """It can be clicked before whoever posted it hears that it is there."""
        await self.weather.reaches_slack()
        card = replace(await super().post(addressee, facts), channel=f"D{addressee}")
        self.posted.append((addressee, card))
        self.shown[card.ts] = facts
        await self.weather.lags()
        return card

    async def draw(self, card: Card, facts: RequestFacts, *, reminds: bool) -> None:
        del reminds
        await self.weather.reaches_slack()
        self.shown[card.ts] = facts
        await self.weather.blows()

    async def notify(self, person_id: str, facts: RequestFacts) -> None:
        await self.weather.blows()
        await super().notify(person_id, facts)
        await self.weather.blows()


@dataclass
class Progress(Bars):
    """What each message about a list shows now, by its ts; no run before it was drawn."""

    weather: Weather = field(kw_only=True)
    shown: dict[str, tuple[RequestFacts, BatchRun | None]] = field(default_factory=dict)

    async def post(self, person_id: str, facts: RequestFacts) -> tuple[str, str]:
        await self.weather.reaches_slack()
        channel, ts = await super().post(person_id, facts)
        self.shown[ts] = facts, None
        await self.weather.lags()
        return channel, ts

    async def draw(self, facts: RequestFacts, run: BatchRun) -> None:
        await self.weather.reaches_slack()
        self.shown[run.ts] = facts, run
        await self.weather.blows()


@dataclass
class Views(Tabs):
    weather: Weather = field(kw_only=True)

    async def publish(self, person_id: str, home: Home, known: str) -> str:
        await self.weather.blows()
        name = await super().publish(person_id, home, known)
        await self.weather.blows()
        return name


@dataclass
class Notices(Wall):
    weather: Weather = field(kw_only=True)

    async def leaver_posted(self, addressee: str, leaver: Leaver) -> LeaverCard:
        await self.weather.blows()
        card = await super().leaver_posted(addressee, leaver)
        await self.weather.blows()
        return card

    async def leaver_drawn(self, card: LeaverCard, leaver: Leaver) -> None:
        await self.weather.blows()
        await super().leaver_drawn(card, leaver)
        await self.weather.blows()

    async def review_posted(self, review: Review) -> tuple[str, str]:
        await self.weather.blows()
        return await super().review_posted(review)

    async def review_drawn(self, findings: Findings) -> None:
        await self.weather.blows()
        await super().review_drawn(findings)


@dataclass
class Streets(Town):
    """The directory says what was so when it was asked, and its answer takes a while."""

    weather: Weather = field(kw_only=True)

    async def person(self, slack_id: str, *, fresh: bool = False) -> Person:
        await self.weather.reaches_slack()
        person = await super().person(slack_id, fresh=fresh)
        await self.weather.lags()
        return person

    async def by_email(self, email: str) -> Person | None:
        await self.weather.reaches_slack()
        return await super().by_email(email)

    async def groups_of(self, slack_id: str, groups: Iterable[str], *, fresh: bool = False) -> frozenset[str]:
        await self.weather.reaches_slack()
        return await super().groups_of(slack_id, groups, fresh=fresh)

    async def everybody(self, principals: Iterable[str]) -> frozenset[str]:
        await self.weather.reaches_slack()
        return await super().everybody(principals)
