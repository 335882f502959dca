"""Where connections are opened: Slack is asked for an address, and greets whoever comes there."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from aiohttp import ClientError, ClientWSTimeout, WSMsgType
from slack_sdk.errors import SlackApiError

from bot.slack.socket_mode.connection import LOST, Connection
from bot.slack.socket_mode.frames import Disconnect, Hello, read_frame
from bot.slack.socket_mode.pace import USUAL, SocketPace
from bot.slack.socket_mode.refusals import refusal
from bot.slack.web import beside, error_code, retry_after

if TYPE_CHECKING:
    from aiohttp import ClientSession, ClientWebSocketResponse
    from pydantic import SecretStr
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.payloads import Dispatch
    from bot.slack.socket_mode.frames import Frame

log = structlog.get_logger(__name__)

MOST_BYTES = 4 * 2**20
"""Of one message. A view may have 250 kB, and an envelope holds little more than one."""
CLOSING_SECONDS = 1.0
"""For Slack to answer our closing frame."""


class NotNow(Exception):  # noqa: N818 - nothing is wrong with us
    """No connection this time; a later try may succeed. `after` is how many seconds Slack asks to wait."""

    def __init__(self, reason: str, after: float = 0.0) -> None:
        super().__init__(reason)
        self.after = after


@dataclass(frozen=True)
class Door:
    """`web` asks with the app-level token. Compression is not offered, so that no ack waits for it."""

    web: AsyncWebClient
    session: ClientSession
    dispatch: Dispatch
    pace: SocketPace = USUAL

    @classmethod
    def beside(
        cls, web: AsyncWebClient, app_token: SecretStr, session: ClientSession, dispatch: Dispatch, pace: SocketPace
    ) -> Door:
        """By the same API and proxy as `web`; whoever keeps connections does its own waiting."""
        return cls(beside(web, app_token.get_secret_value(), session), session, dispatch, pace)

    async def open(self) -> Connection:
        """A connection that was greeted. Raises NotNow, and NoSocketMode where no later try can succeed."""
        try:
            async with asyncio.timeout(self.pace.greeting):
                socket = await self._connected(await self._url())
        except (TimeoutError, ClientError, OSError) as error:
            raise NotNow(type(error).__name__) from None
        return await self._greeted(socket)

    async def _url(self) -> str:
        try:
            return str((await self.web.apps_connections_open(app_token=str(self.web.token)))["url"])
        except SlackApiError as error:
            code = error_code(error)
            raise refusal(code) or NotNow(code, retry_after(error)) from None

    async def _connected(self, url: str) -> ClientWebSocketResponse:
        """It does not close by itself when Slack closes it: acks that are under way may still leave then."""
        return await self.session.ws_connect(
            url,
            autoclose=False,
            heartbeat=self.pace.heartbeat,
            max_msg_size=MOST_BYTES,
            proxy=self.web.proxy,
            timeout=ClientWSTimeout(ws_close=CLOSING_SECONDS),
        )

    async def _greeted(self, socket: ClientWebSocketResponse) -> Connection:
        """Slack lets everybody connect whom it gave an address, and tells whom it does not want after that."""
        frame: Frame | None = None
        try:
            frame = await self._first(socket)
        finally:
            if not isinstance(frame, Hello):
                await socket.close()
        if isinstance(frame, Hello):
            log.info("socket_mode.connected", connections=frame.connections, host=frame.host)
            return Connection(socket, self.dispatch)
        reason = frame.reason if isinstance(frame, Disconnect) else LOST
        raise refusal(reason) or NotNow(reason)

    async def _first(self, socket: ClientWebSocketResponse) -> Frame | None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self.pace.greeting):
                message = await socket.receive()
                return read_frame(message.data) if message.type is WSMsgType.TEXT else None
        return None
