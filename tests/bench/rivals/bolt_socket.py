"""Bolt's Socket Mode handler with default settings: `python -m tests.bench.rivals.bolt_socket PEERS`."""

from __future__ import annotations

import asyncio
import sys

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler

from tests.bench.rivals.bolt import acking


async def main(peers: str) -> None:
    """Stay connected until the process ends."""
    await AsyncSocketModeHandler(acking(peers), "xapp-bench").start_async()  # type: ignore[no-untyped-call]  # as Bolt has it


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
