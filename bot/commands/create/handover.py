"""Handing a temporary password over, and saying how that went."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.arize import InviteMode
from bot.command import Delivery

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.arize import Created, User
    from bot.command import Call, Envelope
    from bot.commands.create.params import CreateParams
    from bot.domain.people import Person

YOU = "you"
LOOK, ASK = "Look at your direct messages with this app", "Ask them to look at their direct message"
NONE_CAME = "Arize sent no temporary password along. Resend the invitation, so that they can set one."


@asynccontextmanager
async def opened(call: Call[CreateParams]) -> AsyncIterator[Envelope | None]:
    """The envelope that a temporary password needs; closed again where none was put in."""
    if call.params.invite_mode is not InviteMode.TEMPORARY_PASSWORD:
        yield None
        return
    address = None if call.params.recipient == "me" else call.params.email
    envelope = await call.passwords.prepare(call.asker, address, alone=call.params.recipient == "new_user_alone")
    try:
        yield envelope
    finally:
        await envelope.close()


@dataclass(frozen=True)
class HandedOver:
    """How it went; and how that reads for whoever asked, who may be the one who has the password."""

    is_fine: bool = True
    said: str = ""
    to_asker: str = ""


async def hand_over(call: Call[CreateParams], envelope: Envelope | None, created: Created) -> HandedOver:
    if envelope is None:
        return HandedOver()
    if created.temporary_password is None:
        return HandedOver(is_fine=False, said=NONE_CAME, to_asker=NONE_CAME)
    delivery = await envelope.deliver(created.temporary_password, created.user)
    said = _told(delivery, envelope.recipient.name, _the(call, envelope.recipient, created.user))
    return HandedOver(delivery is Delivery.DELIVERED, said, _to_asker(call, envelope.recipient, created.user, delivery))


def _to_asker(call: Call[CreateParams], recipient: Person, user: User, delivery: Delivery) -> str:
    the = _the(call, recipient, user)
    if recipient.id != call.asker.id:
        return _told(delivery, recipient.name, the)
    goes_on = delivery is Delivery.DELIVERED and not recipient.has_email(user.email)
    return _told(delivery, YOU, the) + (" Hand it over in private." if goes_on else "")


def _the(call: Call[CreateParams], recipient: Person, user: User) -> str:
    """The password; with why whoever asked has it, where they did not choose that."""
    if call.params.recipient == "me" or recipient.has_email(user.email):
        return "The temporary password"
    return f"{user.email} is not a full member of this Slack, so the temporary password"


def _told(delivery: Delivery, to: str, the: str) -> str:
    match delivery:
        case Delivery.DELIVERED:
            return f"{the} went to {to} by direct message."
        case Delivery.UNSURE:
            return (
                f"Slack did not say whether the temporary password reached {to}. {LOOK if to == YOU else ASK}; "
                "if it is not there it cannot be recovered: resend the invitation."
            )
        case Delivery.FAILED:
            return (
                f"The temporary password could not be delivered to {to} and was dropped; it cannot be recovered. "
                "Resend the invitation, so that they can set one."
            )
