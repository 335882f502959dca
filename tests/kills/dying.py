"""How a process dies, and how long people wait then."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.arize.faults import Hold
    from bot.simulator.slack.faults import Hold as SlackHold
    from tests.processes import Deployment

LONG = 30.0
"""Seconds that people wait for what a new process takes up."""


async def dies_meanwhile(bot: Deployment, held: Hold | SlackHold) -> None:
    """The process is killed while a call of its own hangs; another one starts."""
    await held.reached()
    await bot.kill()
    held.release()
    await bot.start()
