"""Which listener hears what, with Bolt's ack and responses.

Bolt's own app asks a dozen middlewares and then one listener after the other, for each payload; what Slack sends says
itself whom it is for (docs/decisions/0080). Nothing of it was left in use, so it is not loaded either (0100).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slack_bolt import BoltResponse
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.views.choosing import CHOOSE_FORM
from bot.slack.views.forms import FORM, PICKER
from bot.slack.views.presses import INVITE, MANAGE, PICK
from bot.slack.views.previews import BATCH_FORM
from bot.slack.views.reviews import REVIEW_FORM
from bot.slack.views.settling import SETTLE_FORM

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.slack.listeners import Listeners
    from bot.slack.payloads import Payload

    Listener = Callable[[AsyncAck, Payload], Awaitable[None]]

HOME_OPENED = "app_home_opened"
USER_CHANGED = "user_change"


class SlackApp:
    """`command` is the slash command that it hears."""

    def __init__(self, listeners: Listeners, command: str) -> None:
        self._hears = listeners
        self._command = command
        self._events = {HOME_OPENED: listeners.home, USER_CHANGED: listeners.changed}
        self._shortcuts = {MANAGE: listeners.manage, INVITE: listeners.invite}
        self._views = {
            FORM: listeners.submit,
            PICKER: listeners.pick,
            BATCH_FORM: listeners.confirm,
            REVIEW_FORM: listeners.decide,
            SETTLE_FORM: listeners.settle,
            CHOOSE_FORM: listeners.choose,
        }
        self._by_type: dict[str, Callable[[Payload], Listener | None]] = {
            "block_actions": lambda _: listeners.click,
            "block_suggestion": lambda body: listeners.suggest if body.get("action_id") == PICK else None,
            "event_callback": lambda body: self._events.get(body["event"]["type"]),
            "message_action": self._shortcut,
            "shortcut": self._shortcut,
            "view_submission": lambda body: self._views.get(body["view"]["callback_id"], listeners.outdated),
        }

    async def dispatch(self, body: Payload) -> BoltResponse:
        """What Slack is answered. What reaches no listener is answered too; what one raises is its own affair."""
        try:
            listener = self._listener(body)
        except (KeyError, TypeError, AttributeError) as error:
            return BoltResponse(status=200, body=self._hears.unheard(body, error))
        if listener is None:
            return BoltResponse(status=200, body=self._hears.unheard(body))
        ack = AsyncAck()  # type: ignore[no-untyped-call]  # Bolt has no types here
        await listener(ack, body)
        return ack.response or BoltResponse(status=200)

    def _listener(self, body: Payload) -> Listener | None:
        if "command" in body:
            return self._hears.slash if body["command"] == self._command else None
        find = self._by_type.get(body.get("type", ""))
        return find(body) if find else None

    def _shortcut(self, body: Payload) -> Listener:
        return self._shortcuts.get(body["callback_id"], self._hears.outdated)
