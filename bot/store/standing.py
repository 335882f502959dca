"""How the requests stand, for whoever keeps an eye on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.domain.request import State
from bot.store.tables import requests
from bot.store.transactions import reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine


async def requests_by_state(engine: AsyncEngine) -> Mapping[State, tuple[int, datetime]]:
    """How many there are in each state, and when the oldest was filed; without the states that none is in.

    The index on state and time holds all that this reads.
    """
    counted = select(requests.c.state, func.count(), func.min(requests.c.created_at)).group_by(requests.c.state)
    async with reading(engine) as connection:
        return {State(state): (count, oldest) for state, count, oldest in await connection.execute(counted)}
