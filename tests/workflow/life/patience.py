"""A sweep where nobody rings: it looks for more work until there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.workflow.sweep import Sweep
from tests.jobs import jobs_due

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine


@dataclass(frozen=True, kw_only=True)
class Patient(Sweep):
    """`engine` is of the database that the ledger keeps its jobs in."""

    engine: AsyncEngine

    async def once(self) -> None:
        while await jobs_due(self.engine, self.now()):
            await super().once()
