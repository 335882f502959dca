"""The client's part for organizations and spaces. The API has no way to list who is in them, or where somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.arize import operations as op
from bot.arize.errors import NotFound
from bot.arize.paging import LARGEST_PAGE, every_page, page_query, unseen
from bot.arize.reading import read_membership, read_organization_page, read_space_page
from bot.arize.writing import member_body

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Sequence

    from bot.arize.answer import Answer
    from bot.arize.memberships import Membership, Organization, OrganizationPage, Space, SpacePage
    from bot.arize.vocabulary import Vocabulary
    from bot.arize.words import MemberRole


class Ask(Protocol):
    """How the client asks; `ids` fill the path."""

    async def __call__(
        self, operation: op.Operation, *, query: Sequence[tuple[str, str]] = (), body: object = None, **ids: str
    ) -> Answer: ...


@dataclass(frozen=True)
class Places:
    """Raises what the client raises. All that it changes may be asked for again, and is."""

    ask: Ask
    vocabulary: Vocabulary

    async def list_organizations(
        self, *, limit: int = 50, cursor: str | None = None, name: str | None = None
    ) -> OrganizationPage:
        """One page; `limit` is 1 to 100, `name` a part of the name."""
        query = [*page_query(limit, cursor), *_given(name=name)]
        return read_organization_page(op.LIST_ORGANIZATIONS, await self.ask(op.LIST_ORGANIZATIONS, query=query))

    async def iter_organizations(
        self, *, name: str | None = None, limit: int = LARGEST_PAGE
    ) -> AsyncIterator[Organization]:
        """Organizations of all pages; `limit` is a page's size."""
        pages = every_page(
            op.LIST_ORGANIZATIONS, lambda cursor: self.list_organizations(limit=limit, cursor=cursor, name=name)
        )
        seen: set[str] = set()
        async for page in pages:
            for organization in unseen(page.organizations, seen):
                yield organization

    async def list_spaces(
        self, *, limit: int = 50, cursor: str | None = None, org_id: str | None = None, name: str | None = None
    ) -> SpacePage:
        """One page, of one organization or of all; as list_organizations."""
        query = [*page_query(limit, cursor), *_given(org_id=org_id, name=name)]
        return read_space_page(op.LIST_SPACES, await self.ask(op.LIST_SPACES, query=query))

    async def iter_spaces(
        self, *, org_id: str | None = None, name: str | None = None, limit: int = LARGEST_PAGE
    ) -> AsyncIterator[Space]:
        """Spaces of all pages; as iter_organizations."""
        pages = every_page(
            op.LIST_SPACES,
            lambda cursor: self.list_spaces(limit=limit, cursor=cursor, org_id=org_id, name=name),
        )
        seen: set[str] = set()
        async for page in pages:
            for space in unseen(page.spaces, seen):
                yield space

    async def add_to_organization(self, org_id: str, user_id: str, role: MemberRole) -> Membership:
        """Put somebody in, or give them another role there.

        Raises BadRequest where the role does not suit the account's: annotators are annotators, nobody else is.
        """
        body = member_body(user_id, role, self.vocabulary)
        answer = await self.ask(op.ADD_TO_ORGANIZATION, body=body, org_id=org_id)
        return read_membership(op.ADD_TO_ORGANIZATION, answer, self.vocabulary)

    async def add_to_space(self, space_id: str, user_id: str, role: MemberRole) -> Membership:
        """As add_to_organization; raises BadRequest also for somebody who is not in the space's organization."""
        body = member_body(user_id, role, self.vocabulary)
        answer = await self.ask(op.ADD_TO_SPACE, body=body, space_id=space_id)
        return read_membership(op.ADD_TO_SPACE, answer, self.vocabulary)

    async def remove_from_organization(self, org_id: str, user_id: str) -> None:
        """And out of all of its spaces. Raises NotFound for somebody who is not in it."""
        await _gone(self.ask(op.REMOVE_FROM_ORGANIZATION, org_id=org_id, user_id=user_id))

    async def remove_from_space(self, space_id: str, user_id: str) -> None:
        """Raises NotFound for somebody who is not in it."""
        await _gone(self.ask(op.REMOVE_FROM_SPACE, space_id=space_id, user_id=user_id))


async def _gone(removing: Awaitable[object]) -> None:
    """What is not found after an answer was lost is gone, and that is what was asked for."""
    try:
        await removing
    except NotFound as error:
        if not error.may_have_happened:
            raise


def _given(**filters: str | None) -> list[tuple[str, str]]:
    return [(name, value) for name, value in filters.items() if value]
