"""A temporary password's way from Arize's answer to one direct message.

It is a `SecretStr` in memory all along; nothing here logs, stores or returns it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.command import Delivery
from bot.workflow.ports import DeliveryUnsure, NotDelivered

if TYPE_CHECKING:
    from datetime import timedelta

    from pydantic import SecretStr

    from bot.arize import User
    from bot.domain.people import Person
    from bot.workflow.ports import DirectMessages, Later, People

log = structlog.get_logger(__name__)

PAUSES = (0.5, 2.0, 5.0)
"""Seconds between the tries to deliver; Slack's own `Retry-After` is kept to where it is longer."""
LONGEST_PAUSE = 30.0


@dataclass(frozen=True)
class PasswordDesk:
    """Opens envelopes. `team_id` is the workspace whose full members may receive a password."""

    people: People
    messages: DirectMessages
    later: Later
    lives: timedelta
    team_id: str
    pauses: tuple[float, ...] = PAUSES

    async def prepare(self, asker: Person, new_user: str | None) -> OpenEnvelope:
        recipient = await self._recipient(asker, new_user)
        return OpenEnvelope(self, recipient, await self.messages.open(recipient))

    async def _recipient(self, asker: Person, new_user: str | None) -> Person:
        found = await self.people.by_email(new_user) if new_user else None
        if found and found.standing.is_full_member and found.team_id == self.team_id:
            return found
        return asker


@dataclass(frozen=True)
class OpenEnvelope:
    """A direct message with a checked person at the other end."""

    desk: PasswordDesk
    recipient: Person
    channel: str

    async def deliver(self, password: SecretStr, about: User) -> Delivery:
        """Send it, again where Slack surely did not take it, and see to it that the message goes away in time."""
        delivery, ts = await self._send(password, about)
        log.info("password.delivery", outcome=delivery.value, recipient=self.recipient.id, user=about.id)
        if ts is not None:
            self.desk.later(self.desk.lives, lambda: self.desk.messages.delete(self.channel, ts))
        return delivery

    async def _send(self, password: SecretStr, about: User) -> tuple[Delivery, str | None]:
        for pause in (*self.desk.pauses, None):
            try:
                ts = await self.desk.messages.send_password(self.channel, password, about, self.desk.lives)
            except DeliveryUnsure:
                return Delivery.UNSURE, None
            except NotDelivered as refusal:
                if pause is not None:
                    await asyncio.sleep(min(max(pause, refusal.retry_after), LONGEST_PAUSE))
            else:
                return Delivery.DELIVERED, ts
        return Delivery.FAILED, None
