"""What `create` asks for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import EmailStr, Field, field_validator

from bot.arize import InviteMode, NewUser, Role, UserRole
from bot.command import ChangeParams, Choice, ChoiceField, Concern, EmailField, TextField
from bot.command.newcomers import CUSTOM, INVITATION, ROLE

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
)


class CreateParams(ChangeParams):
    """No form offers “new_user_alone”: it is for many at once, where nobody else receives a password."""

    email: Annotated[EmailStr, EmailField("E-mail", placeholder="jane@example.com")]
    name: Annotated[str, Field(min_length=1, max_length=255), TextField("Name", placeholder="Jane Doe")]
    role: Annotated[str, ROLE] = UserRole.MEMBER
    invite_mode: Annotated[InviteMode, INVITATION] = InviteMode.EMAIL_LINK
    recipient: Annotated[Literal["new_user", "me", "new_user_alone"], RECIPIENT] = "new_user"
    developer: Annotated[Literal["default", "on", "off"], DEVELOPER] = "default"

    @field_validator("role")
    @classmethod
    def _known(cls, value: str) -> str:
        if value in UserRole.__members__ or value.startswith(CUSTOM):
            return value
        raise ValueError("Pick a role from the list.")


def new_user(params: CreateParams) -> NewUser:
    if params.role.startswith(CUSTOM):
        role = Role(type="CUSTOM", id=params.role.removeprefix(CUSTOM))
    else:
        role = Role.predefined(UserRole(params.role))
    return NewUser(name=params.name, email=params.email, role=role, invite_mode=params.invite_mode)


def concerns(params: CreateParams) -> Concern:
    """The policy may look at the new user's address, and at the role: a custom one by its id."""
    return Concern(params.email, params.role.removeprefix(CUSTOM))
