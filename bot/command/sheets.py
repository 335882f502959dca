"""Tables that leave as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.domain.people import Person


@dataclass(frozen=True)
class Sheet:
    """`rows` are asked for one after the other. `name` begins the file's name, `about` says what is in it, in words."""

    operation: str
    name: str
    about: str
    columns: tuple[str, ...]
    rows: AsyncIterator[tuple[object, ...]]


@dataclass(frozen=True)
class Sent:
    """`name` is the file's, with the day in it."""

    name: str
    rows: int


class Exports(Protocol):
    async def send(self, asker: Person, sheet: Sheet) -> Sent | None:
        """A file in the direct message of whoever asked, or None where there are no rows; returns once it is there.

        Raises Mistake for what is too much for a file, Unavailable where Slack does not take it.
        """
        ...
