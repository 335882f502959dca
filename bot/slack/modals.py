"""Opening and filling modals."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

from bot.domain.errors import Unavailable
from bot.slack.blockkit import limits, plain
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
OVER = "over:"
"""How the external_id of a view begins that an ack put over a form: Slack tells its own id of it to nobody."""
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
        """Whether the person still sees it; closing a form early is no error. Raises Unavailable.

        `view_id` is Slack's, or a name that `going_on` gave.
        """
        shown = sendable_view(view)
        try:
            if view_id.startswith(OVER):
                await self.web.views_update(external_id=view_id, view=_over(view_id, shown))
            else:
                await self.web.views_update(view_id=view_id, view=shown)
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


def going_on(sent: View, trigger_id: str, waiting: View) -> tuple[str, dict[str, Any]]:
    """How the view is called that follows a form that was sent, and the ack that shows it.

    It lies over the form, so that closing it leads back to all that was filled in; it takes the form's place where that
    is the third modal, for Slack stacks no fourth.
    """
    name, below = f"{OVER}{trigger_id}", sent.get("previous_view_id")
    is_third = bool(below) and below != sent.get("root_view_id")
    if is_third or not trigger_id or len(name) > limits.EXTERNAL_ID:
        return str(sent["id"]), {"response_action": "update", "view": waiting}
    return name, {"response_action": "push", "view": _over(name, waiting)}


def _over(name: str, view: View) -> View:
    """An update without the external_id would take it away."""
    return {**view, "external_id": name, "close": plain("Back")}


def _not_opened(error: BaseException) -> Unavailable:
    code = error_code(error)
    log.warning("modal.not_opened", error=code)
    may_open = code in TOO_LATE or is_passing(error)
    return Unavailable(NOT_IN_TIME if may_open else NOT_OPENED.format(code=code))
