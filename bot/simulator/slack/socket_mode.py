"""Socket Mode: up to ten WebSocket connections, and envelopes that are acknowledged by their id."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

from bot.simulator.slack.attempts import LOST
from bot.simulator.slack.deliveries import OK, Answer, Delivery, Retry, Unanswered
from bot.simulator.slack.faults import Drop
from bot.simulator.slack.ids import APP
from bot.simulator.slack.link import Link, farewell, greeting

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.websockets import WebSocket

    from bot.simulator.slack.attempts import Attempts
    from bot.simulator.slack.changes import Changes
    from bot.simulator.slack.faults import Faults
    from bot.simulator.slack.ids import Ids

    Later = Callable[[Coroutine[Any, Any, None]], None]

MOST = 10
"""Connections of one app (https://docs.slack.dev/apis/events-api/using-socket-mode)."""
WARNING_SECONDS = 10.0
MOST_DELIVERIES = 3
"""Of one envelope, as long as nobody acknowledges it and there is another connection to try."""

Reason = Literal["warning", "refresh_requested", "link_disabled"]


class Connections:
    """`ack_limit` is in seconds of real time. Not `enabled` is what a manifest without Socket Mode says."""

    def __init__(  # noqa: PLR0913 - what the simulated Slack is made of
        self, ids: Ids, faults: Faults, changes: Changes, attempts: Attempts, later: Later, *, enabled: bool
    ) -> None:
        self.ack_limit = 3.0
        self._enabled = enabled
        self._ids = ids
        self._faults = faults
        self._changes = changes
        self._attempts = attempts
        self._later = later
        self._tickets: set[str] = set()
        self._open: list[Link] = []
        self._waiting: dict[tuple[Link, str], asyncio.Future[Any]] = {}
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
            await Link(socket).dismiss("link_disabled")
        elif len(self._open) >= MOST:
            await Link(socket).dismiss("too_many_websockets")
        else:
            await self._converse(Link(socket))

    async def send(self, delivery: Delivery, retry: Retry | None = None, connection: int | None = None) -> Answer:
        """Deliver until acknowledged: by one connection, and without an ack in time by another one.

        Raises Unanswered: `dispatch_failed` with nobody connected, `operation_timeout` without an ack in time.
        """
        envelope_id = self._ids.envelope()
        with self._attempts.one(delivery):
            link: Link | None = await self._any(connection)
        for _ in range(MOST_DELIVERIES):
            if link is None:
                break
            with suppress(Unanswered):
                return await self._deliver(link, envelope_id, delivery, retry)
            link = await self._other(link)
            retry = Retry(retry.number + 1 if retry else 1, "timeout")
        raise Unanswered("operation_timeout")

    def drop(self, connection: int | None = None) -> None:
        """Cut all connections at once, or one of them, without a word."""
        for link in tuple(self._open) if connection is None else (self._open[connection],):
            link.cut()
            self._gone(link)
            self._lost(link)

    def _lost(self, link: Link) -> None:
        """Nobody waits for acks that can come by it no more."""
        for (on, _), waiting in self._waiting.items():
            if on is link and not waiting.done():
                waiting.set_exception(ConnectionResetError())

    def freeze(self, connection: int) -> None:
        """Let it fall silent: it stays open, answers no ping, and what is sent by it arrives nowhere."""
        self._open[connection].freeze()

    async def disconnect(self, reason: Reason, warned: float = WARNING_SECONDS) -> None:
        """Ask the app to reconnect: a `warning` comes so many seconds ahead, other reasons close the connections.

        A link that was disabled stays so: whoever connects again is told the same.
        """
        self._enabled = self._enabled and reason != "link_disabled"
        for link in tuple(self._open):
            if reason == "warning":
                await link.send(farewell(reason))
                self._later(self._close(link, warned))
            else:
                self._gone(link)
                await link.dismiss(reason)

    async def _close(self, link: Link, after: float) -> None:
        await asyncio.sleep(after)
        if link in self._open:
            self._gone(link)
            await link.dismiss("refresh_requested")

    async def _converse(self, link: Link) -> None:
        self._open.append(link)
        await link.send(greeting(APP, len(self._open)))
        self._changes.touch()
        async for message in link.messages():
            self._heard(link, message)
        self._gone(link)

    def _heard(self, link: Link, message: dict[str, Any]) -> None:
        waiting = self._waiting.get((link, message.get("envelope_id", "")))
        if waiting is None or waiting.done():
            return
        if isinstance(self._faults.take("ack"), Drop):
            self._gone(link)
            link.cut()
            return
        waiting.set_result(message.get("payload"))

    def _gone(self, link: Link) -> None:
        if link in self._open:
            self._open.remove(link)
            self._changes.touch()

    async def _any(self, connection: int | None) -> Link:
        """Take turns, unless told which; wait for a connection where there is none."""
        found = await self._changes.until(lambda: self._open or None, self.ack_limit)
        if not found:
            raise Unanswered("dispatch_failed")
        return self._next(found) if connection is None else found[connection % len(found)]

    async def _other(self, link: Link) -> Link | None:
        """Another one that is open; where this one is gone, whoever comes next."""
        within = 0.0 if link in self._open else self.ack_limit
        others = await self._changes.until(lambda: [each for each in self._open if each is not link] or None, within)
        return self._next(others) if others else None

    def _next(self, links: list[Link]) -> Link:
        self._turn += 1
        return links[self._turn % len(links)]

    async def _deliver(self, link: Link, envelope_id: str, delivery: Delivery, retry: Retry | None) -> Answer:
        """Raises Unanswered without an ack in time, by the connection that the envelope went out by."""
        key = link, envelope_id
        self._waiting[key] = waiting = asyncio.get_running_loop().create_future()
        try:
            with self._attempts.one(delivery) as answered:
                return answered(await self._acked(link, _envelope(envelope_id, delivery, retry), waiting))
        finally:
            del self._waiting[key]

    async def _acked(self, link: Link, envelope: dict[str, Any], waiting: asyncio.Future[Any]) -> Answer:
        """Raises Unanswered: LOST where the connection is gone by then, and nobody could have answered by it."""
        try:
            if await self._sent(link, envelope):
                return Answer(OK, await asyncio.wait_for(waiting, self.ack_limit))
        except (TimeoutError, ConnectionResetError):
            raise Unanswered("operation_timeout" if link in self._open else LOST) from None
        raise Unanswered(LOST)

    async def _sent(self, link: Link, envelope: dict[str, Any]) -> bool:
        """A Drop cuts the connection in the middle of the envelope, or right `after` it."""
        fault = self._faults.take("envelope")
        if not isinstance(fault, Drop):
            return await link.send(envelope)
        if fault.after:
            await link.send(envelope)
            link.cut()
        else:
            link.cut_within(envelope)
        self._gone(link)
        return True


def _envelope(envelope_id: str, delivery: Delivery, retry: Retry | None) -> dict[str, Any]:
    retried = {"retry_attempt": retry.number, "retry_reason": retry.reason} if retry else {}
    return {
        "envelope_id": envelope_id,
        "type": delivery.kind,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.kind != "events_api",
        **retried,
    }
