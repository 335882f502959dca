"""Bolt's app: which listener hears what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.views.choosing import CHOOSE_FORM
from bot.slack.views.forms import FORM, PICKER
from bot.slack.views.presses import INVITE, MANAGE, PICK
from bot.slack.views.previews import BATCH_FORM
from bot.slack.views.reviews import REVIEW_FORM
from bot.slack.views.settling import SETTLE_FORM
from bot.slack.web import QUIET

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.slack.identity import AppIdentity
    from bot.slack.listeners import Listeners
    from bot.slack.payloads import Payload

    ErrorHandler = Callable[[Exception, Payload], Awaitable[BoltResponse]]

HOME_OPENED = "app_home_opened"
USER_CHANGED = "user_change"
ANYTHING = re.compile(r".*", re.DOTALL)


def bolt_app(listeners: Listeners, identity: AppIdentity, *, command: str, signing_secret: str) -> AsyncApp:
    """`signing_secret` may be empty in Socket Mode, where nothing comes in from outside."""

    async def authorize() -> AuthorizeResult:
        """Known since the start, so that no request waits for an `auth.test`."""
        return AuthorizeResult(
            enterprise_id=identity.enterprise_id,
            team_id=identity.team_id,
            bot_token=identity.token.get_secret_value(),
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user_id,
        )

    app = AsyncApp(
        name="ax-user-bot",
        logger=QUIET,
        client=AsyncWebClient(logger=QUIET),
        authorize=authorize,
        signing_secret=signing_secret,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
    )
    app.command(command)(listeners.slash)
    app.view(FORM)(listeners.submit)
    app.view(PICKER)(listeners.pick)
    app.view(BATCH_FORM)(listeners.confirm)
    app.view(REVIEW_FORM)(listeners.decide)
    app.view(SETTLE_FORM)(listeners.settle)
    app.view(CHOOSE_FORM)(listeners.choose)
    app.options(PICK)(listeners.suggest)
    app.event(HOME_OPENED)(listeners.home)
    app.event(USER_CHANGED)(listeners.changed)
    app.shortcut(MANAGE)(listeners.manage)
    app.shortcut(INVITE)(listeners.invite)
    app.shortcut(ANYTHING)(listeners.outdated)
    app.action(ANYTHING)(listeners.click)
    app.view(ANYTHING)(listeners.outdated)
    app.error(_error_handler(listeners))
    return app


def _error_handler(listeners: Listeners) -> ErrorHandler:
    async def on_error(error: Exception, body: Payload) -> BoltResponse:
        """What reaches no listener is answered too; what a listener raises is its own affair."""
        return BoltResponse(status=200, body=listeners.unheard(error, body))

    return on_error
