"""From text to rows of cells: RFC 4180, with every line end and every liberty that people take."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bot.spreadsheet.cells import BLANKS, IDLE, clean
from bot.spreadsheet.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = re.compile(r'([^"\r\n]*+)(?:\r\n?|\n|\Z)')
"""A line without a quotation mark. Nearly all are, and they are split faster."""


class Row(NamedTuple):
    line: int
    cells: tuple[str, ...]


@dataclass
class Rows:
    """Reads once, from `at` on. The csv module is not used: it limits a cell's size for the whole process."""

    text: str
    separator: str
    at: int = 0
    line: int = field(init=False)
    cell: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        self.line = 1 + self._breaks(0, self.at)
        self.cell = _cell(self.separator)

    def all(self) -> Iterator[Row]:
        """Each row that says something, with the line on which it begins. Raises Unreadable on the way."""
        while self.at < len(self.text):
            begun = self.line
            cells = tuple(clean(cell) if cell else cell for cell in self._row())
            if any(cell.strip(IDLE) for cell in cells):
                yield Row(begun, cells)

    def _row(self) -> list[str]:
        plain = PLAIN.match(self.text, self.at)
        if plain is None:
            return list(self._quoted_row())
        self.line += 1
        self.at = plain.end()
        return plain[1].split(self.separator) if plain[1].strip(IDLE) else []

    def _quoted_row(self) -> Iterator[str]:
        for cell in self.cell.finditer(self.text, self.at):
            yield self._content(cell)
            self.line += self._breaks(*cell.span())
            self.at = cell.end()
            if cell["end"] != self.separator:
                return

    def _content(self, cell: re.Match[str]) -> str:
        if cell["quoted"] is None:
            return cell["plain"]
        if not cell["close"]:
            raise Unreadable(
                f"The quotation mark in line {self.line} is never closed: put one at the end of its cell, or remove it."
            )
        # Mail programs write "Lovelace, Ada" <ada@example.com>, so what stands behind the quotes belongs to the cell.
        return cell["quoted"].replace('""', '"') + cell["plain"]

    def _breaks(self, start: int, end: int) -> int:
        """Ends of lines; a carriage return with its line feed is one."""
        count = self.text.count
        return count("\n", start, end) + count("\r", start, end) - count("\r\n", start, end)


def _cell(separator: str) -> re.Pattern[str]:
    """One cell and what ends it. Every repetition is possessive, so that no text takes more than one pass."""
    blank = re.escape("".join(char for char in BLANKS if char not in "\r\n" + separator))
    return re.compile(
        rf'(?:[{blank}]*+"(?P<quoted>[^"]*+(?:""[^"]*+)*+)(?P<close>"?))?+'
        rf"(?P<plain>[^\r\n{separator}]*+)(?P<end>{re.escape(separator)}|\r\n?|\n|\Z)"
    )
