"""The simulator by itself."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import httpx
import pytest

from bot.simulator.arize import arize_simulator, run_alone


async def test_alone_it_says_where_it_is_and_serves_until_it_is_stopped() -> None:
    """The URL and the keys that are printed work; afterwards the port is closed."""
    said: asyncio.Queue[str] = asyncio.Queue()
    running = asyncio.create_task(run_alone(0, say=said.put_nowait))
    url, key = [(await asyncio.wait_for(said.get(), 10)).split()[-1] for _ in range(2)]
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {key}"}) as client:
        assert len((await client.get(f"{url}/v2/users?limit=100")).json()["users"]) == 100
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        with pytest.raises(httpx.ConnectError):
            await client.get(url)


async def test_unseeded_the_account_is_empty_and_keys_differ_from_run_to_run() -> None:
    """Nobody can learn a key from the source."""
    keys = set()
    for _ in range(2):
        async with arize_simulator() as sim:
            assert sim.account.users == []
            keys |= {sim.api_key, sim.member_key, sim.read_key, sim.powerless_key}
    assert len(keys) == 8
