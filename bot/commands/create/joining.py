"""The organization or the space that a new user comes into, by a second call after they were created."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.arize import ArizeError
from bot.command import Mark
from bot.command.places import Place, role_label, what_is_lost
from bot.commands.create.params import member_role
from bot.workflow.explain import note

if TYPE_CHECKING:
    from bot.arize import Membership, User
    from bot.command import Call, Told
    from bot.commands.create.params import CreateParams

AGAIN = "Try it with “Grant access”: doing it twice harms nothing."


async def join(call: Call[CreateParams], user: User) -> tuple[bool, tuple[str, ...]]:
    """Whether they are where they should be, and what is said of it; nothing where nobody asked for it."""
    if call.params.place is None:
        return True, ()
    where = call.params.labels["place"]
    try:
        joined = await _joined(call, user, Place.of(call.params.place))
    except ArizeError as error:
        note(error)
        if error.may_have_happened:
            return False, (what_is_lost(error, user.email, where),)
        return False, (f"They could not be added to {where}. {AGAIN}",)
    return True, (f"They are in {where} with the role {role_label(joined.role)}.",)


async def _joined(call: Call[CreateParams], user: User, place: Place) -> Membership:
    """Whoever comes into a space has to be in its organization."""
    role = member_role(call.params)
    joined = await call.arize.places.add_to_organization(place.org_id, user.id, role)
    if place.space_id is not None:
        joined = await call.arize.places.add_to_space(place.space_id, user.id, role)
    return joined


def unjoined(params: CreateParams, told: Told) -> Told:
    """The user is there, and nobody knows whether they are in the place that was asked for as well."""
    if params.place is None:
        return told
    where = params.labels.get("place", "the organization")
    said = f"Whether they are in {where} is not known. {AGAIN}"
    return replace(told, mark=Mark.PARTLY_DONE, details=(*told.details, said))
