"""`revoke <user>`: out of an organization and all of its spaces, or out of one space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from bot.arize import ArizeError, NotFound
from bot.command import Call, Choice, ChoiceField, Command, Kind, LabelledParams, Mark, Told
from bot.command.places import PERMISSION, UNSEEN, Place, places, what_is_lost
from bot.workflow.explain import note

if TYPE_CHECKING:
    from bot.arize import ArizeClient, User

PLACE = ChoiceField("Take out of", (), hint="All that there are, whether the user is in them or not.")


class RevokeParams(LabelledParams):
    place: Annotated[str, Field(min_length=1), PLACE]


async def revoke(call: Call[RevokeParams]) -> Told:
    email, where = call.user.email, call.params.labels["place"]
    try:
        await _remove(call, Place.of(call.params.place))
    except ArizeError as error:
        return _not_removed(call, error)
    return Told(Mark.DONE, f"{email} was taken out of {where}.", call.user)


async def _remove(call: Call[RevokeParams], place: Place) -> None:
    if place.space_id is None:
        await call.arize.places.remove_from_organization(place.org_id, call.user.id)
    else:
        await call.arize.places.remove_from_space(place.space_id, call.user.id)


def _not_removed(call: Call[RevokeParams], error: ArizeError) -> Told:
    email, where = call.user.email, call.params.labels["place"]
    if error.may_have_happened:
        note(error)
        return Told(Mark.UNKNOWN, what_is_lost(error, email, where), call.user)
    if isinstance(error, NotFound):
        unsaid = (
            "If they should be in it: it may be gone, or the bot's key may not see it, and Arize does not say which."
        )
        return Told(Mark.NOTHING_CHANGED, f"{email} is not in {where}.", call.user, details=(unsaid,))
    raise error


def _notes(_user: User | None) -> tuple[str, ...]:
    return (
        "Taking somebody out of an organization takes them out of all of its spaces too.",
        f"{UNSEEN} Nobody keeps which spaces they were in, so giving it back takes somebody who remembers.",
    )


async def _choices(arize: ArizeClient, _user: User | None) -> dict[str, tuple[Choice, ...]]:
    """The organizations first, so that each of them can be chosen however many spaces there are."""
    known = await places(arize)
    organizations = known.organization_choices("Organization {name}, with all of its spaces", "And all of its spaces")
    return {"place": (*organizations, *known.space_choices())}


COMMAND = Command(
    name="revoke",
    place=86,
    summary="Take somebody out of an organization or a space",
    kind=Kind.CHANGE,
    params=RevokeParams,
    run=revoke,
    label="Revoke access",
    submit="Revoke",
    permission=PERMISSION,
    on_user=True,
    notes=_notes,
    choices=_choices,
)
