"""Many people looked up in the account: one by one where they are few, else in one walk over all of its pages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.arize import AmbiguousEmail, NotFound
from bot.domain.references import ByEmail, ById

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping

    from bot.arize import ArizeClient, User

    Tell = Callable[[str], Awaitable[object]]
    Wanted = ByEmail | ById
    Found = Mapping[Wanted, tuple[User, ...]]

FEW = 20
"""A walk over 50,000 users takes 500 calls; a look-up takes one."""
TELL_EVERY = 2000
"""Users after which somebody who waits hears how far it is."""


async def matched(arize: ArizeClient, wanted: Collection[Wanted], tell: Tell) -> Found:
    """Who is behind each; nobody, or two where an address belongs to two users. Raises what `arize` raises."""
    if len(wanted) <= FEW:
        return {each: await _looked_up(arize, each) for each in wanted}
    return await _walked(arize, wanted, tell)


async def _looked_up(arize: ArizeClient, each: Wanted) -> tuple[User, ...]:
    try:
        found = await (arize.get_user(each.id) if isinstance(each, ById) else arize.find_user(each.email))
    except NotFound:
        return ()
    except AmbiguousEmail:
        return tuple([user async for user in arize.iter_users(email=_address(each)) if _has(user, each)])
    return (found,) if found else ()


async def _walked(arize: ArizeClient, wanted: Collection[Wanted], tell: Tell) -> Found:
    """Only those who are wanted are kept in memory."""
    by_key = {_key(each): each for each in wanted}
    found: dict[Wanted, dict[str, User]] = defaultdict(dict)
    seen = 0
    async for user in arize.iter_users():
        for key in (user.id, user.email.casefold()):
            if key in by_key:
                found[by_key[key]][user.id] = user
        seen += 1
        if seen % TELL_EVERY == 0:
            await tell(f"Looking through the account: {seen:,} users so far…")
    return {each: tuple(found[each].values()) for each in wanted}


def _key(each: Wanted) -> str:
    return each.id if isinstance(each, ById) else each.email.casefold()


def _address(each: Wanted) -> str:
    return each.email if isinstance(each, ByEmail) else ""


def _has(user: User, each: Wanted) -> bool:
    return user.email.casefold() == _address(each).casefold()
