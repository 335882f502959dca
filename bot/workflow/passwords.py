"""A temporary password's way from Arize's answer to one direct message.

It is a `SecretStr` in memory all along; nothing here logs, stores or returns it. The message is posted first, without
it, and written down with the time at which it has to go: wherever the process ends, no password stays behind.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from bot.command import Delivery
from bot.domain.audit import BOT, Entry, Fact
from bot.domain.errors import Mistake, Unavailable
from bot.domain.request import Chore, Job
from bot.workflow.insisting import PAUSES, insisted
from bot.workflow.ports import Cover, DeliveryUnsure, NotDelivered, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from pydantic import SecretStr

    from bot.arize import User
    from bot.domain.people import Person
    from bot.workflow.ledger import Ledger
    from bot.workflow.ports import DirectMessages, People

log = structlog.get_logger(__name__)

LONGEST_PAUSE = 30.0
"""Seconds; as long as that Slack's own `Retry-After` is kept to where it is longer than a pause of ours."""
STAYS = (
    "This workspace does not let the app delete messages, so this one stays. Change the password once you signed in, "
    "and tell the operator of this app."
)
NOT_KNOWN = (
    "This app has no message with a password to delete here any more, so nothing was deleted. If you still read a "
    "password in it, change it once you signed in, and tell the operator of this app."
)
NOBODY = "No full member of this Slack has the address {address}, so a temporary password has no way to them."


@dataclass(frozen=True)
class PasswordDesk:
    """Opens envelopes. `team_id` is the workspace whose full members may receive a password.

    `pauses` are between the tries to deliver one, and to write down what became of it.
    """

    people: People
    messages: DirectMessages
    ledger: Ledger
    now: Callable[[], datetime]
    lives: timedelta
    team_id: str
    pauses: tuple[float, ...] = PAUSES
    request_id: str = ""

    async def prepare(self, asker: Person, new_user: str | None, *, alone: bool = False) -> OpenEnvelope:
        """Raises Unavailable where a later try may help, Mistake where none will; no message is left then."""
        recipient = await self._recipient(None if alone else asker, new_user)
        cover = Cover(recipient, asker, await self._approvers(), new_user is None, self.lives)
        channel = await self.messages.open(recipient)
        ts = await self.messages.announce(channel, new_user or "")
        job = Job(Chore.WITHDRAW, place_of(channel, ts), self.now() + self.lives)
        envelope = OpenEnvelope(self, cover, channel, ts, job)
        try:
            await self.ledger.add_job(job)
        except Unavailable:
            await envelope.close()
            raise
        return envelope

    async def saved(self, person: Person, channel: str, ts: str) -> None:
        """Somebody has the password: its message can go. Raises as `withdraw` does, and Mistake for any other message.

        A message with a password is one that is still to be deleted; a click may name any.
        """
        if not await self.ledger.has_job(Chore.WITHDRAW, place_of(channel, ts)):
            raise Mistake(NOT_KNOWN)
        await self.withdraw(channel, ts, person.id)

    async def withdraw(self, channel: str, ts: str, actor_id: str = BOT) -> None:
        """Delete a message that held a password. Raises Unavailable where Slack keeps it, Mistake where for good."""
        try:
            was_there = await self.messages.delete(channel, ts)
        except Unreachable as kept:
            log.error("password.message_stays", channel=channel, ts=ts, error=str(kept))  # noqa: TRY400 - expected
            raise Mistake(STAYS) from None
        if was_there:
            log.info("password.deleted", by=actor_id)
            await self.note(Fact.PASSWORD_DELETED, actor_id)

    async def lapse(self, place: str) -> None:
        """The time of a message is over, at `channel:ts`. Nobody tries for ever what the workspace does not allow."""
        channel, _, ts = place.partition(":")
        with suppress(Mistake):
            await self.withdraw(channel, ts)

    async def note(self, fact: Fact, actor_id: str = BOT, about: str = "", why: str = "") -> None:
        """Write down what happened already. It raises nothing: what was done is not undone by a database that is away.

        After an answer that was lost the row may stand there twice, which beats not at all.
        """
        entry = Entry(fact=fact, at=self.now(), actor_id=actor_id, request_id=self.request_id, subject=about, why=why)
        try:
            await insisted(lambda: self.ledger.note(entry), self.pauses)
        except Unavailable:
            log.error("audit.not_written", fact=fact.value, request=self.request_id)  # noqa: TRY400 - expected

    async def colleague(self, address: str) -> Person | None:
        """The full member of this workspace who has the address."""
        found = await self.people.by_email(address)
        return found if found and found.standing.is_full_member and found.team_id == self.team_id else None

    async def _recipient(self, asker: Person | None, new_user: str | None) -> Person:
        recipient = (await self.colleague(new_user) if new_user else None) or asker
        if recipient is None:
            raise Mistake(NOBODY.format(address=new_user))
        return recipient

    async def _approvers(self) -> tuple[str, ...]:
        """Nobody is named where that cannot be read: it is no reason to create nobody."""
        with suppress(Unavailable):
            return tuple(vote.person_name for vote in await self.ledger.votes(self.request_id) if vote.approves)
        return ()


def place_of(channel: str, ts: str) -> str:
    """The key of the job that deletes a message."""
    return f"{channel}:{ts}"


@dataclass
class OpenEnvelope:
    """A direct message with a checked person at the other end, and a place in it for a password."""

    desk: PasswordDesk
    cover: Cover
    channel: str
    ts: str
    job: Job
    _keeps: bool = field(default=False, init=False)

    @property
    def recipient(self) -> Person:
        return self.cover.recipient

    async def deliver(self, password: SecretStr, about: User) -> Delivery:
        """Put the password in, again where Slack did not take it."""
        delivery = await self._put(password, about)
        self._keeps = delivery is not Delivery.FAILED
        log.info("password.delivery", outcome=delivery.value, recipient=self.recipient.id, user=about.id)
        fact = Fact.PASSWORD_DELIVERED if delivery is Delivery.DELIVERED else Fact.PASSWORD_NOT_DELIVERED
        await self.desk.note(fact, about=about.email, why=f"{delivery.value}, to {self.recipient.id}")
        return delivery

    async def close(self) -> None:
        """Take the message back where no password was put in."""
        if self._keeps:
            return
        try:
            await self.desk.messages.delete(self.channel, self.ts)
            await self.desk.ledger.drop_job(self.job)
        except (Unavailable, Unreachable):
            log.info("password.empty_message_stays", channel=self.channel)

    async def _put(self, password: SecretStr, about: User) -> Delivery:
        """Writing into a message twice shows the password once, so what is unclear is tried again as well."""
        outcome = Delivery.FAILED
        for pause in (*self.desk.pauses, None):
            wait = 0.0
            try:
                await self.desk.messages.put_password(self.channel, self.ts, password, about, self.cover)
            except DeliveryUnsure:
                outcome = Delivery.UNSURE
            except NotDelivered as refusal:
                wait = refusal.retry_after
            else:
                return Delivery.DELIVERED
            if pause is not None:
                await asyncio.sleep(min(max(pause, wait), LONGEST_PAUSE))
        return outcome
