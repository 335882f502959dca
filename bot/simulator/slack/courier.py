"""Carries everything to the app, over whichever transport is set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.slack.deliveries import Delivery, Retry, Unanswered

if TYPE_CHECKING:
    from bot.simulator.slack.deliveries import Answer, Kind, Transport
    from bot.simulator.slack.http_delivery import HttpDelivery
    from bot.simulator.slack.socket_mode import Connections


class Courier:
    """Socket Mode until `over_http` sets a URL."""

    def __init__(self, connections: Connections) -> None:
        self.connections = connections
        self.http: HttpDelivery | None = None
        self.last: Delivery | None = None

    @property
    def is_connected(self) -> bool:
        return self.http is not None or len(self.connections) > 0

    async def deliver(self, delivery: Delivery, retry: Retry | None = None) -> Answer:
        """Raises Unanswered where no answer came in time, or one that is not 200."""
        self.last = delivery
        answer = await self._transport.send(delivery, retry)
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
            return await self.connections.send(delivery, connection=connection)
        return await self.http.send(delivery, sign_with=sign_with, timestamp=timestamp)

    async def redeliver_last(self) -> Answer:
        """Send the last delivery again, as after an ack that got lost. Raises LookupError where there was none."""
        if self.last is None:
            raise LookupError("Nothing was delivered yet.")
        return await self._transport.send(self.last, Retry(1, "timeout"))

    async def close(self) -> None:
        if self.http is not None:
            await self.http.close()

    @property
    def _transport(self) -> Transport:
        return self.http or self.connections
