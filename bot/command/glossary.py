"""How the API's values are said to people. What is not in here is said as it came."""

from __future__ import annotations

from typing import Final

from bot.command.newcomers import ROLE

_STATUSES: Final = {"ACTIVE": "Active", "INVITED": "Invited", "EXPIRED": "Invitation expired"}
_ROLES: Final = {choice.value: choice.label for choice in ROLE.choices}


def status_word(status: str) -> str:
    return _STATUSES.get(status, status)


def role_word(role: str) -> str:
    """A predefined role's name as the Arize app shows it; a custom role has a name of its own."""
    return _ROLES.get(role, role)
