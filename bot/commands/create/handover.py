"""Handing a temporary password over, and saying how that went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Delivery

if TYPE_CHECKING:
    from pydantic import SecretStr

    from bot.arize import Created, User
    from bot.command import Envelope


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
