"""`delete <user>`: block somebody for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Call, ChangeParams, Command, Kind, Mark, Told

if TYPE_CHECKING:
    from bot.arize import ArizeClient
    from bot.command import Traces


async def delete(call: Call[ChangeParams]) -> Told:
    await call.arize.delete_user(call.user.id)
    return Told(
        Mark.DONE,
        f"{call.user.name} ({call.user.email}) was deleted for good.",
        details=("The address can never be invited again.",),
    )


async def what_became(_arize: ArizeClient, _params: ChangeParams, traces: Traces) -> Told:
    """A user who is gone was deleted: Arize shows no other reason."""
    if traces.target is None:
        return Told(Mark.DONE, "The user was deleted: Arize does not have them any more.")
    return Told(Mark.FAILED, f"{traces.target.email} was not deleted.", traces.target)


COMMAND = Command(
    name="delete",
    place=80,
    summary="Delete a user for good",
    kind=Kind.DESTROY,
    params=ChangeParams,
    run=delete,
    label="Delete user",
    submit="Delete for good",
    permission="USER_DELETE",
    on_user=True,
    lasting=(
        "This is permanent. Arize has no way to bring a deleted user back.",
        "Organization and space memberships, API keys and role bindings go with the user.",
        "The address can never be invited again.",
    ),
    reconcile=what_became,
)
