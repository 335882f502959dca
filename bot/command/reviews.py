"""A review of all users, for whoever asks for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.command.sheets import Sheet


@dataclass(frozen=True)
class ReviewBegun:
    """A walk over the account is under way. `people` and `users` are read so far; `is_new` whether it began just now.

    `users` is None for whoever may not see them all. What it finds comes by direct message.
    """

    is_new: bool
    people: int = 0
    users: int | None = 0


class Reviews(Protocol):
    """The reviews of one person."""

    async def begin(self) -> ReviewBegun:
        """Begin one, unless theirs is under way."""
        ...

    async def sheet(self, review_id: str) -> Sheet:
        """What it found; their latest where no id is given. Raises Mistake for one that is not theirs, or over."""
        ...
