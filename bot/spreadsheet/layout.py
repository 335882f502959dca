"""Which cell of a row belongs to which column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.spreadsheet.mailboxes import Mailbox, addresses, mailbox
from bot.spreadsheet.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

EMAIL = "email"
NAME = "name"


@dataclass(frozen=True)
class Record:
    """What a list says about one user. Missing and empty cells are left out, and so are blanks around values."""

    line: int
    """On which the record begins, from 1, as an editor shows it. Several addresses of one line share it."""
    cells: Mapping[str, str]
    """By the name of the column."""
    excess: tuple[str, ...] = ()
    """Cells for which there is no column."""


@dataclass(frozen=True)
class Layout:
    places: tuple[str | None, ...]
    """The column of each cell of a row; None for one that is not asked for."""
    columns: tuple[str, ...]
    is_headed: bool

    def people(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Without a header, each address of a row that holds nothing else is a row of its own."""
        for row in rows:
            found = () if self.is_headed else addresses(row.cells)
            yield from (Row(row.line, (*self._ahead, address)) for address in found) if found else (row,)

    def record(self, row: Row) -> Record:
        cells = {name: cell for name, cell in zip(self.places, row.cells, strict=False) if name and cell}
        excess = tuple(cell for cell in row.cells[len(self.places) :] if cell)
        for column in self._addressed:
            found = mailbox(cells.get(column, ""))
            if found:
                self._open(cells, column, found)
        return Record(row.line, cells, excess)

    @property
    def _ahead(self) -> tuple[str, ...]:
        """The empty cells before an address."""
        return ("",) * (self.columns.index(EMAIL) if EMAIL in self.columns else 0)

    @property
    def _addressed(self) -> tuple[str, ...]:
        """Where an address may stand together with a name: in its column, and where people begin."""
        return (EMAIL,) if self.is_headed else (EMAIL, *self.columns[:1])

    def _open(self, cells: dict[str, str], column: str, found: Mailbox) -> None:
        """A cell of its own wins over what the mailbox says: neither its address nor its name replaces one."""
        home = EMAIL if EMAIL in self.columns else column
        if home != column and home in cells:
            return
        del cells[column]
        cells[home] = found.address
        if NAME in self.columns and found.name:
            cells.setdefault(NAME, found.name)
