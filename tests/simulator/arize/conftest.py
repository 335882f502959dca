"""An account in memory, and one that is served."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.simulator.arize import Account, RunningArize, arize_simulator
from bot.simulator.arize.records import Key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def account() -> Account:
    return Account(clock=lambda: NOON, ids=Random(1))  # noqa: S311 - made-up ids


@pytest.fixture
def admin() -> Key:
    return Key("an admin's", "ADMIN", frozenset(), user_id=None)


@pytest.fixture
async def sim() -> AsyncIterator[RunningArize]:
    async with arize_simulator(clock=lambda: NOON) as running:
        yield running


@pytest.fixture
async def client(sim: RunningArize) -> AsyncIterator[httpx.AsyncClient]:
    """With the ADMIN key."""
    headers = {"Authorization": f"Bearer {sim.api_key}"}
    async with httpx.AsyncClient(base_url=sim.url, headers=headers, timeout=10) as connected:
        yield connected
