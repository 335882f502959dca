"""A workspace that is written down: who there is and who is in which group. It stands in for Slack's directory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.errors import Refused, Unavailable
from bot.domain.people import Person, Standing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

TEAM = "T0SIM"
HANDLES = ("alice", "ben", "carla", "dev", "nia")


def _person(handle: str) -> Person:
    return Person(f"U0{handle.upper()}", TEAM, handle.title(), f"{handle}@example.com", Standing.MEMBER)


@dataclass
class Town:
    """Alice and Ben are admins, Ben and Carla leads."""

    people: dict[str, Person] = field(default_factory=lambda: {f"U0{each.upper()}": _person(each) for each in HANDLES})
    groups: dict[str, set[str]] = field(
        default_factory=lambda: {"S0ADMINS": {"U0ALICE", "U0BEN"}, "S0LEADS": {"U0BEN", "U0CARLA"}}
    )

    is_mute: bool = False

    async def person(self, slack_id: str, *, fresh: bool = False) -> Person:
        del fresh  # nothing is remembered here
        if self.is_mute:
            raise Unavailable("Slack does not say who you are, so nothing was done.")
        if slack_id not in self.people:
            raise Refused("This workspace does not know you, so nothing was done.")
        return self.people[slack_id]

    def remembered(self, slack_id: str, groups: Iterable[str]) -> Person | None:
        """Nothing is remembered here."""
        del slack_id, groups
        return None

    def afresh(self) -> Town:
        return self

    async def by_email(self, email: str) -> Person | None:
        if self.is_mute:
            raise Unavailable("Slack does not answer.")
        return next((person for person in self.people.values() if person.has_email(email)), None)

    async def groups_of(self, slack_id: str, groups: Iterable[str], *, fresh: bool = False) -> frozenset[str]:
        del fresh
        return frozenset(group for group in groups if slack_id in self.groups.get(group, ()))

    async def everybody(self, principals: Iterable[str]) -> frozenset[str]:
        found = [self.groups.get(each, {each} if each in self.people else set()) for each in principals]
        return frozenset().union(*found)


@dataclass
class Remembering(Town):
    """The same, which keeps of each question whether the answer had to be fresh."""

    fresh: list[bool] = field(default_factory=list)

    async def person(self, slack_id: str, *, fresh: bool = False) -> Person:
        self.fresh.append(fresh)
        return await super().person(slack_id)

    async def groups_of(self, slack_id: str, groups: Iterable[str], *, fresh: bool = False) -> frozenset[str]:
        self.fresh.append(fresh)
        return await super().groups_of(slack_id, groups)


@dataclass
class Interrupted(Town):
    """The same, in which `before` happens once before somebody is told who a person is."""

    before: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    async def person(self, slack_id: str, *, fresh: bool = False) -> Person:
        if self.before:
            await self.before.pop()()
        return await super().person(slack_id, fresh=fresh)
