"""All that is looked at, in the order in which it is told."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from bot.app.checkup.account import account_found
from bot.app.checkup.approvers import people_found
from bot.app.checkup.certificates import arize_certificate, slack_certificate
from bot.app.checkup.channels import channel_found
from bot.app.checkup.databases import database_found
from bot.app.checkup.installed import reach_found, token_found
from bot.app.checkup.local import policy_found, settings_found
from bot.app.checkup.looking import PATIENCE, Look, look
from bot.app.running import slack_client
from bot.slack.identity import installation
from bot.slack.web import slack_session
from bot.store import file_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.app.checkup.finding import Finding
    from bot.settings import Settings
    from bot.slack.identity import Installation


async def checkup(
    settings: Settings, *, offline: bool = False, but: Iterable[str] = (), patience: float = PATIENCE
) -> tuple[Finding, ...]:
    """Everything, or where `offline` only what needs no network; without the looks that are named in `but`.

    `patience` is in seconds, for each look; they are had at the same time. Raises nothing for what is wrong.
    """
    async with slack_session() as session:
        asked = _Asked(slack_client(settings, session))
        try:
            return await look(_chosen(_looks(settings, asked), offline=offline, but=frozenset(but)), patience)
        finally:
            await asked.close()


@dataclass
class _Asked:
    """`auth.test` is asked once for all that need it, whoever of them gives up."""

    web: AsyncWebClient
    _answer: asyncio.Task[Installation] | None = field(default=None)

    async def __call__(self) -> Installation:
        if self._answer is None:
            self._answer = asyncio.create_task(installation(self.web))
        return await asyncio.shield(self._answer)

    async def close(self) -> None:
        if self._answer is not None:
            self._answer.cancel()
            await asyncio.gather(self._answer, return_exceptions=True)


def _looks(settings: Settings, asked: _Asked) -> tuple[Look, ...]:
    is_server = file_of(settings.database_url.get_secret_value()) is None
    return (
        Look("settings", partial(settings_found, settings), needs_network=False),
        Look("policy.file", partial(policy_found, settings), needs_network=False),
        Look("database", partial(database_found, settings), needs_network=is_server),
        Look("slack.token", partial(token_found, asked)),
        Look("slack.socket_mode", partial(reach_found, settings, asked.web)),
        Look("slack.tls", partial(slack_certificate, settings)),
        Look("slack.channel", partial(channel_found, settings, asked.web, asked)),
        Look("policy.people", partial(people_found, settings, asked.web, asked)),
        Look("arize.key", partial(account_found, settings)),
        Look("arize.tls", partial(arize_certificate, settings)),
    )


def _chosen(looks: tuple[Look, ...], *, offline: bool, but: frozenset[str]) -> list[Look]:
    return [each for each in looks if each.name not in but and not (offline and each.needs_network)]
