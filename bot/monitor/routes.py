"""What operators' machines ask for: /healthz, /readyz and /metrics. Nobody else should reach this port."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.serving.server import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from bot.monitor.monitor import Monitor

READ = ["GET"]
PROBLEM = "application/problem+json"
"""RFC 9457."""
TAKEN = "Choose another BOT_MONITOR_PORT (0 lets the system pick), or another BOT_MONITOR_HOST."


@asynccontextmanager
async def monitored(monitor: Monitor, host: str, port: int) -> AsyncIterator[str]:
    """Answer while the block lasts; yields the base URL. Raises OSError, which names the setting, for a taken port."""
    async with AsyncExitStack() as stack:
        try:
            base = await stack.enter_async_context(serving(routes(monitor), host, port))
        except OSError as error:
            raise OSError(error.errno, f"{error.strerror}. {TAKEN}") from error
        yield base


def routes(monitor: Monitor) -> Starlette:
    async def healthz(_: Request) -> Response:
        """That this is answered is the answer: the event loop turns."""
        return PlainTextResponse("ok")

    async def readyz(_: Request) -> Response:
        ready = await monitor.readiness()
        media_type = "application/json" if ready.is_ready else PROBLEM
        return JSONResponse(ready.problem(), 200 if ready.is_ready else 503, media_type=media_type)

    async def metrics(request: Request) -> Response:
        shown, content_type = await monitor.exposition(request.headers.get("accept", ""))
        return Response(shown, headers={"Content-Type": content_type})

    answers = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
    application = Starlette(routes=[Route(path, answer, methods=READ) for path, answer in answers.items()])
    application.router.redirect_slashes = False
    return application
