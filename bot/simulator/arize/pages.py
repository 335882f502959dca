"""Cursor pages. A cursor is opaque, and holds only for the filters it was made with."""

from __future__ import annotations

import base64
import binascii
import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from bot.simulator.arize.refusals import malformed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


class Listed(Protocol):
    """What a list can hold: its order is by creation, then by serial."""

    @property
    def created_at(self) -> datetime: ...
    @property
    def serial(self) -> int: ...


T = TypeVar("T", bound=Listed)


@dataclass(frozen=True)
class Page(Generic[T]):
    """`next_cursor` is None on the last page."""

    items: tuple[T, ...]
    next_cursor: str | None


def page(items: Sequence[T], *, limit: int, cursor: str | None, filters: object) -> Page[T]:
    """The page after `cursor` of items that are sorted oldest first. Raises Refused (400) for a foreign cursor."""
    start = ("", 0) if cursor is None else _position(cursor, filters)
    first = bisect_right(items, start, key=_place)
    shown = tuple(items[first : first + limit])
    return Page(shown, _cursor(shown[-1], filters) if len(items) > first + limit else None)


def _place(item: Listed) -> tuple[str, int]:
    return item.created_at.isoformat(timespec="microseconds"), item.serial


def _cursor(item: Listed, filters: object) -> str:
    instant, serial = _place(item)
    return base64.urlsafe_b64encode(f"{instant}|{serial}|{_seal(filters)}".encode()).decode()


def _position(cursor: str, filters: object) -> tuple[str, int]:
    try:
        instant, serial, seal = base64.b64decode(cursor, altchars=b"-_", validate=True).decode().split("|")
        place = instant, int(serial)
    except (binascii.Error, ValueError):
        raise malformed("The cursor is not one of this API.") from None
    if seal != _seal(filters):
        raise malformed("The cursor belongs to other filters.")
    return place


def _seal(filters: object) -> str:
    return hashlib.sha256(repr(filters).encode()).hexdigest()[:12]
