"""One connection: what comes by it is answered by it, up to its end."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog
from aiohttp import ClientError, WSMsgType

from bot.slack.socket_mode.acks import ack_of
from bot.slack.socket_mode.frames import Disconnect, Envelope, read_frame
from bot.slack.spans import arrives

if TYPE_CHECKING:
    from aiohttp import ClientWebSocketResponse, WSMessage

    from bot.slack.payloads import Dispatch

log = structlog.get_logger(__name__)

ACK_SECONDS = 3.0
"""How long Slack waits for an ack."""
CLOSED, LOST = "closed", "lost"
"""Reasons of our own, beside Slack's: it was closed without a word before, or it broke or fell silent."""
DATA = (WSMsgType.TEXT, WSMsgType.BINARY)


class Connection:
    """Greeted already. `leaving` says why another has to take its place, as soon as that is known."""

    def __init__(self, socket: ClientWebSocketResponse, dispatch: Dispatch) -> None:
        loop = asyncio.get_running_loop()
        self.began = loop.time()
        self.leaving: asyncio.Future[str] = loop.create_future()
        self._socket = socket
        self._dispatch = dispatch
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def age(self) -> float:
        """In seconds."""
        return asyncio.get_running_loop().time() - self.began

    async def listen(self) -> None:
        """Return once it is closed, and all that came by it is answered, or cannot be answered any more."""
        try:
            while (message := await self._socket.receive()).type in DATA:
                self._hear(message)
            self._leave(CLOSED if message.type is WSMsgType.CLOSE else LOST)
        finally:
            self._leave(LOST)
            await self.close()

    async def close(self) -> None:
        """In order: acks that Slack waits for leave first.

        After its closing frame nothing may be sent by a connection. So what comes meanwhile is left alone, and Slack
        delivers it again to somebody who can answer.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(ACK_SECONDS):
                while self._under_way:
                    await asyncio.wait(self._under_way)
        for late in self._under_way:
            late.cancel()
        await self._socket.close()

    def _leave(self, reason: str) -> None:
        if not self.leaving.done():
            self.leaving.set_result(reason)

    def _hear(self, message: WSMessage) -> None:
        frame = read_frame(message.data) if message.type is WSMsgType.TEXT else None
        if isinstance(frame, Envelope):
            arrives()
            task = asyncio.get_running_loop().create_task(self._answer(frame))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        elif isinstance(frame, Disconnect):
            self._leave(frame.reason)
        elif frame is None:
            log.warning("socket_mode.unreadable", size=len(message.data))

    async def _answer(self, envelope: Envelope) -> None:
        """The ack leaves by the connection that the envelope came by."""
        try:
            response = await self._dispatch(envelope.payload)
            ack = ack_of(envelope, response)
        except Exception:
            log.exception("socket_mode.failed", envelope=envelope.id)
            return
        if ack is None:
            log.warning("socket_mode.not_acked", envelope=envelope.id, status=response.status)
            return
        try:
            await self._socket.send_str(ack)
        except (ClientError, OSError):
            log.warning("socket_mode.ack_lost", envelope=envelope.id)
