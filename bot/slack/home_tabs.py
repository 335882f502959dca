"""`views.publish`: the App Home of one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Unavailable
from bot.slack.sendable import sendable_home
from bot.slack.views.home import declined_view, home_view
from bot.slack.web import SLACK_TROUBLE, error_code, is_passing
from bot.workflow.ports import Overtaken, Unreachable

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.blockkit import View
    from bot.workflow.home import Home

log = structlog.get_logger(__name__)

CONFLICT = "hash_conflict"
"""What Slack says where the view that is there is not the one that was named."""


@dataclass(frozen=True)
class HomeTabs:
    web: AsyncWebClient

    async def publish(self, person_id: str, home: Home, known: str) -> str:
        return await self._publish(person_id, home_view(home), known)

    async def decline(self, person_id: str, words: str) -> None:
        await self._publish(person_id, declined_view(words), "")

    async def _publish(self, person_id: str, view: View, known: str) -> str:
        try:
            answer = await self.web.views_publish(user_id=person_id, view=sendable_home(view), hash=known or None)
        except SLACK_TROUBLE as error:
            raise _trouble(error) from error
        return str(answer["view"]["hash"])


def _trouble(error: BaseException) -> Exception:
    code = error_code(error)
    if code == CONFLICT:
        return Overtaken()
    log.warning("slack.unavailable", method="views.publish", error=code)
    return Unavailable("Slack did not take the home.") if is_passing(error) else Unreachable(code)
