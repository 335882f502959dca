"""Answers to people: ephemeral while the response_url lives, in a modal over a view, else by direct message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Unavailable
from bot.slack.hooks import respond
from bot.slack.sendable import sendable_message
from bot.slack.spans import Outcome
from bot.slack.views.saying import message_view
from bot.slack.web import SLACK_TROUBLE, error_code, is_slacks

if TYPE_CHECKING:
    import aiohttp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.modals import Modals
    from bot.slack.payloads import Interaction
    from bot.slack.views.outcomes import Message

log = structlog.get_logger(__name__)

TITLE = "Answer"
HOOKS = ("hooks.slack.com", "hooks.slack-gov.com")


@dataclass(frozen=True)
class Replies:
    """`session` is shared with the Web API client; a response_url takes five answers within thirty minutes."""

    web: AsyncWebClient
    session: aiohttp.ClientSession
    modals: Modals

    async def tell(self, interaction: Interaction, message: Message, title: str = TITLE) -> bool:
        """Say it where only this person sees it; whether they heard. It raises nothing. `title` is a modal's."""
        shown = sendable_message(message)
        if await self._in_modal(interaction, shown, title) or await self._respond(interaction, shown, replace=False):
            return True
        return await self._by_direct_message(interaction, shown)

    async def replace(self, interaction: Interaction, message: Message) -> None:
        """Put the message in the place of the one that was clicked."""
        shown = sendable_message(message)
        if not await self._respond(interaction, shown, replace=True):
            await self._by_direct_message(interaction, shown)

    async def _in_modal(self, interaction: Interaction, message: Message, title: str) -> bool:
        """Whoever clicked in a view looks at no messages; while the click's trigger_id lives, a modal can be opened."""
        if not interaction.surface:
            return False
        try:
            view = message_view(title, message)
            await self.modals.open(interaction.trigger_id, view, interaction.modal)
        except Unavailable:
            return False
        return True

    async def _respond(self, interaction: Interaction, message: Message, *, replace: bool) -> bool:
        """Whether Slack surely has it. After a lost answer it may be said twice, which beats not at all."""
        url = interaction.response_url
        if url is None or not is_slacks(self.web, url, HOOKS):
            return False
        body = {**message, "response_type": "ephemeral", "replace_original": replace}
        try:
            return await respond(self.web, self.session, url, body)
        except SLACK_TROUBLE as error:
            log.warning("slack.unavailable", method="response_url", error=error_code(error))
            return False

    async def _by_direct_message(self, interaction: Interaction, message: Message) -> bool:
        try:
            opened = await self.web.conversations_open(users=interaction.user_id)
            await self.web.chat_postMessage(
                channel=opened["channel"]["id"], unfurl_links=False, unfurl_media=False, **message
            )
        except SLACK_TROUBLE as error:
            user, code = interaction.user_id, error_code(error)
            interaction.span.tell(Outcome.FAILED, "unheard")
            log.error("reply.lost", user=user, error=code)  # noqa: TRY400 - the type says it all
            return False
        return True
