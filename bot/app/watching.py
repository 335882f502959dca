"""The use cases, watched from outside: what is written down is counted once it was."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.batch import RowState
from bot.domain.request import State
from bot.store import SqlBatches, SqlLedger
from bot.workflow.sweep import Sweep

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.domain.request import Chore, Job, Request, Vote
    from bot.monitor import WorkMeter
    from bot.workflow.batchbook import Proceeded, Settled
    from bot.workflow.ledger import Extras, Move, Moved, Voted
    from bot.workflow.sweep import Attended

STOPPED = "stopped"
"""What came of a request that was approved and yet not run."""
DECIDED = (State.APPROVED, State.DENIED)


@dataclass(frozen=True)
class WatchedLedger(SqlLedger):
    """Counts the moves that happened here; those of other processes are theirs to count."""

    meter: WorkMeter = field(kw_only=True)

    async def move(self, move: Move, extras: Extras) -> Moved:
        moved = await super().move(move, extras)
        if moved.happened and move.before in {State.RUNNING, State.APPROVED} and move.after is not State.RUNNING:
            outcome = move.after.value if move.before is State.RUNNING else STOPPED
            self.meter.run_ended(moved.request.operation, outcome)
        return moved

    async def claim(self, now: datetime, until: datetime, limit: int, chores: Iterable[Chore]) -> tuple[Job, ...]:
        claimed = await super().claim(now, until, limit, chores)
        self.meter.looked()
        return claimed

    async def vote(self, vote: Vote, needed: int, extras: Extras, last: Extras) -> Voted:
        voted = await super().vote(vote, needed, extras, last)
        if voted.happened and voted.request.state in DECIDED:
            self.meter.decided(_age(voted.request, vote))
        return voted


@dataclass(frozen=True)
class WatchedBatches(SqlBatches):
    meter: WorkMeter = field(kw_only=True)

    async def proceed(self, request_id: str, known: Sequence[Settled], at: datetime, most: int) -> Proceeded:
        """The row of the audit beside it says of which command it is one; one that waits again has none."""
        proceeded = await super().proceed(request_id, known, at, most)
        for each in proceeded.settled:
            for entry in each.extras.entries:
                self.meter.row_ended(entry.operation, "done" if each.end.state is RowState.DONE else "failed")
        return proceeded


@dataclass(frozen=True)
class WatchedSweep(Sweep):
    meter: WorkMeter = field(kw_only=True)

    async def once(self) -> None:
        began = time.perf_counter()
        try:
            await super().once()
        finally:
            self.meter.round_ended(time.perf_counter() - began)


def told(meter: WorkMeter, chore: Chore, attended: Attended) -> None:
    meter.chore_ended(chore.value, attended.value)


def _age(request: Request, vote: Vote) -> float:
    """Seconds; no less than none, where the clocks of two machines differ."""
    return max(0.0, (vote.at - request.created_at).total_seconds())
