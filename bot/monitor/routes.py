"""What operators' machines ask for: /healthz, /readyz and /metrics. Nobody else should reach this port."""

from __future__ import annotations

import json
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from bot.serving.pages import Shown, showing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from bot.monitor.monitor import Monitor
    from bot.serving.pages import Page

PROBLEM = "application/problem+json"
"""RFC 9457."""
TAKEN = "Choose another BOT_MONITOR_PORT (0 lets the system pick), or another BOT_MONITOR_HOST."


@asynccontextmanager
async def monitored(monitor: Monitor, host: str, port: int) -> AsyncIterator[str]:
    """Answer while the block lasts; yields the base URL. Raises OSError, which names the setting, for a taken port."""
    async with AsyncExitStack() as stack:
        try:
            base = await stack.enter_async_context(showing(pages(monitor), host, port))
        except OSError as error:
            raise OSError(error.errno, f"{error.strerror}. {TAKEN}") from error
        yield base


def pages(monitor: Monitor) -> Mapping[str, Page]:
    async def healthz(_: str) -> Shown:
        """That this is answered is the answer: the event loop turns."""
        return Shown(b"ok")

    async def readyz(_: str) -> Shown:
        ready = await monitor.readiness()
        told = json.dumps(ready.problem(), ensure_ascii=False, separators=(",", ":")).encode()
        return Shown(told, "application/json", 200) if ready.is_ready else Shown(told, PROBLEM, 503)

    async def metrics(accept: str) -> Shown:
        return Shown(*await monitor.exposition(accept))

    return {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
