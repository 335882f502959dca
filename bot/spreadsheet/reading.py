"""Lists of users that people paste or upload, whatever wrote them."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from bot.spreadsheet.decoding import decoded
from bot.spreadsheet.headers import header
from bot.spreadsheet.layout import Layout, Record
from bot.spreadsheet.rows import Row, Rows
from bot.spreadsheet.separating import separated
from bot.spreadsheet.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def records(content: str | bytes, columns: Mapping[str, tuple[str, ...]], *, most: int) -> tuple[Record, ...]:
    """Each user that the list names, in its order; nothing for an empty one.

    `columns` are names in the order that cells have without a header, each with what else a header may call it.
    `most` is how many records are allowed. Raises Unreadable for more, and for what is no list; nothing else.
    How large `content` may be is for the caller to say: the time it takes grows with it, and with nothing else.
    """
    text = decoded(content)
    separator = separated(text)
    rows = Rows(text, separator.by, separator.at).all()
    first = next(rows, None)
    return () if first is None else _records(first, rows, columns, most)


def _records(first: Row, rest: Iterator[Row], columns: Mapping[str, tuple[str, ...]], most: int) -> tuple[Record, ...]:
    named = header(first, columns)
    layout = Layout(tuple(columns) if named is None else named, tuple(columns), is_headed=named is not None)
    people = layout.people(chain((first,), rest) if named is None else rest)
    kept = tuple(islice(people, most))
    _insist_on(most, len(kept) + sum(1 for _ in people))
    return tuple(map(layout.record, kept))


def _insist_on(most: int, count: int) -> None:
    if count > most:
        raise Unreadable(f"The list has {count:,} entries but may have {most:,} at most: split it into shorter ones.")
