"""One WebSocket of the app: what goes over it, and how it can fail."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.websockets import WebSocketDisconnect

if TYPE_CHECKING:
    from asyncio import Transport
    from collections.abc import AsyncIterator

    from starlette.websockets import WebSocket

DEBUG = {"host": "applink-simulator", "build_number": 1, "approximate_connection_time": 18060}
WHOLE_TEXT = 0x81
"""The first byte of a message in one frame (RFC 6455, 5.2)."""
TWO_BYTES_LENGTH = 126


class Link:
    """Accepted already. One that `is_frozen` is like a network that fell silent: nothing comes through."""

    def __init__(self, socket: WebSocket) -> None:
        self.is_frozen = False
        self._socket = socket
        self._transport: Transport = socket.scope["state"]["transport"]

    async def send(self, message: dict[str, Any]) -> bool:
        """Whether it went out, as far as this end can know."""
        if self.is_frozen:
            return True
        try:
            await self._socket.send_json(message)
        except (WebSocketDisconnect, RuntimeError):
            return False
        return True

    async def messages(self) -> AsyncIterator[dict[str, Any]]:
        """Until it is closed or cut."""
        try:
            while True:
                yield await self._socket.receive_json()
                if self.is_frozen:
                    self._transport.pause_reading()
        except (WebSocketDisconnect, RuntimeError):
            return

    async def dismiss(self, reason: str) -> None:
        """Say why, and close."""
        if await self.send(farewell(reason)) and not self.is_frozen:
            await self._socket.close()

    def freeze(self) -> None:
        """Nothing is read any more, pings included."""
        self.is_frozen = True
        self._transport.pause_reading()

    def cut(self) -> None:
        """Without a word."""
        self._transport.abort()

    def cut_within(self, message: dict[str, Any]) -> None:
        """When the first half of it went out."""
        data = json.dumps(message).encode()
        frame = bytes((WHOLE_TEXT, TWO_BYTES_LENGTH)) + len(data).to_bytes(2, "big") + data
        self._transport.write(frame[: len(frame) // 2])
        self.cut()


def greeting(app_id: str, connections: int) -> dict[str, Any]:
    about = {"num_connections": connections, "connection_info": {"app_id": app_id}}
    return {"type": "hello", **about, "debug_info": DEBUG}


def farewell(reason: str) -> dict[str, Any]:
    return {"type": "disconnect", "reason": reason, "debug_info": DEBUG}
