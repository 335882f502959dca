"""The roles that an account knows: the predefined ones and a custom one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.arize.identifiers import opaque_id
from bot.simulator.arize.records import RoleRecord
from bot.simulator.arize.rights import PERMISSIONS

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

_PREDEFINED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Admin", "Runs the account.", PERMISSIONS),
    ("Member", "Works in the account.", ("USER_READ", "ROLE_READ")),
    ("Member - UI Only", "Works in the account, without the API.", ()),
    ("Annotator", "Labels data, nothing else.", ()),
)
_CUSTOM = ("People Desk", "Looks after invitations.", ("USER_READ", "USER_CREATE", "USER_UPDATE"))


def all_roles(created_at: datetime, ids: Random) -> tuple[RoleRecord, ...]:
    rows = (*((row, True) for row in _PREDEFINED), (_CUSTOM, False))
    return tuple(
        RoleRecord(opaque_id("Role", serial, ids), serial, name, description, permissions, predefined, created_at)
        for serial, ((name, description, permissions), predefined) in enumerate(rows, start=1)
    )
