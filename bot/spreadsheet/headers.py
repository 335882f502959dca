"""A first row that names the columns."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.spreadsheet.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.spreadsheet.rows import Row

IGNORED = dict.fromkeys(map(ord, "_-.\u2010\u2011\u2012\u2013"))
"""In a column's name, and blanks: E-Mail, e_mail and “e mail” are one."""


def header(row: Row, columns: Mapping[str, tuple[str, ...]]) -> tuple[str | None, ...] | None:
    """The column of each cell, None for one that is not known; None instead where this is no header.

    A header names a known column at least and holds no @. Raises Unreadable where it names one twice.
    """
    if any("@" in cell for cell in row.cells):
        return None
    known = _known(columns)
    named = tuple(known.get(_folded(cell)) if cell else None for cell in row.cells)
    _insist_on_one_each(named, row.line)
    return named if any(named) else None


def _known(columns: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """A column's own name wins over a further name of another."""
    further = {_folded(other): name for name, others in columns.items() for other in others}
    return further | {_folded(name): name for name in columns}


def _folded(cell: str) -> str:
    return "".join(cell.translate(IGNORED).casefold().split())


def _insist_on_one_each(named: tuple[str | None, ...], line: int) -> None:
    for name, count in Counter(named).items():
        if name is not None and count > 1:
            raise Unreadable(f"The header in line {line} names the column “{name}” more than once: keep one of them.")
