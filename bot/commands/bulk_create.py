"""`bulk-create`: many new users from a pasted list or a CSV file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from bot.arize import InviteMode, UserRole, UserStatus
from bot.command import Batch, BatchParams, Command, Kind, TextField
from bot.command.batch import LONGEST_TEXT, one_by_one
from bot.command.newcomers import INVITATION, ROLE, custom_roles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.arize import User
    from bot.command import Choice

USERS = TextField(
    "Users, one per line",
    hint="An address; or Jane Doe <jane@example.com>; or address, name, role, developer (on or off).",
    placeholder="jane@example.com, Jane Doe, Member",
    max_length=LONGEST_TEXT,
    multiline=True,
    optional=True,
)
ROLES_NAMED = 6
"""Of those that there are, where a row has another one."""
SWITCH = {"on": "on", "true": "on", "yes": "on", "off": "off", "false": "off", "no": "off", "default": "default"}


class BulkCreateParams(BatchParams):
    text: Annotated[str | None, Field(max_length=LONGEST_TEXT), USERS] = None
    role: Annotated[str, replace(ROLE, hint=f"Where a row names none. {ROLE.hint}")] = UserRole.MEMBER
    invite_mode: Annotated[InviteMode, INVITATION] = InviteMode.EMAIL_LINK


def fill(
    params: BulkCreateParams, cells: Mapping[str, str], choices: Mapping[str, tuple[Choice, ...]]
) -> dict[str, str]:
    """What `create` is asked with; a temporary password goes to the new user and to nobody else."""
    email = cells.get("email", "")
    return {
        "email": email,
        "name": cells.get("name") or _name_of(email),
        "role": _role(cells["role"], choices.get("role", ())) if "role" in cells else params.role,
        "invite_mode": params.invite_mode.value,
        "recipient": "new_user_alone",
        "developer": _developer(cells.get("developer", "default")),
    }


def _name_of(email: str) -> str:
    """`ada.byron@example.com` is Ada Byron until somebody knows better; the preview shows it."""
    local = email.partition("@")[0].partition("+")[0]
    return " ".join(part.capitalize() for part in local.replace("_", ".").replace("-", ".").split(".") if part)


def _role(said: str, custom: tuple[Choice, ...]) -> str:
    known = (*ROLE.choices, *custom)
    for choice in known:
        if said.casefold() in (choice.value.casefold(), choice.label.casefold()):
            return choice.value
    raise ValueError(f"There is no role “{said}”. {_named([choice.label for choice in known])}")


def _named(roles: list[str]) -> str:
    """Here, since not everybody who may send a list may look at the roles."""
    said = [f"“{role}”" for role in roles[:ROLES_NAMED]]
    more = len(roles) - len(said)
    last = f"{more:,} more" if more else said.pop()
    return f"There are {', '.join(said)} and {last}."


def _developer(said: str) -> str:
    if said.casefold() not in SWITCH:
        raise ValueError(f"The developer permission cannot be “{said}”. Write on or off.")
    return SWITCH[said.casefold()]


def clash(user: User) -> str | None:
    """Somebody whose invitation expired can be invited again."""
    if user.status == UserStatus.ACTIVE:
        return "They are in Arize AX already, and active."
    return "They were invited already. “resend” mails them once more." if user.status == UserStatus.INVITED else None


COMMAND = Command(
    name="bulk-create",
    place=45,
    summary="Invite many at once, pasted or from a CSV file",
    kind=Kind.CHANGE,
    params=BulkCreateParams,
    run=one_by_one,
    label="Create many users",
    submit="Check the list",
    permission="USER_CREATE or the account admin role (for roles other than Member and Annotator)",
    choices=custom_roles,
    notes=lambda _user: ("Every row is checked first, and you see what will happen before anything does.",),
    batch=Batch(
        of="create",
        columns={
            "email": ("e-mail", "address", "e-mail address", "mail", "user"),
            "name": ("full name", "display name"),
            "role": (),
            "developer": ("developer permission", "is developer"),
        },
        who=("email",),
        fill=fill,
        clash=clash,
        colleagues_only=lambda params: params.invite_mode is InviteMode.TEMPORARY_PASSWORD,
        verb="Create",
        past="created",
    ),
)
