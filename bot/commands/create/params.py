"""What `create` asks for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import EmailStr, Field, ValidationInfo, field_validator

from bot.arize import InviteMode, MemberRole, NewUser, Role, UserRole
from bot.command import Choice, ChoiceField, Concern, EmailField, LabelledParams, TextField
from bot.command.newcomers import CUSTOM, INVITATION, ROLE

GRANT = "grant"
"""The operation that brings somebody into an organization or a space."""

DEVELOPER = ChoiceField(
    "Developer permission",
    (Choice("default", "The role's default"), Choice("on", "On"), Choice("off", "Off")),
    hint="Whether the user can hold API keys. Set by a second call, after the user was created.",
    initial="default",
)
RECIPIENT = ChoiceField(
    "Who receives a temporary password",
    (
        Choice("new_user", "The new user", "If they are a full member of this Slack; otherwise you"),
        Choice("me", "Me", "You hand it over yourself"),
    ),
    initial="new_user",
    only_with=("invite_mode", InviteMode.TEMPORARY_PASSWORD),
)


PLACE = ChoiceField("Organization or space", (), hint="Added by a second call. “grant” does it later.", optional=True)
PLACE_ROLE = ChoiceField(
    "Role there", (), hint="Left empty: Member, or Annotator where that is their role in the account.", optional=True
)


class CreateParams(LabelledParams):
    """No form offers “new_user_alone”: it is for many at once, where nobody else receives a password."""

    email: Annotated[EmailStr, EmailField("E-mail", placeholder="jane@example.com")]
    name: Annotated[str, Field(min_length=1, max_length=255), TextField("Name", placeholder="Jane Doe")]
    role: Annotated[str, ROLE] = UserRole.MEMBER
    invite_mode: Annotated[InviteMode, INVITATION] = InviteMode.EMAIL_LINK
    recipient: Annotated[Literal["new_user", "me", "new_user_alone"], RECIPIENT] = "new_user"
    developer: Annotated[Literal["default", "on", "off"], DEVELOPER] = "default"
    place: Annotated[str | None, PLACE] = None
    place_role: Annotated[MemberRole | None, PLACE_ROLE] = None

    @field_validator("role")
    @classmethod
    def _known(cls, value: str) -> str:
        if value in UserRole.__members__ or value.startswith(CUSTOM):
            return value
        raise ValueError("Pick a role from the list.")

    @field_validator("place_role")
    @classmethod
    def _fits(cls, value: MemberRole | None, info: ValidationInfo) -> MemberRole | None:
        if value is not None and not info.data.get("place"):
            raise ValueError("Choose the organization or the space in which they get this role, or leave it empty.")
        if value is not None and not _suits(value, str(info.data.get("role", ""))):
            raise ValueError("Annotators of the account are annotators everywhere, and nobody else is one anywhere.")
        return value


def _suits(there: MemberRole, in_account: str) -> bool:
    """What a custom role may be, only the API knows."""
    if in_account not in UserRole.__members__:
        return True
    return (there is MemberRole.ANNOTATOR) is (in_account == UserRole.ANNOTATOR)


def new_user(params: CreateParams) -> NewUser:
    if params.role.startswith(CUSTOM):
        role = Role(type="CUSTOM", id=params.role.removeprefix(CUSTOM))
    else:
        role = Role.predefined(UserRole(params.role))
    return NewUser(name=params.name, email=params.email, role=role, invite_mode=params.invite_mode)


def concerns(params: CreateParams) -> Concern:
    """The policy may look at the new user's address, and at the role: a custom one by its id."""
    return Concern(params.email, params.role.removeprefix(CUSTOM))


def member_role(params: CreateParams) -> MemberRole:
    """Annotators of the account are annotators everywhere."""
    usual = MemberRole.ANNOTATOR if params.role == UserRole.ANNOTATOR else MemberRole.MEMBER
    return params.place_role or usual


def besides(params: CreateParams) -> tuple[Concern, ...]:
    """Coming into an organization or a space is what `grant` does, and takes what that takes."""
    return (Concern(role=member_role(params), operation=GRANT),) if params.place else ()
