"""Bolt's ASGI adapter under the bot's own server: `python -m tests.bench.rivals.bolt_asgi PORT PEERS`."""

from __future__ import annotations

import asyncio
import sys

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler

from bot.serving.server import serving
from bot.slack.transport import PATH
from tests.bench.rivals.bolt import acking


async def main(port: int, peers: str) -> None:
    """Serve until the process ends."""
    async with serving(AsyncSlackRequestHandler(acking(peers), path=PATH), port=port):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
