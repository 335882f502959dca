"""Organizations, their spaces and who is in them, as frozen values that are read as leniently as users are."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.arize.models import MaybeText, Role, readable_name

_READ = ConfigDict(frozen=True, extra="allow", hide_input_in_errors=True, defer_build=True)
_PAGE = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


class Organization(BaseModel):
    """A part of the account. One without a name goes by its id."""

    model_config = _READ

    id: str = Field(min_length=1)
    name: str
    description: MaybeText = None

    @model_validator(mode="before")
    @classmethod
    def _as_told(cls, data: object) -> object:
        return data | {"name": readable_name(data.get("name")) or data.get("id")} if isinstance(data, dict) else data


class Space(Organization):
    """A part of an organization. Older servers do not say of which: `organization_id` is None then."""

    organization_id: MaybeText = None


class OrganizationPage(BaseModel):
    """One page; as UserPage."""

    model_config = _PAGE

    organizations: tuple[Organization, ...]
    next_cursor: str | None = None
    unreadable: int = 0


class SpacePage(BaseModel):
    """One page; as UserPage."""

    model_config = _PAGE

    spaces: tuple[Space, ...]
    next_cursor: str | None = None
    unreadable: int = 0


class Membership(BaseModel):
    """The role that somebody has in an organization or a space now."""

    model_config = _READ

    role: Role
