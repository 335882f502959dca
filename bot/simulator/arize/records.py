"""What the simulated account remembers. The words are in upper case here; `vocabulary` speaks for the wire."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

ROLES = ("ADMIN", "MEMBER", "MEMBER_UI_ONLY", "ANNOTATOR")
PLACE_ROLES = ("ADMIN", "MEMBER", "READ_ONLY", "ANNOTATOR")
"""The predefined roles in an organization and in a space."""
STATUSES = ("ACTIVE", "INVITED", "EXPIRED")
INVITE_MODES = ("NONE", "EMAIL_LINK", "TEMPORARY_PASSWORD")

RESET_LINK_LIFETIME = timedelta(minutes=30)


@dataclass(frozen=True)
class UserRecord:
    """One user. `serial` orders users of the same instant; `deleted` is the hidden, final state "inactive"."""

    id: str
    serial: int
    name: str
    email: str
    role: str
    status: str
    is_developer: bool
    created_at: datetime
    sso: bool = False
    deleted: bool = False


@dataclass(frozen=True)
class Key:
    """An API key without the key itself. `user_id` is None for a service key, which belongs to nobody."""

    name: str
    role: str
    permissions: frozenset[str]
    user_id: str | None


@dataclass(frozen=True)
class Mail:
    """A mail that went out: kind "invitation" or "reset". `valid_until` is None where no lifetime is published."""

    to: str
    kind: str
    token: str = field(repr=False)
    valid_until: datetime | None = None


@dataclass(frozen=True)
class NewUser:
    """A `CreateUserBody` that was read and found good; the name is trimmed."""

    name: str
    email: str
    role: str
    invite_mode: str


@dataclass(frozen=True)
class Created:
    """What creating came to: `new` is False where a pending invitation was found and left untouched."""

    user: UserRecord
    new: bool
    temporary_password: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class RoleRecord:
    id: str
    serial: int
    name: str
    description: str
    permissions: tuple[str, ...]
    is_predefined: bool
    created_at: datetime


@dataclass(frozen=True)
class OrganizationRecord:
    id: str
    serial: int
    name: str
    description: str
    created_at: datetime


@dataclass(frozen=True)
class SpaceRecord:
    id: str
    serial: int
    organization_id: str
    name: str
    description: str
    is_private: bool
    created_at: datetime


@dataclass(frozen=True)
class PlaceRole:
    """A role in an organization or a space: a predefined one by its name, or one of the account's own by its id."""

    name: str = ""
    custom_id: str = ""


@dataclass(frozen=True)
class NewMember:
    """A read body of a membership: who, and with which role."""

    user_id: str
    role: PlaceRole


@dataclass(frozen=True)
class Membership:
    """Somebody in an organization or a space; `place_id` is the id of either."""

    id: str
    place_id: str
    user_id: str
    role: PlaceRole


@dataclass(frozen=True)
class PlaceQuery:
    """A read query string of a list of organizations or spaces; no `org_id` means the spaces of all of them."""

    limit: int
    cursor: str | None
    name: str = ""
    org_id: str | None = None


@dataclass(frozen=True)
class UserQuery:
    """A read query string of `GET /v2/users`; no statuses means all of them."""

    limit: int
    cursor: str | None
    email: str = ""
    statuses: frozenset[str] = frozenset()

    @property
    def narrows(self) -> bool:
        return bool(self.email or self.statuses)

    def fits(self, user: UserRecord) -> bool:
        """A part of the address, in any case; any status will do where none is asked for."""
        is_status = not self.statuses or user.status in self.statuses
        return is_status and self.email.casefold() in user.email.casefold()


@dataclass(frozen=True)
class Changes:
    """A read `UpdateUserBody`; None means the member was not sent."""

    name: str | None = None
    is_developer: bool | None = None

    def applied_to(self, user: UserRecord) -> UserRecord:
        return replace(
            user,
            name=user.name if self.name is None else self.name,
            is_developer=user.is_developer if self.is_developer is None else self.is_developer,
        )
