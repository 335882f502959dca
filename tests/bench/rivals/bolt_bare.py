"""The least that a Bolt app imports, connected over Socket Mode: `python -m tests.bench.rivals.bolt_bare PEERS`."""

from __future__ import annotations

import asyncio
import sys

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient


async def main(peers: str) -> None:
    """Stay connected until the process ends."""
    web = AsyncWebClient(token="xoxb-bench", base_url=f"{peers}/api/")
    web.proxy = None
    app = AsyncApp(client=web)
    await AsyncSocketModeHandler(app, "xapp-bench").start_async()  # type: ignore[no-untyped-call]  # as Bolt has it


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
