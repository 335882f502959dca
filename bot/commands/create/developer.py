"""The developer permission of a new user, by a second call after they were created."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.arize import ArizeError
from bot.command import Mark

if TYPE_CHECKING:
    from bot.arize import User
    from bot.command import Call, Told
    from bot.commands.create.params import CreateParams

AGAIN = "Try it with “Update user”."


async def set_developer(call: Call[CreateParams], user: User) -> tuple[User, bool, tuple[str, ...]]:
    """The create body has no such member, so a wish that differs from the role's default takes a second call."""
    wanted = _wanted(call.params)
    if wanted in (None, user.is_developer):
        return user, True, ()
    try:
        changed = await call.arize.update_user(user.id, is_developer=wanted)
    except ArizeError as error:
        failed = "may not have been" if error.may_have_happened else "could not be"
        return user, False, (f"The developer permission {failed} turned {call.params.developer}. {AGAIN}",)
    return changed, True, (f"The developer permission was turned {call.params.developer}.",)


def unset(params: CreateParams, user: User, told: Told) -> Told:
    """The user is there, and that call was not made, or nobody knows how it ended."""
    if _wanted(params) in (None, user.is_developer):
        return told
    said = f"The developer permission is not {params.developer}, as was asked for."
    if user.is_developer is None:
        said = f"Whether the developer permission is {params.developer} is not known."
    return replace(told, mark=Mark.PARTLY_DONE, details=(*told.details, f"{said} {AGAIN}"))


def _wanted(params: CreateParams) -> bool | None:
    return {"on": True, "off": False}.get(params.developer)
