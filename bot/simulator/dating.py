"""The header `Date`, by a simulator's own clock, so that it can be wrong."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


def dated(app: ASGIApp, now: Callable[[], datetime]) -> ASGIApp:
    """`now` is in UTC."""

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                date = format_datetime(now(), usegmt=True).encode("ascii")
                message["headers"] = [*message["headers"], (b"date", date)]
            await send(message)

        await app(scope, receive, sending)

    return answering
