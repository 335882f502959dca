"""Hours that pass at once: a story is told at its own pace, and then what was to happen later is due."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import update

from bot.domain.request import Chore
from bot.store.tables import jobs, requests
from tests.databases import opened

if TYPE_CHECKING:
    from tests.processes import Deployment
    from tests.world import World


async def comes_due(world: World | Deployment, chore: Chore) -> None:
    """The next sweep finds it; a request that expires has had its time."""
    now = datetime.now(UTC)
    async with opened(world.database_url) as engine, engine.begin() as connection:
        if chore is Chore.EXPIRE:
            await connection.execute(update(requests).values(expires_at=now))
        await connection.execute(update(jobs).where(jobs.c.chore == chore.value).values(due_at=now))
