"""Organizations and spaces as choices of a form. A choice's value is an organization's id, or that and a space's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot.arize import Forbidden, MemberRole, NotFound, Organization, UserRole
from bot.command.doubt import why_in_doubt
from bot.command.form import Choice
from bot.domain.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.arize import ArizeClient, ArizeError, Role, Space, User

Named = TypeVar("Named", bound=Organization)

NOT_LISTED = (
    "The bot's Arize key may not list organizations, so nobody can be added to one or taken out of one here. "
    "Ask the operator for a key of an account admin."
)
NONE_THERE = "There is no organization in this account that the bot's Arize key can see."
PERMISSION = "the admin role of the organization or the space, or that of the account"
UNSEEN = "Arize does not tell which organizations and spaces somebody is in, so it cannot be shown here."
_BETWEEN = ":"
"""Between the two ids of a space's value; ids are Base64, which does not have it."""

ROLES = (
    Choice(MemberRole.ADMIN, "Admin", "Runs it, and says who is in it"),
    Choice(MemberRole.MEMBER, "Member", "Works with what is in it"),
    Choice(MemberRole.READ_ONLY, "Read only", "Looks, and changes nothing"),
    Choice(MemberRole.ANNOTATOR, "Annotator", "Labels data and nothing else"),
)
"""From the one that may most to the one that may least."""


@dataclass(frozen=True)
class Place:
    """An organization, or one of its spaces."""

    org_id: str
    space_id: str | None = None

    @property
    def value(self) -> str:
        return self.org_id if self.space_id is None else f"{self.org_id}{_BETWEEN}{self.space_id}"

    @classmethod
    def of(cls, value: str) -> Place:
        """The inverse of `value`."""
        org_id, between, space_id = value.partition(_BETWEEN)
        return cls(org_id, space_id if between else None)


@dataclass(frozen=True)
class Places:
    """All that the bot's key can see, by name."""

    organizations: tuple[Organization, ...]
    spaces: tuple[Space, ...]

    def organization_choices(self, words: str = "{name}", description: str = "") -> tuple[Choice, ...]:
        return tuple(
            Choice(Place(each.id).value, words.format(name=each.name), description or each.description or "")
            for each in self.organizations
        )

    def space_choices(self) -> tuple[Choice, ...]:
        """Each with its organization's name before its own."""
        return tuple(
            Choice(Place(above.id, each.id).value, f"{above.name} / {each.name}", each.description or "")
            for above in self.organizations
            for each in self.spaces
            if each.organization_id == above.id
        )


async def places(arize: ArizeClient) -> Places:
    """Raises Mistake where there is no organization to choose; spaces that cannot be listed are done without."""
    try:
        organizations = [each async for each in arize.places.iter_organizations()]
    except (Forbidden, NotFound):
        raise Mistake(NOT_LISTED) from None
    if not organizations:
        raise Mistake(NONE_THERE)
    ordered = _by_name(organizations)
    try:
        return Places(ordered, _by_name(await _spaces(arize, ordered)))
    except (Forbidden, NotFound):
        return Places(ordered, ())


async def _spaces(arize: ArizeClient, organizations: tuple[Organization, ...]) -> list[Space]:
    """Older servers do not say which organization a space belongs to, so each is asked for its own."""
    spaces = [each async for each in arize.places.iter_spaces()]
    if all(each.organization_id for each in spaces):
        return spaces
    return [
        each.model_copy(update={"organization_id": above.id})
        for above in organizations
        async for each in arize.places.iter_spaces(org_id=above.id)
    ]


def _by_name(found: list[Named]) -> tuple[Named, ...]:
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))


def fitting_roles(user: User | None) -> tuple[Choice, ...]:
    """Annotators of the account are annotators everywhere, and nobody else is one anywhere."""
    role = user.role.name if user else None
    if role not in UserRole.__members__:
        return ROLES
    return tuple(choice for choice in ROLES if (choice.value == MemberRole.ANNOTATOR) is (role == UserRole.ANNOTATOR))


def role_label(role: Role) -> str:
    """Words that nobody knows yet are shown as they came."""
    has = role.name or role.id or role.type
    return next((choice.label for choice in ROLES if choice.value == has), has)


def what_is_lost(error: ArizeError, email: str, where: str) -> str:
    return (
        f"{why_in_doubt(error)}, so it is not known whether anything was changed for {email} in {where}. "
        "Arize does not show who is in it, but doing the same again harms nothing."
    )


def highest(roles: Iterable[MemberRole]) -> MemberRole:
    """The one that may most; what a policy says of it holds for all of them."""
    return min(roles, key=list(MemberRole).index)
