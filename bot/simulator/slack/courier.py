"""Carries everything to the app, over whichever transport is set, and writes it into the inspector."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.deliveries import Answer, Delivery, Kind, Retry, Unanswered

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.simulator.slack.deliveries import Transport
    from bot.simulator.slack.http_delivery import HttpDelivery
    from bot.simulator.slack.inspector import Inspector
    from bot.simulator.slack.socket_mode import Connections


class Courier:
    """Socket Mode until `over_http` sets a URL."""

    def __init__(self, connections: Connections, inspector: Inspector) -> None:
        self.connections = connections
        self.http: HttpDelivery | None = None
        self.last: Delivery | None = None
        self._inspector = inspector

    @property
    def is_connected(self) -> bool:
        return self.http is not None or len(self.connections) > 0

    async def deliver(self, delivery: Delivery, retry: Retry | None = None) -> Answer:
        """Raises Unanswered where no answer came in time, or one that is not 200."""
        self.last = delivery
        answer = await self._recorded(delivery, self._transport.send(delivery, retry))
        if not answer.ok:
            raise Unanswered("dispatch_failed", answer.status)
        return answer

    async def forge(
        self,
        kind: Kind,
        payload: dict[str, Any],
        *,
        connection: int | None = None,
        sign_with: str | None = None,
        timestamp: str | None = None,
    ) -> Answer:
        """Send anything at all. Raises Unanswered; statuses other than 200 are returned as they are."""
        delivery = Delivery(kind, payload)
        if self.http is None:
            return await self._recorded(delivery, self.connections.send(delivery, connection=connection))
        sending = self.http.send(delivery, sign_with=sign_with, timestamp=timestamp)
        return await self._recorded(delivery, sending)

    async def redeliver_last(self) -> Answer:
        """Send the last delivery again, as after an ack that got lost. Raises LookupError where there was none."""
        if self.last is None:
            raise LookupError("Nothing was delivered yet.")
        return await self._recorded(self.last, self._transport.send(self.last, Retry(1, "timeout")))

    async def close(self) -> None:
        if self.http is not None:
            await self.http.close()

    @property
    def _transport(self) -> Transport:
        return self.http or self.connections

    async def _recorded(self, delivery: Delivery, sending: Awaitable[Answer]) -> Answer:
        began = time.perf_counter()
        try:
            answer = await sending
        except Unanswered as trouble:
            self._record(delivery, began, Answer(0, {"error": trouble.code}))
            raise
        self._record(delivery, began, answer)
        return answer

    def _record(self, delivery: Delivery, began: float, answer: Answer) -> None:
        self._inspector.record(
            "slack→app",
            delivery.label,
            delivery.title,
            ok=answer.ok,
            ms=(time.perf_counter() - began) * 1000,
            request=delivery.payload,
            response={"status": answer.status, "ack": answer.body},
            private=_is_private(delivery.payload),
        )


def _is_private(payload: dict[str, Any]) -> bool:
    """Whether it quotes a direct message."""
    event = payload.get("event") or {}
    channel = (payload.get("channel") or {}).get("id") or event.get("channel") or ""
    return str(channel).startswith("D")
