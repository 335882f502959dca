"""Contenders take turns, round by round, so that what disturbs the machine disturbs both."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from tests.bench.result import Result

if TYPE_CHECKING:
    from tests.bench.workload import Contest, Scale, Workload

QUICK_ROUNDS = 1


async def measured(workload: Workload, scale: Scale, rounds: int) -> Result:
    """So many rounds of each, or fewer where the workload takes long."""
    wanted = QUICK_ROUNDS if scale.quick else min(rounds, workload.most_rounds or rounds)
    async with workload.open(scale) as contest:
        if workload.warms_up and not scale.quick:
            await _round(contest)
        pairs = [await _round(contest) for _ in range(wanted)]
    return Result(workload, tuple(bot for bot, _ in pairs), tuple(rival for _, rival in pairs), contest.facts)


async def _round(contest: Contest) -> tuple[float, float]:
    """Neither pays for the garbage of the other."""
    gc.collect()
    rival = await contest.rival()
    gc.collect()
    return await contest.bot(), rival
