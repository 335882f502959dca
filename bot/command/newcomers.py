"""What is asked about people who come into the account, one or many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.arize import ArizeError
from bot.command.form import Choice, ChoiceField

if TYPE_CHECKING:
    from bot.arize import ArizeClient, User

CUSTOM = "custom:"
"""Stands before the id of a custom role, which is what tells it from a predefined one in a form."""

ROLE = ChoiceField(
    "Role",
    (
        Choice("ADMIN", "Admin", "Runs the account"),
        Choice("MEMBER", "Member", "Works with data; API keys as the account's default says"),
        Choice("MEMBER_UI_ONLY", "Member - UI Only", "Works in the browser, no API keys"),
        Choice("ANNOTATOR", "Annotator", "Labels data and nothing else"),
    ),
    hint="Choose with care: a role cannot be changed later through the API.",
    initial="MEMBER",
)
INVITATION = ChoiceField(
    "Invitation",
    (
        Choice("EMAIL_LINK", "E-mail link", "Arize mails a link; the user sets a password with it"),
        Choice("TEMPORARY_PASSWORD", "Temporary password", "Sent by direct message here; changed at the first sign-in"),
        Choice("NONE", "None", "Active at once, no mail: for single sign-on accounts"),
    ),
    initial="EMAIL_LINK",
    explained=True,
)


async def custom_roles(arize: ArizeClient, _user: User | None) -> dict[str, tuple[Choice, ...]]:
    """The account's own roles. Without ROLE_READ the form does with the predefined ones."""
    try:
        roles = [role async for role in arize.iter_roles(is_predefined=False)]
    except ArizeError:
        return {}
    return {"role": tuple(Choice(f"{CUSTOM}{role.id}", role.name, role.description or "") for role in roles)}
