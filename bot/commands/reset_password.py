"""`reset-password <user>`: a mail with a link to choose a new password."""

from __future__ import annotations

from bot.arize import User, UserStatus
from bot.command import Call, ChangeParams, Command, Kind, Mark, Told


async def reset(call: Call[ChangeParams]) -> Told:
    await call.arize.reset_password(call.user.id)
    email = call.user.email
    return Told(Mark.DONE, f"A password reset link was mailed to {email}. It works for 30 minutes.", call.user)


def _notes(user: User | None) -> tuple[str, ...]:
    to = user.email if user else "the user"
    return (
        f"Mails a link to {to} with which they choose a new password. It works for 30 minutes.",
        "People who sign in through single sign-on have no password here, and Arize refuses this for them.",
    )


def _unfit(user: User) -> str | None:
    if user.status == UserStatus.INVITED:
        return (
            f"{user.email} is invited and not active yet, so there is no password to reset. "
            "“resend” mails them a new invitation."
        )
    if user.status == UserStatus.EXPIRED:
        return f"The invitation of {user.email} expired, so there is no password to reset. “create” invites them again."
    return None


COMMAND = Command(
    name="reset-password",
    place=70,
    summary="Mail a link to choose a new password",
    kind=Kind.CHANGE,
    params=ChangeParams,
    run=reset,
    label="Reset password",
    submit="Send reset mail",
    permission="USER_UPDATE",
    on_user=True,
    applies_to=lambda user: user.status == UserStatus.ACTIVE,
    unfit=_unfit,
    notes=_notes,
)
