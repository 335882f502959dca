"""The page on a real socket."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.serving.server import serving
from bot.simulator.page.guards import LOOPBACK
from bot.simulator.page.routes import page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection

    from bot.simulator.page.routes import Slack


@asynccontextmanager
async def serving_page(
    slack: Slack, host: str = "127.0.0.1", port: int = 0, *, hosts: Collection[str] = LOOPBACK
) -> AsyncIterator[str]:
    """Serve the page until the block ends, and then let go of the browsers that follow its events.

    Raises OSError where the port is taken; port 0 lets the system pick.
    """
    closing = asyncio.Event()
    async with serving(page(slack, hosts=hosts, closing=closing), host, port) as url:
        try:
            yield url
        finally:
            closing.set()
