"""Who somebody is, read from Slack with a short memory. What is unclear ends in Unavailable, never in a guess."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Reason, Refused, Unavailable
from bot.slack.circles import Circles
from bot.slack.memory import Memory
from bot.slack.people import read_person
from bot.slack.web import SLACK_TROUBLE, error_code
from bot.workflow.together import together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import timedelta

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.domain.people import Person

log = structlog.get_logger(__name__)

UNKNOWN = "Slack does not say who you are, so nothing was done. Try again in a minute."
UNKNOWN_ADDRESS = "Slack does not say who has this address, so nothing was done. Try again in a minute."


@dataclass(frozen=True)
class Directory:
    """`users.info` and `users.lookupByEmail`."""

    web: AsyncWebClient
    known: Memory[Person]
    circles: Circles

    @classmethod
    def remembering(cls, web: AsyncWebClient, memory: timedelta, now: Callable[[], float]) -> Directory:
        """`now` counts seconds and only ever grows."""
        seconds = memory.total_seconds()
        return cls(web, Memory(seconds, now), Circles(web, Memory(seconds, now)))

    def afresh(self) -> Directory:
        """The same for one step that begins now: of what has to be fresh, each fact is asked once."""
        return replace(self, known=self.known.afresh(), circles=self.circles.afresh())

    async def person(self, slack_id: str, *, fresh: bool = False) -> Person:
        """Raises Refused for somebody Slack does not know here, Unavailable where it does not answer."""
        return await self.known.get(slack_id, self._read, fresh=fresh)

    def remembered(self, slack_id: str, groups: Iterable[str]) -> Person | None:
        """A person with those of the user groups that they are in; None where Slack has to be asked for any of it."""
        person = self.known.recall(slack_id)
        members = {each: self.circles.remembered(each) for each in groups}
        if person is None or None in members.values():
            return None
        return replace(person, groups=frozenset([each for each, found in members.items() if slack_id in (found or ())]))

    async def by_email(self, email: str) -> Person | None:
        try:
            answer = await self.web.users_lookupByEmail(email=email)
        except SLACK_TROUBLE as error:
            if error_code(error) == "users_not_found":
                return None
            log.warning("slack.unavailable", method="users.lookupByEmail", error=error_code(error))
            raise Unavailable(UNKNOWN_ADDRESS) from error
        return read_person(answer["user"])

    async def groups_of(self, slack_id: str, groups: Iterable[str], *, fresh: bool = False) -> frozenset[str]:
        """Those of the user groups that the person is in. Raises Unavailable where Slack does not say."""
        named = list(groups)
        members = await together(self.circles.group(each, fresh=fresh) for each in named)
        return frozenset([each for each, found in zip(named, members, strict=True) if slack_id in found])

    async def everybody(self, principals: Iterable[str]) -> frozenset[str]:
        """The ids of the people whom the policy names so; “every full member” is nobody in particular."""
        return frozenset([each for principal in principals for each in await self.circles.people(principal)])

    async def _read(self, slack_id: str) -> Person:
        try:
            answer = await self.web.users_info(user=slack_id)
        except SLACK_TROUBLE as error:
            if error_code(error) in ("user_not_found", "user_not_visible"):
                raise Refused("This workspace does not know you, so nothing was done.", Reason.STRANGER) from error
            log.warning("slack.unavailable", method="users.info", error=error_code(error))
            raise Unavailable(UNKNOWN) from error
        return read_person(answer["user"])
