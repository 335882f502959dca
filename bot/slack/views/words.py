"""The glossary: how the API's values are said to people. What is not in here is shown as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Mark

if TYPE_CHECKING:
    from bot.arize import Role, User

STATUS_WORDS = {"ACTIVE": "Active", "INVITED": "Invited", "EXPIRED": "Invitation expired"}
STATUS_MARKS = {"ACTIVE": ":large_green_circle:", "INVITED": ":envelope:", "EXPIRED": ":hourglass:"}
ROLE_WORDS = {
    "ADMIN": "Admin",
    "MEMBER": "Member",
    "MEMBER_UI_ONLY": "Member - UI only",
    "ANNOTATOR": "Annotator",
}
DEVELOPER_WORDS = {True: "on", False: "off", None: "not told"}
MARKS = {
    Mark.DONE: ":white_check_mark:",
    Mark.NOTHING_CHANGED: ":information_source:",
    Mark.PARTLY_DONE: ":warning:",
    Mark.FAILED: ":x:",
    Mark.UNKNOWN: ":grey_question:",
}


def status_words(user: User) -> str:
    """With its mark; a status that nobody knows yet has none."""
    return f"{STATUS_MARKS.get(user.status, '')} {plain_status(user)}".strip()


def plain_status(user: User) -> str:
    return STATUS_WORDS.get(user.status, user.status)


def role_words(role: Role) -> str:
    """A predefined role's name as the Arize app shows it; a custom role's own name, or its id where it has none."""
    if role.name is None:
        return role.id or "not told"
    return ROLE_WORDS.get(role.name, role.name)
