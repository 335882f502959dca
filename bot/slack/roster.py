"""Everybody in this Slack: `users.list`, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

from bot.domain.errors import Unavailable
from bot.slack.people import read_person
from bot.slack.web import SLACK_TROUBLE, error_code

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.domain.people import Person

log = structlog.get_logger(__name__)

PAGE = 200
"""People that `users.list` is asked for at a time."""
MOST_PAGES = 5_000
"""A million accounts: more pages than that lead in a circle."""
UNKNOWN = "Slack does not say who is in this workspace, so nothing can be said of anybody. Try again in a few minutes."


async def user_pages(
    web: AsyncWebClient, trouble: str, most: int, size: int = PAGE
) -> AsyncIterator[list[dict[str, Any]]]:
    """Slack's user objects, `size` at a time, until `most` pages are read.

    Raises Unavailable, with the words of `trouble`, where Slack is mute.
    """
    cursor = ""
    for _ in range(most):
        answer = await _page(web, cursor, size, trouble)
        yield list(answer["members"])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


async def _page(web: AsyncWebClient, cursor: str, size: int, trouble: str) -> dict[str, Any]:
    try:
        answer = await web.users_list(limit=size, cursor=cursor or None)
    except SLACK_TROUBLE as error:
        log.warning("slack.unavailable", method="users.list", error=error_code(error))
        raise Unavailable(trouble) from error
    if not isinstance(answer.data, dict) or "members" not in answer.data:
        raise Unavailable(trouble)
    return dict(answer.data)


@dataclass(frozen=True)
class Roster:
    web: AsyncWebClient
    page_size: int = PAGE
    most_pages: int = MOST_PAGES

    async def pages(self) -> AsyncIterator[tuple[Person, ...]]:
        """Raises Unavailable where Slack does not say it all: whoever was not read would seem to be gone."""
        read = 0
        async for users in user_pages(self.web, UNKNOWN, self.most_pages, self.page_size):
            read += 1
            yield tuple(read_person(user) for user in users)
        if read >= self.most_pages:
            raise Unavailable(UNKNOWN)
