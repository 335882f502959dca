"""A start that is told whole: what keeps the bot from starting, all of it, and what it starts in spite of."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.app.checkup.finding import Verdict, worst
from bot.app.running import running
from bot.domain.errors import CannotWork, Unavailable
from bot.slack.web import SLACK_TROUBLE

if TYPE_CHECKING:
    from bot.app.checkup.finding import Finding
    from bot.app.running import Bot
    from bot.settings import Settings

log = structlog.get_logger(__name__)

REASONS = (CannotWork, Unavailable, *SLACK_TROUBLE)
"""What a start may end in."""
KNOWN_BY_STARTING = ("settings", "policy.file", "database", "slack.socket_mode")
"""What a bot that started need not look at again."""


LATE = 10.0
"""Seconds in which a bot is ready where nothing is in its way; while Slack is out of reach it tries again for ever."""


class CannotStart(CannotWork):
    """`reasons` are all that keep the bot from starting, a line each."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


async def serve(settings: Settings, late: float = LATE) -> None:
    """Run the bot until cancelled; a start that takes longer than `late` seconds is looked into.

    Raises CannotStart, and OSError for an address that cannot be listened on.
    """
    while True:
        await _serve_unless_late(settings, late)
        log.warning("bot.not_ready", seconds=late)


async def _serve_unless_late(settings: Settings, late: float) -> None:
    """Returns only where the start took too long for no reason that is seen: then another one may go well."""
    limit = asyncio.timeout(late)
    try:
        async with limit, running(settings) as bot:
            limit.reschedule(None)
            await _serve_and_look(settings, bot)
    except REASONS as error:
        reasons = await _reasons(settings)
        if reasons or not limit.expired():
            raise CannotStart(reasons or (str(error),)) from None


async def _serve_and_look(settings: Settings, bot: Bot) -> None:
    """The bot is at work already: nobody waits for what is only logged."""
    looking = asyncio.create_task(_tell(settings))
    try:
        await bot.over()
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


async def _tell(settings: Settings) -> None:
    findings = await _looked(settings, but=KNOWN_BY_STARTING)
    for finding in findings:
        if finding.verdict is Verdict.WRONG:
            log.error("check.wrong", fact=finding.name, why=finding.words, remedy=finding.remedy)
        elif finding.verdict is Verdict.WARNING:
            log.warning("check.warning", fact=finding.name, why=finding.words, remedy=finding.remedy)
    log.info("check.done", worst=worst(findings).value)


async def _reasons(settings: Settings) -> tuple[str, ...]:
    """All of them: a start ends at the first."""
    return tuple(_in_words(finding) for finding in await _looked(settings) if finding.stops)


async def _looked(settings: Settings, but: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    from bot.app.checkup.looks import checkup  # noqa: PLC0415 - no start waits for what it takes to look

    return await checkup(settings, but=but)


def _in_words(finding: Finding) -> str:
    return f"{finding.words} {finding.remedy}".rstrip()
