"""What a cell says, without what came along on the clipboard or was put there for spreadsheets."""

from __future__ import annotations

import string

from bot.spreadsheet.formulas import restored

SEPARATORS = ",;\t"
"""Of cells. A later one wins over an earlier: names hold commas, hardly a semicolon, and never a tab."""


def _span(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


BLANKS = (
    string.whitespace
    + "\x1c\x1d\x1e\x1f\x85\u00a0\u00ad\u1680\u180e\u3000\ufeff"
    + _span(0x2000, 0x200F)  # blanks of all widths, of none, and marks of direction
    + _span(0x2028, 0x202F)  # ends of lines and paragraphs, more marks of direction, a narrow blank
    + _span(0x205F, 0x206F)  # joiners, and what else is not seen
)
"""What nobody sees at the edge of a cell: web pages, chats and address books leave it there."""
IDLE = BLANKS + SEPARATORS
"""A line of these alone says nothing, whichever of them separates."""


def clean(cell: str) -> str:
    """Without blanks at its edges, and without the quotation marks that our writing puts before formulas."""
    # Twice: a line break at the edge tells what was marked behind it, and blanks that somebody typed hide a mark.
    # In between at the left alone: of a defused tab, the right would take the tab and leave the mark.
    return restored(restored(cell).lstrip(BLANKS)).strip(BLANKS)
