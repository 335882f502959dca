"""`resend <user>`: a new invitation mail."""

from __future__ import annotations

from bot.arize import User, UserStatus
from bot.command import Call, ChangeParams, Command, Kind, Mark, Told


async def resend(call: Call[ChangeParams]) -> Told:
    await call.arize.resend_invitation(call.user.id)
    return Told(Mark.DONE, f"A new invitation was mailed to {call.user.email}.", call.user)


def _notes(user: User | None) -> tuple[str, ...]:
    to = user.email if user else "the user"
    return (f"Mails a new invitation link to {to}. Links from earlier invitations stop working.",)


def _unfit(user: User) -> str | None:
    if user.status == UserStatus.ACTIVE:
        return (
            f"{user.email} is active, so there is no invitation to resend. "
            "“reset-password” mails them a link to choose a new password."
        )
    if user.status == UserStatus.EXPIRED:
        return f"The invitation of {user.email} expired, so it cannot be resent. “create” invites them again."
    return None


COMMAND = Command(
    name="resend",
    place=60,
    summary="Mail a new invitation",
    kind=Kind.CHANGE,
    params=ChangeParams,
    run=resend,
    label="Resend invitation",
    submit="Resend",
    permission="USER_CREATE",
    on_user=True,
    applies_to=lambda user: user.status == UserStatus.INVITED,
    unfit=_unfit,
    notes=_notes,
)
