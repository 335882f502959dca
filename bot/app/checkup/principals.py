"""One person or user group of the policy, looked up in Slack."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.app.checkup.finding import Verdict, ok, unseen, warning, wrong
from bot.domain.errors import Refused, Unavailable
from bot.domain.policy import admit
from bot.slack.circles import members_of
from bot.slack.directory import Directory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.app.checkup.finding import Finding
    from bot.domain.people import Person

NAME = "policy.people"
AT_ONCE = 5
"""Questions to Slack at the same time; it takes about a hundred of them a minute."""
MOST_MEMBERS = 30
"""People of one user group who are looked at one by one; a larger one is taken to have enough who may approve."""
MEMORY = timedelta(minutes=10)
"""How long somebody is remembered who is in two user groups: longer than any look takes."""
CORRECT = "Correct the id in the policy file, or remove it."


class Principals:
    """`fit` has, for each principal that was looked at, those who can approve; a large user group stays as it is."""

    def __init__(self, web: AsyncWebClient, team_id: str) -> None:
        self.fit: dict[str, tuple[str, ...]] = {}
        self._web = web
        self._team_id = team_id
        self._people = Directory.remembering(web, MEMORY, time.monotonic)
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def look(self, principal: str) -> Finding:
        """What is to be said of one: its id, and whether it can do what the policy lets it do."""
        try:
            return await (self._group(principal) if principal.startswith("S") else self._person(principal))
        except Unavailable:
            return unseen(NAME, f"{principal}: Slack does not say who that is.", "Try again in a minute.")

    async def _person(self, principal: str) -> Finding:
        finding = await self._standing(principal)
        self.fit[principal] = (principal,) if finding.verdict is Verdict.OK else ()
        return finding

    async def _group(self, principal: str) -> Finding:
        async with self._turn:
            members = await members_of(self._web, principal)
        if members is None:
            self.fit[principal] = ()
            return wrong(NAME, f"{principal}: Slack knows no user group with this id.", CORRECT)
        fit = await self._fit_of(sorted(members)) if len(members) <= MOST_MEMBERS else (principal,)
        self.fit[principal] = fit
        if not fit:
            words = f"{principal}: nobody in this user group is a full member with an e-mail address."
            return warning(NAME, words, "Put people into the user group, or name another one.")
        return ok(NAME, f"{principal}: a user group of {len(members)}, in which there are people who can approve.")

    async def _fit_of(self, members: Iterable[str]) -> tuple[str, ...]:
        looked_at = await asyncio.gather(*((self._standing(each)) for each in members))
        return tuple(each for each, found in zip(members, looked_at, strict=True) if found.verdict is Verdict.OK)

    async def _standing(self, principal: str) -> Finding:
        try:
            async with self._turn:
                person = await self._people.person(principal)
        except Refused:
            return wrong(NAME, f"{principal}: Slack knows nobody here with this id.", CORRECT)
        return self._judged(person)

    def _judged(self, person: Person) -> Finding:
        named = f"{person.id} ({person.name})"
        if not admit(person, self._team_id).allows:
            return warning(NAME, f"{named}: a {person.standing.value}, who may do nothing here.", CORRECT)
        if person.email is None:
            lacking = "whose profile shows no e-mail address to the app, and who cannot approve."
            return warning(NAME, f"{named}: a {person.standing.value}, {lacking}", "See that the profile has one.")
        return ok(NAME, f"{named}: a {person.standing.value}.")
