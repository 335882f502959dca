"""Looking at many things at once, none of which hides the others."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.app.checkup.finding import Finding, wrong

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

log = structlog.get_logger(__name__)

PATIENCE = 20.0
"""Seconds for one look; all of them are had at the same time."""


@dataclass(frozen=True)
class Look:
    """`name` is that of what is looked at, for what is said where the look itself fails."""

    name: str
    findings: Callable[[], AsyncIterator[Finding]]
    needs_network: bool = True


async def look(looks: Iterable[Look], patience: float = PATIENCE) -> tuple[Finding, ...]:
    """What all of them found, in their order, each within `patience` seconds."""
    found = await asyncio.gather(*(_looked(each, patience) for each in looks))
    return tuple(finding for findings in found for finding in findings)


async def _looked(one: Look, patience: float) -> list[Finding]:
    """What was found before it broke off is kept."""
    found: list[Finding] = []
    try:
        async with asyncio.timeout(patience):
            async for finding in one.findings():
                found.append(finding)  # noqa: PERF401 - a comprehension would lose what was found
    except TimeoutError:
        found.append(wrong(one.name, f"There was no answer within {patience:g} seconds.", "Check the network."))
    except Exception as error:  # noqa: BLE001 - one failing look never hides the others
        found.append(_broken(one.name, error))
    return found


def _broken(name: str, error: Exception) -> Finding:
    """Its text is not told: nobody knows what is in it."""
    log.debug("check.broken", fact=name, exc_info=error)
    return wrong(name, f"It could not be looked at ({type(error).__name__}).", "That is a bug: please report it.")
