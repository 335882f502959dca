"""The client: users and roles of an Arize AX account, over REST API v2; its organizations are in `places`."""

from __future__ import annotations

from contextlib import aclosing
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.arize import operations as op
from bot.arize.base_url import DEFAULT_BASE_URL
from bot.arize.ended import watched_call
from bot.arize.errors import AmbiguousEmail
from bot.arize.limiter import Limiter
from bot.arize.paging import LARGEST_PAGE, every_page, page_query, unseen
from bot.arize.places import Places
from bot.arize.prerelease import PrereleaseWarnings
from bot.arize.reading import read_created, read_role_page, read_user, read_user_page, unreadable
from bot.arize.retry import RetryPolicy, Wait, repeating
from bot.arize.transport import Transport
from bot.arize.vocabulary import EnumCase, Vocabulary
from bot.arize.writing import create_body, update_body

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
    from typing import Self

    from pydantic import SecretStr

    from bot.arize.answer import Answer
    from bot.arize.ended import Ended
    from bot.arize.models import Created, NewUser, RoleInfo, RolePage, User, UserPage

LONGEST_FILTER = 255
"""Characters that the `email` filter takes."""


class ArizeClient:
    """Every method raises ArizeError for what goes wrong on the way, and ValueError for what cannot be asked.

    `timeout` is in seconds, for each step of one attempt (connecting, sending, the answer's beginning, its body).
    `warn_prerelease` logs one `arize.prerelease` for each function that the vendor calls BETA, at its first use.
    `on_end` is told how every call ended.
    """

    def __init__(  # noqa: PLR0913 - each is a choice of its own, with a default
        self,
        api_key: SecretStr,
        *,
        base_url: str = DEFAULT_BASE_URL,
        enum_case: EnumCase = EnumCase.AUTO,
        timeout: float = 10.0,
        retry: RetryPolicy = RetryPolicy(),  # noqa: B008 - frozen
        warn_prerelease: bool = True,
        on_end: Callable[[Ended], None] | None = None,
    ) -> None:
        self._transport = Transport(api_key, base_url, timeout)
        self._vocabulary = Vocabulary(enum_case)
        self._retry = retry
        self._warnings = PrereleaseWarnings(wanted=warn_prerelease)
        self._limiter = Limiter(retry.first_backoff, retry.longest_wait)
        self._is_list = False
        self._on_wait: Callable[[Wait], None] | None = None
        self._on_end = on_end or (lambda _: None)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections, also those of every view."""
        await self._transport.aclose()

    def watched(self, on_wait: Callable[[Wait], None]) -> ArizeClient:
        """This client, which tells `on_wait` of each wait before it asks again.

        Connections and what was learned are shared.
        """
        view = copy(self)
        view._on_wait = on_wait  # noqa: SLF001 - a copy of our own kind
        return view

    def for_lists(self) -> ArizeClient:
        """This client, whose calls wait until the API takes them, so that those of other people are not refused."""
        view = copy(self)
        view._is_list = True  # noqa: SLF001 - a copy of our own kind
        return view

    def room(self, most: int) -> int:
        """How many calls of a list may be under way, at most so many: as far as is known, what it takes in a second."""
        return self._limiter.room(most)

    @property
    def places(self) -> Places:
        """Organizations and spaces, and who is in them."""
        return Places(self._ask, self._vocabulary)

    @property
    def said_date(self) -> str:
        """What time it was for the server at its last answer, as the header `Date` has it; empty before the first."""
        return self._transport.said_date

    @property
    def seen_case(self) -> EnumCase | None:
        """The case in which the server was last seen to write its fixed words; None before that."""
        return self._vocabulary.seen

    async def probe(self) -> None:
        """Ask for one user: tells whether the API answers to this key, and in which case it writes its words."""
        await self.list_users(limit=1)

    async def list_users(
        self, *, limit: int = 50, cursor: str | None = None, email: str | None = None, status: Sequence[str] = ()
    ) -> UserPage:
        """One page, oldest first, each user once; deleted users are never in it.

        `limit` is 1 to 100; `email` a part of the address, in any case, at most 255 characters; no `status` means all.
        """
        wanted = [("status", self._vocabulary.write(word)) for word in status]
        query = [*page_query(limit, cursor), *([("email", email)] if email else []), *wanted]
        answer = await self._ask(op.LIST_USERS, query=query)
        page = read_user_page(op.LIST_USERS, answer, self._vocabulary)
        return page.model_copy(update={"users": unseen(page.users, set())})

    async def iter_users(
        self, *, email: str | None = None, status: Sequence[str] = (), limit: int = LARGEST_PAGE
    ) -> AsyncIterator[User]:
        """Users of all pages, each once; `limit` is a page's size.

        Raises UnreadableAnswer where the pages lead in a circle.
        """
        async for page in self.iter_user_pages(email=email, status=status, limit=limit):
            for user in page.users:
                yield user

    async def iter_user_pages(
        self, *, email: str | None = None, status: Sequence[str] = (), limit: int = LARGEST_PAGE
    ) -> AsyncGenerator[UserPage, None]:
        """The pages themselves, which say how many of their users could not be read; as iter_users."""
        seen: set[str] = set()
        async for page in every_page(
            op.LIST_USERS,
            lambda cursor: self.list_users(limit=limit, cursor=cursor, email=email, status=status),
        ):
            yield page.model_copy(update={"users": unseen(page.users, seen)})

    async def find_user(self, email: str, *, is_to_change: bool = True) -> User | None:
        """The user with exactly this address, in any case; looked for on all pages.

        Raises AmbiguousEmail where there are two, and UnreadableAnswer where it is not among those that can be read
        but may be among the others. Of somebody who is only looked at, no page is read beyond the one they are on.
        """
        wanted = email.strip()
        if not wanted:
            return None
        found: dict[str, User] = {}
        unread = 0
        async with aclosing(self.iter_user_pages(email=wanted[:LONGEST_FILTER])) as pages:
            async for page in pages:
                found |= {user.id: user for user in page.users if user.email.casefold() == wanted.casefold()}
                unread += page.unreadable
                if found and not is_to_change:
                    break
        return _the_one(tuple(found.values()), unread)

    async def get_user(self, user_id: str) -> User:
        """Raises NotFound for an unknown or deleted user, and for one that the key may not see."""
        return read_user(op.GET_USER, await self._ask(op.GET_USER, user_id=user_id), self._vocabulary)

    async def create_user(self, new: NewUser) -> Created:
        """Add or invite a user. Raises Conflict where the address belongs to an active or a deleted user.

        Where `may_have_happened` is set on what it raises, look the address up: a temporary password is lost then.
        """
        operation = op.CREATE_USER[new.invite_mode]
        answer = await self._ask(operation, body=create_body(new, self._vocabulary))
        return read_created(operation, answer, self._vocabulary)

    async def update_user(self, user_id: str, *, name: str | None = None, is_developer: bool | None = None) -> User:
        """Change the display name (1 to 255 characters), the developer permission, or both. Nothing else can be."""
        body = update_body(name, is_developer=is_developer)
        answer = await self._ask(op.UPDATE_USER, user_id=user_id, body=body)
        return read_user(op.UPDATE_USER, answer, self._vocabulary)

    async def delete_user(self, user_id: str) -> None:
        """For good: the address can never be invited again. Deleting twice is no error."""
        await self._ask(op.DELETE_USER, user_id=user_id)

    async def resend_invitation(self, user_id: str) -> None:
        """Mail a new link; earlier ones stop working. Raises BadRequest unless the user is INVITED."""
        await self._ask(op.RESEND_INVITATION, user_id=user_id)

    async def reset_password(self, user_id: str) -> None:
        """Mail a link that works for 30 minutes. Raises BadRequest for single sign-on and for the unverified."""
        await self._ask(op.RESET_PASSWORD, user_id=user_id)

    async def list_roles(
        self, *, limit: int = 50, cursor: str | None = None, is_predefined: bool | None = None
    ) -> RolePage:
        """One page; `limit` is 1 to 100, `is_predefined` None gives both kinds. Raises Forbidden without ROLE_READ."""
        kind = [] if is_predefined is None else [("is_predefined", str(is_predefined).lower())]
        return read_role_page(op.LIST_ROLES, await self._ask(op.LIST_ROLES, query=[*page_query(limit, cursor), *kind]))

    async def iter_roles(
        self, *, is_predefined: bool | None = None, limit: int = LARGEST_PAGE
    ) -> AsyncIterator[RoleInfo]:
        """Roles of all pages; as iter_users."""
        pages = every_page(
            op.LIST_ROLES,
            lambda cursor: self.list_roles(limit=limit, cursor=cursor, is_predefined=is_predefined),
        )
        seen: set[str] = set()
        async for page in pages:
            for role in unseen(page.roles, seen):
                yield role

    async def _ask(
        self,
        operation: op.Operation,
        *,
        query: Sequence[tuple[str, str]] = (),
        body: object = None,
        **ids: str,
    ) -> Answer:
        path = operation.path_for(**ids)
        self._warnings.give(operation)

        passing = self._limiter.in_turn if self._is_list else self._limiter.at_once

        async def once() -> Answer:
            return await passing(lambda: self._transport.ask(operation, path, query, body))

        with watched_call(operation, self._on_end) as watched:
            watch = watched.waiting(self._on_wait)
            answer, after_doubt = await repeating(operation, self._retry, watch, once)
            watched.status = answer.status
        return replace(answer, after_doubt=True) if after_doubt else answer


def _the_one(found: tuple[User, ...], unread: int) -> User | None:
    if len(found) > 1:
        raise AmbiguousEmail(op.LIST_USERS.name, "two users have this address")
    if not found and unread:
        raise unreadable(op.LIST_USERS, "a user that may have this address cannot be read")
    return found[0] if found else None
