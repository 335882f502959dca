"""Who somebody is, read from Slack with a short memory. What is unclear ends in Unavailable, never in a guess."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Reason, Refused, Unavailable
from bot.slack.circles import Circles
from bot.slack.people import read_person
from bot.slack.web import SLACK_TROUBLE, error_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import timedelta

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.domain.people import Person

log = structlog.get_logger(__name__)

UNKNOWN = "Slack does not say who you are, so nothing was done. Try again in a minute."
UNKNOWN_ADDRESS = "Slack does not say who has this address, so nothing was done. Try again in a minute."
REMEMBERED = 10_000
"""People kept in memory at once."""


class Directory:
    """`users.info` and `users.lookupByEmail`. `now` counts seconds and only ever grows."""

    def __init__(self, web: AsyncWebClient, memory: timedelta, now: Callable[[], float]) -> None:
        self._web = web
        self._memory = memory.total_seconds()
        self._now = now
        self._known: dict[str, tuple[float, Person]] = {}
        self._circles = Circles(web, self._memory, now)

    async def person(self, slack_id: str, *, fresh: bool = False) -> Person:
        """Raises Refused for somebody Slack does not know here, Unavailable where it does not answer."""
        kept = None if fresh else self._kept(slack_id)
        if kept:
            return kept
        person = await self._read(slack_id)
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[slack_id] = (self._now(), person)
        return person

    def remembered(self, slack_id: str, groups: Iterable[str]) -> Person | None:
        """A person with those of the user groups that they are in; None where Slack has to be asked for any of it."""
        person = self._kept(slack_id)
        members = {each: self._circles.remembered(each) for each in groups}
        if person is None or None in members.values():
            return None
        return replace(person, groups=frozenset([each for each, found in members.items() if slack_id in (found or ())]))

    def _kept(self, slack_id: str) -> Person | None:
        kept = self._known.get(slack_id)
        return kept[1] if kept and self._now() - kept[0] < self._memory else None

    async def by_email(self, email: str) -> Person | None:
        try:
            answer = await self._web.users_lookupByEmail(email=email)
        except SLACK_TROUBLE as error:
            if error_code(error) == "users_not_found":
                return None
            log.warning("slack.unavailable", method="users.lookupByEmail", error=error_code(error))
            raise Unavailable(UNKNOWN_ADDRESS) from error
        return read_person(answer["user"])

    async def groups_of(self, slack_id: str, groups: Iterable[str], *, fresh: bool = False) -> frozenset[str]:
        """Those of the user groups that the person is in. Raises Unavailable where Slack does not say."""
        return frozenset([each for each in groups if slack_id in await self._circles.group(each, fresh=fresh)])

    async def everybody(self, principals: Iterable[str]) -> frozenset[str]:
        """The ids of the people whom the policy names so; “every full member” is nobody in particular."""
        return frozenset([each for principal in principals for each in await self._circles.people(principal)])

    async def _read(self, slack_id: str) -> Person:
        try:
            answer = await self._web.users_info(user=slack_id)
        except SLACK_TROUBLE as error:
            if error_code(error) in ("user_not_found", "user_not_visible"):
                raise Refused("This workspace does not know you, so nothing was done.", Reason.STRANGER) from error
            log.warning("slack.unavailable", method="users.info", error=error_code(error))
            raise Unavailable(UNKNOWN) from error
        return read_person(answer["user"])
