"""A start that is told whole: what keeps the bot from starting, all of it, and what it starts in spite of."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog

from bot.app.checkup import Verdict, checkup
from bot.app.running import NotInstalled, running
from bot.app.storing import UnfitSchema
from bot.domain.errors import Unavailable
from bot.policy_file import PolicyError
from bot.slack.web import SLACK_TROUBLE

if TYPE_CHECKING:
    from bot.app.checkup import Finding
    from bot.settings import Settings

log = structlog.get_logger(__name__)

REASONS = (NotInstalled, PolicyError, UnfitSchema, Unavailable, *SLACK_TROUBLE)
"""What a start may end in."""
KNOWN_BY_STARTING = ("settings", "policy.file", "database", "slack.socket_mode")
"""What a bot that started need not look at again."""


class CannotStart(Exception):  # noqa: N818 - sentences for the operator
    """`reasons` are all that keep the bot from starting, a line each."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


async def serve(settings: Settings) -> None:
    """Run the bot until cancelled. Raises CannotStart, and OSError for an address that cannot be listened on."""
    try:
        async with running(settings):
            await _serve_and_look(settings)
    except REASONS as error:
        raise CannotStart(await _reasons(settings, error)) from None


async def _serve_and_look(settings: Settings) -> None:
    """The bot is at work already: nobody waits for what is only logged."""
    looking = asyncio.create_task(_tell(settings))
    try:
        await asyncio.Event().wait()
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking


async def _tell(settings: Settings) -> None:
    for finding in await checkup(settings, but=KNOWN_BY_STARTING):
        if finding.verdict is Verdict.WRONG:
            log.error("check.wrong", fact=finding.name, why=finding.words, remedy=finding.remedy)
        elif finding.verdict is Verdict.WARNING:
            log.warning("check.warning", fact=finding.name, why=finding.words, remedy=finding.remedy)


async def _reasons(settings: Settings, error: BaseException) -> tuple[str, ...]:
    """The error is one of them, and known only as the first; where nothing else is found, it stands alone."""
    found = tuple(_in_words(finding) for finding in await checkup(settings) if finding.stops)
    return found or (str(error),)


def _in_words(finding: Finding) -> str:
    return f"{finding.words} {finding.remedy}".rstrip()
