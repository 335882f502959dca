"""Socket Mode: up to ten WebSocket connections, and envelopes that are acknowledged by their id."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING, Any, Literal

from starlette.websockets import WebSocketDisconnect

from bot.simulator.slack.deliveries import OK, Answer, Delivery, Retry, Unanswered
from bot.simulator.slack.faults import Drop
from bot.simulator.slack.ids import APP

if TYPE_CHECKING:
    from starlette.websockets import WebSocket

    from bot.simulator.slack.changes import Changes
    from bot.simulator.slack.faults import Faults
    from bot.simulator.slack.ids import Ids

MOST = 10
"""Connections of one app (https://docs.slack.dev/apis/events-api/using-socket-mode)."""
DEBUG = {"host": "applink-simulator", "build_number": 1, "approximate_connection_time": 18060}

Reason = Literal["warning", "refresh_requested", "link_disabled"]


class Connections:
    """`ack_limit` is in seconds of real time. Not `enabled` is what a manifest without Socket Mode says."""

    def __init__(self, ids: Ids, faults: Faults, changes: Changes, *, enabled: bool) -> None:
        self.ack_limit = 3.0
        self._enabled = enabled
        self._ids = ids
        self._faults = faults
        self._changes = changes
        self._tickets: set[str] = set()
        self._open: list[WebSocket] = []
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._on: dict[str, WebSocket] = {}
        self._turn = 0

    def __len__(self) -> int:
        return len(self._open)

    def ticket(self) -> str:
        """What a WebSocket URL from apps.connections.open is good for, once."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """One connection, from its greeting to its end."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(4001)
            return
        self._tickets.remove(ticket)
        await socket.accept()
        if not self._enabled:
            await _farewell(socket, "link_disabled")
        elif len(self._open) >= MOST:
            await _farewell(socket, "too_many_websockets")
        else:
            await self._converse(socket)

    async def send(self, delivery: Delivery, retry: Retry | None = None, connection: int | None = None) -> Answer:
        """Deliver until acknowledged. What was under way on a connection that broke is delivered once more.

        Raises Unanswered: `dispatch_failed` with nobody connected, `operation_timeout` without an ack in time.
        """
        envelope_id = self._ids.envelope()
        socket = await self._any(connection)
        answer = await self._deliver(socket, envelope_id, delivery, retry)
        if answer is None and socket not in self._open and self._open:
            again = Retry(retry.number + 1 if retry else 1, "timeout")
            answer = await self._deliver(await self._any(None), envelope_id, delivery, again)
        if answer is None:
            raise Unanswered("operation_timeout")
        return answer

    def drop(self) -> None:
        """Cut all connections at once, without a word."""
        for socket in self._open:
            socket.scope["state"]["transport"].abort()
        self._open.clear()
        self._changes.touch()

    async def disconnect(self, reason: Reason) -> None:
        """Ask the app to reconnect: `warning` comes some seconds ahead, the others close the connection."""
        for socket in tuple(self._open):
            if reason == "warning":
                await socket.send_json(_disconnect(reason))
            else:
                self._open.remove(socket)
                await _farewell(socket, reason)
        self._changes.touch()

    async def _converse(self, socket: WebSocket) -> None:
        self._open.append(socket)
        hello = {"type": "hello", "num_connections": len(self._open), "connection_info": {"app_id": APP}}
        await socket.send_json({**hello, "debug_info": DEBUG})
        self._changes.touch()
        try:
            while True:
                self._heard(socket, await socket.receive_json())
        except (WebSocketDisconnect, RuntimeError):
            self._gone(socket)

    def _heard(self, socket: WebSocket, message: dict[str, Any]) -> None:
        waiting = self._waiting.get(message.get("envelope_id", ""))
        if waiting is None or waiting.done():
            return
        if isinstance(self._faults.take("ack"), Drop):
            self._gone(socket)
            socket.scope["state"]["transport"].abort()
            return
        waiting.set_result(message.get("payload"))

    def _gone(self, socket: WebSocket) -> None:
        """Nobody waits for acks that can come over it no more."""
        if socket in self._open:
            self._open.remove(socket)
            self._changes.touch()
        for envelope_id in [each for each, on in self._on.items() if on is socket]:
            if not self._waiting[envelope_id].done():
                self._waiting[envelope_id].set_exception(WebSocketDisconnect())

    async def _any(self, connection: int | None) -> WebSocket:
        """Take turns, unless told which; wait for a connection where there is none."""
        found = await self._changes.until(lambda: self._open or None, self.ack_limit)
        if not found:
            raise Unanswered("dispatch_failed")
        self._turn += 1
        return found[(self._turn if connection is None else connection) % len(found)]

    async def _deliver(
        self, socket: WebSocket, envelope_id: str, delivery: Delivery, retry: Retry | None
    ) -> Answer | None:
        self._waiting[envelope_id] = waiting = asyncio.get_running_loop().create_future()
        self._on[envelope_id] = socket
        try:
            await socket.send_json(_envelope(envelope_id, delivery, retry))
            return Answer(OK, await asyncio.wait_for(waiting, self.ack_limit))
        except (TimeoutError, WebSocketDisconnect, RuntimeError):
            return None
        finally:
            del self._waiting[envelope_id], self._on[envelope_id]


def _envelope(envelope_id: str, delivery: Delivery, retry: Retry | None) -> dict[str, Any]:
    retried = {"retry_attempt": retry.number, "retry_reason": retry.reason} if retry else {}
    return {
        "envelope_id": envelope_id,
        "type": delivery.kind,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.kind != "events_api",
        **retried,
    }


def _disconnect(reason: str) -> dict[str, Any]:
    return {"type": "disconnect", "reason": reason, "debug_info": DEBUG}


async def _farewell(socket: WebSocket, reason: str) -> None:
    await socket.send_json(_disconnect(reason))
    await socket.close()
