"""Users to pick from while somebody types: what the account said a moment ago need not be asked again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.arize import ArizeClient, User

PICKABLE = 100
"""What Slack shows in one menu, and what the API gives on one page."""
MEMORY = 10.0
"""Seconds; what is picked is looked up again in any case."""
MOST = 500
"""Answers that are remembered, of all people together; one is at most a page."""


@dataclass(frozen=True)
class _Answer:
    """`is_whole` tells that the account has no more users with that in their address."""

    users: tuple[User, ...]
    is_whole: bool
    at: float


class Suggestions:
    """Answers to what people typed, each person's apart. `now` counts seconds and only ever grows.

    It decides nothing: who may be picked is asked of the policy each time, and whom it is about again when it is sent.
    """

    def __init__(self, arize: ArizeClient, now: Callable[[], float]) -> None:
        self._arize = arize
        self._now = now
        self._answers: OrderedDict[tuple[str, str], _Answer] = OrderedDict()

    async def users(self, person_id: str, typed: str) -> tuple[User, ...]:
        """Those whose address contains `typed`, in any case, at most a page. Raises what the account's client does."""
        wanted = typed.casefold()
        known = self._known(person_id, wanted)
        return await self._asked(person_id, wanted) if known is None else known

    def _known(self, person_id: str, wanted: str) -> tuple[User, ...] | None:
        """The same answer, or those of a whole one that fit: whoever has `ada@` in their address has `ad` too."""
        for typed in _beginnings(wanted):
            answer = self._answers.get((person_id, typed))
            if answer and self._now() - answer.at < MEMORY and (answer.is_whole or typed == wanted):
                return tuple(user for user in answer.users if wanted in user.email.casefold())
        return None

    async def _asked(self, person_id: str, wanted: str) -> tuple[User, ...]:
        page = await self._arize.list_users(limit=PICKABLE, email=wanted or None)
        self._answers[person_id, wanted] = _Answer(page.users, page.next_cursor is None, self._now())
        self._answers.move_to_end((person_id, wanted))
        while len(self._answers) > MOST:
            self._answers.popitem(last=False)
        return page.users


def _beginnings(typed: str) -> Iterator[str]:
    """`ada`, `ad`, `a` and nothing."""
    return (typed[:length] for length in range(len(typed), -1, -1))
