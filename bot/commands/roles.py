"""`roles`: the roles a user can be given."""

from __future__ import annotations

from bot.command import Call, Command, Kind, Params, SomeRoles


async def show(call: Call[Params]) -> SomeRoles:
    return SomeRoles(tuple([role async for role in call.arize.iter_roles()]))


COMMAND = Command(
    name="roles",
    place=30,
    summary="Show the roles a user can be given",
    kind=Kind.READ,
    params=Params,
    run=show,
    label="Roles",
    permission="ROLE_READ",
)
