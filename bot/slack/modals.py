"""Opening and filling modals."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Unavailable
from bot.slack.sendable import sendable_view
from bot.slack.views.forms import without_files
from bot.slack.web import SLACK_TROUBLE, error_code, is_passing

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.blockkit import View

log = structlog.get_logger(__name__)

CLOSED = "not_found"
"""What `views.update` says of a view that its person closed meanwhile."""
UNSCOPED = "missing_scope"
"""What Slack says of a file_input where the app lacks files:read."""
STACKED = "push_limit_reached"
"""What `views.push` says where three modals are open."""
TOO_LATE = ("exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id")
"""What Slack says of a click that is more than three seconds old, or that opened something already."""
NOT_IN_TIME = "Slack did not open the form in time. Try again."
NOT_OPENED = "Slack does not open this form ({code}). Tell the operator of this app."
NOT_SHOWN = "Slack did not show what belongs into this window. Close it, and try again."


@dataclass(frozen=True)
class Modals:
    web: AsyncWebClient

    async def open(self, trigger_id: str, view: View, over: str = "") -> str:
        """The view's id. Raises Unavailable where Slack opens none, as after the three seconds of a trigger_id.

        `over` is the modal that was clicked in: people come back to it, unless three are open; then it gives way.
        """
        show = self.web.views_push if over else self.web.views_open
        try:
            answer = await show(trigger_id=trigger_id, view=sendable_view(view))
        except SLACK_TROUBLE as error:
            if over and error_code(error) == STACKED:
                await self.fill(over, view)
                return over
            raise _not_opened(error) from error
        return str(answer["view"]["id"])

    async def fill(self, view_id: str, view: View) -> bool:
        """Whether the person still sees it; closing a form early is no error. Raises Unavailable."""
        try:
            await self.web.views_update(view_id=view_id, view=sendable_view(view))
        except SLACK_TROUBLE as error:
            return await self._without(error, view_id, view)
        return True

    async def hint(self, view_id: str, view: View) -> None:
        """Fill in what only says that it takes a while: nothing is lost where Slack does not show it."""
        with suppress(Unavailable):
            await self.fill(view_id, view)

    async def _without(self, error: BaseException, view_id: str, view: View) -> bool:
        """An app that was installed before it read files has a form without one. Raises Unavailable for the rest."""
        spared = without_files(view)
        if error_code(error) == UNSCOPED and spared is not view:
            log.warning("slack.missing_scope", needed="files:read")
            return await self.fill(view_id, spared)
        if error_code(error) != CLOSED:
            log.warning("slack.unavailable", method="views.update", error=error_code(error))
            raise Unavailable(NOT_SHOWN) from error
        return False


def _not_opened(error: BaseException) -> Unavailable:
    code = error_code(error)
    log.warning("modal.not_opened", error=code)
    may_open = code in TOO_LATE or is_passing(error)
    return Unavailable(NOT_IN_TIME if may_open else NOT_OPENED.format(code=code))
