"""Handing a temporary password over, and saying how that went."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.arize import InviteMode
from bot.command import Delivery

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from pydantic import SecretStr

    from bot.arize import Created, User
    from bot.command import Call, Envelope
    from bot.commands.create.params import CreateParams


@asynccontextmanager
async def opened(call: Call[CreateParams]) -> AsyncIterator[Envelope | None]:
    """The envelope that a temporary password needs; closed again where none was put in."""
    if call.params.invite_mode is not InviteMode.TEMPORARY_PASSWORD:
        yield None
        return
    address = None if call.params.recipient == "me" else call.params.email
    envelope = await call.passwords.prepare(None if call.params.recipient == "new_user_alone" else call.asker, address)
    try:
        yield envelope
    finally:
        await envelope.close()


async def hand_over(envelope: Envelope | None, created: Created) -> tuple[bool, str]:
    if envelope is None:
        return True, ""
    if created.temporary_password is None:
        return False, "Arize sent no temporary password along. Resend the invitation, so that they can set one."
    return await _deliver(envelope, created.temporary_password, created.user)


async def _deliver(envelope: Envelope, password: SecretStr, user: User) -> tuple[bool, str]:
    to = envelope.recipient.name
    match await envelope.deliver(password, user):
        case Delivery.DELIVERED:
            return True, f"The temporary password went to {to} by direct message."
        case Delivery.UNSURE:
            return False, (
                f"Slack did not say whether the temporary password reached {to}. Ask them to look at their direct "
                "message; if it is not there it cannot be recovered: resend the invitation."
            )
        case Delivery.FAILED:
            return False, (
                f"The temporary password could not be delivered to {to} and was dropped; it cannot be recovered. "
                "Resend the invitation, so that they can set one."
            )
