"""`grant <user>`: into an organization, and into one of its spaces; or another role there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, ValidationInfo, field_validator

from bot.arize import ArizeError, MemberRole, NotFound
from bot.command import Call, Choice, ChoiceField, Command, Concern, Kind, LabelledParams, Mark, Told
from bot.command.places import PERMISSION, UNSEEN, Place, fitting_roles, highest, places, role_label, what_is_lost
from bot.workflow.explain import explain, note

if TYPE_CHECKING:
    from bot.arize import ArizeClient, Membership, User
    from bot.command import Action

ORGANIZATION = ChoiceField("Organization", ())
ROLE = ChoiceField("Role in the organization", (), initial=MemberRole.MEMBER)
SPACE = ChoiceField("Space", (), hint="Leave it empty to change the organization alone.", optional=True)
SPACE_ROLE = ChoiceField("Role in the space", (), hint="Only together with a space.", optional=True)


class GrantParams(LabelledParams):
    organization: Annotated[str, Field(min_length=1), ORGANIZATION]
    role: Annotated[MemberRole, ROLE]
    space: Annotated[str | None, SPACE] = None
    space_role: Annotated[MemberRole | None, Field(validate_default=True), SPACE_ROLE] = None

    @field_validator("space")
    @classmethod
    def _in_the_organization(cls, space: str | None, info: ValidationInfo) -> str | None:
        if space and Place.of(space).org_id != info.data.get("organization"):
            raise ValueError("This space is in another organization. Its name begins with that of its organization.")
        return space

    @field_validator("space_role")
    @classmethod
    def _with_a_space(cls, role: MemberRole | None, info: ValidationInfo) -> MemberRole | None:
        """Where the space is wrong, that is enough to say."""
        space = info.data.get("space", "")
        if space is None and role is not None:
            raise ValueError("Choose the space in which they get this role, or leave the role empty.")
        if space and role is None:
            raise ValueError("Choose the role that they get in the space.")
        return role

    @property
    def in_space(self) -> tuple[str, MemberRole] | None:
        """The id of the space, and the role there."""
        space_id = Place.of(self.space).space_id if self.space else None
        return (space_id, self.space_role) if space_id and self.space_role else None


async def grant(call: Call[GrantParams]) -> Told:
    wanted = call.params
    try:
        joined = await call.arize.places.add_to_organization(wanted.organization, call.user.id, wanted.role)
    except ArizeError as error:
        return _not_granted(call, error)
    done = _in_it(call, "organization", joined)
    return Told(Mark.DONE, done, call.user) if wanted.in_space is None else await _space(call, done, *wanted.in_space)


def _not_granted(call: Call[GrantParams], error: ArizeError) -> Told:
    if error.may_have_happened:
        note(error)
        said = what_is_lost(error, call.user.email, call.params.labels["organization"])
        return Told(Mark.UNKNOWN, said, call.user, actions=_again(call))
    if isinstance(error, NotFound):
        return Told(Mark.FAILED, f"Nothing was done. {_why(error)}")
    raise error


async def _space(call: Call[GrantParams], done: str, space_id: str, role: MemberRole) -> Told:
    """The organization is done by now, whatever becomes of the space."""
    try:
        joined = await call.arize.places.add_to_space(space_id, call.user.id, role)
    except ArizeError as error:
        note(error)
        return Told(Mark.PARTLY_DONE, done, call.user, details=(_missing(call, error),), actions=_again(call))
    return Told(Mark.DONE, done, call.user, details=(_in_it(call, "space", joined),))


def _in_it(call: Call[GrantParams], place: str, joined: Membership) -> str:
    """The role is the one that the API says they have now."""
    return f"{call.user.email} is in {call.params.labels[place]} with the role {role_label(joined.role)}."


def _missing(call: Call[GrantParams], error: ArizeError) -> str:
    space = call.params.labels["space"]
    if error.may_have_happened:
        return what_is_lost(error, call.user.email, space)
    return f"They were not added to {space}. {_why(error)}"


def _why(error: ArizeError) -> str:
    if isinstance(error, NotFound):
        return (
            "Arize AX has no such place or no such user any more, or the bot's key may not see them: it does not say."
        )
    return explain(error, COMMAND)


def _again(call: Call[GrantParams]) -> tuple[Action, ...]:
    """The form as it was filled in: granting twice is granting once."""
    values = {name: str(value) for name, value in call.params.model_dump(exclude={"labels"}, exclude_none=True).items()}
    return tuple(replace(each, label="Grant again", values=values) for each in call.actions_on(call.user, "grant"))


def _notes(user: User | None) -> tuple[str, ...]:
    roles = fitting_roles(user)
    is_annotator = [choice.value for choice in roles] == [MemberRole.ANNOTATOR]
    only = ("Annotators of the account can have no other role than Annotator.",) if is_annotator else ()
    return ("Adds the user, or gives them another role where they are in already.", UNSEEN, *only)


async def _choices(arize: ArizeClient, user: User | None) -> dict[str, tuple[Choice, ...]]:
    """Without a space to choose there is no role for one."""
    known, roles = await places(arize), fitting_roles(user)
    spaces = known.space_choices()
    return {
        "organization": known.organization_choices(),
        "role": roles,
        "space": spaces,
        "space_role": roles if spaces else (),
    }


def _concerns(params: GrantParams) -> Concern:
    """The higher of the two roles, so that a policy cannot be passed by way of a space."""
    return Concern(role=highest(role for role in (params.role, params.space_role) if role))


COMMAND = Command(
    name="grant",
    place=84,
    summary="Add somebody to an organization and a space, or change their role",
    kind=Kind.CHANGE,
    params=GrantParams,
    run=grant,
    label="Grant access",
    submit="Grant",
    permission=PERMISSION,
    on_user=True,
    notes=_notes,
    choices=_choices,
    concerns=_concerns,
)
