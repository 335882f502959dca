"""Which key may do what: the column "Caller needs" of the API's operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.arize.refusals import Refused, forbidden, not_found

if TYPE_CHECKING:
    from bot.simulator.arize.records import Changes, Key, NewUser

MEMBER_MAY_GRANT = ("MEMBER", "ANNOTATOR")
PERMISSIONS = ("USER_READ", "USER_CREATE", "USER_UPDATE", "USER_DELETE", "ROLE_READ")


def is_admin(key: Key) -> bool:
    return key.role == "ADMIN"


def may_read_users(key: Key) -> bool:
    return key.role in ("ADMIN", "MEMBER") or "USER_READ" in key.permissions


def may(key: Key, permission: str) -> bool:
    return is_admin(key) or permission in key.permissions


def demand_reading_users(key: Key) -> None:
    if not may_read_users(key):
        raise forbidden("Listing users needs the account role ADMIN or MEMBER, or USER_READ.")


def demand_reading_roles(key: Key) -> None:
    if key.role != "MEMBER" and not may(key, "ROLE_READ"):
        raise forbidden("Listing roles needs ROLE_READ.")


def may_read_places(key: Key) -> bool:
    return key.role in ("ADMIN", "MEMBER")


def demand_reading_places(key: Key, what: str) -> None:
    if not may_read_places(key):
        raise forbidden(f"Listing {what} needs the account role ADMIN or MEMBER.")


def demand_running(key: Key, what: str, *, runs_it: bool) -> None:
    """`runs_it`: the key's user is an admin there. 403 where the key could at least see the place, else 404."""
    if not is_admin(key) and not runs_it:
        needed = f"This needs the admin role of the {what}."
        raise forbidden(needed) if may_read_places(key) else not_found(what)


def demand_inviting(key: Key) -> None:
    if key.role not in ("ADMIN", "MEMBER"):
        raise forbidden("Inviting users needs the account role ADMIN or MEMBER.")


def demand_granting(key: Key, new: NewUser) -> None:
    if not is_admin(key) and new.role not in MEMBER_MAY_GRANT:
        raise forbidden("A MEMBER may assign only the roles MEMBER and ANNOTATOR.")


def demand(key: Key, permission: str) -> None:
    """403 where the key could at least read the user, and 404 where it could not."""
    if not may(key, permission):
        raise _refusal(key, f"This needs the account role ADMIN, or {permission}.")


def demand_changing(key: Key, changes: Changes) -> None:
    """The developer flag is for admins: a request that also changes the name is refused as a whole."""
    if changes.is_developer is None:
        demand(key, "USER_UPDATE")
    elif not is_admin(key):
        raise _refusal(key, "Changing is_developer needs the account role ADMIN.")


def _refusal(key: Key, detail: str) -> Refused:
    return forbidden(detail) if may_read_users(key) else not_found()
