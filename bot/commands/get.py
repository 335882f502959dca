"""`get <user>`: one user as the API has them now."""

from __future__ import annotations

from bot.command import Call, Command, Kind, OneUser, Params
from bot.domain.policy import Audience


async def show(call: Call[Params]) -> OneUser:
    actions = call.actions_on(call.user)
    return OneUser(call.user, tuple(action for action in actions if action.command != COMMAND.name))


COMMAND = Command(
    name="get",
    place=20,
    summary="Show one user: name, role, status, developer permission",
    kind=Kind.READ,
    params=Params,
    run=show,
    label="Show user",
    label_on_user="Details",
    submit="Show",
    open_to=Audience.ONESELF,
    on_user=True,
)
