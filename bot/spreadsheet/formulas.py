"""What a spreadsheet would carry out, marked so that it is shown, and read without the mark.

Which character separates cells is the reader's own setting, and a quotation mark counts at the beginning of a cell
alone: where a semicolon separates, what we wrote as one cell is several. So any part that could become a cell counts.
"""

from __future__ import annotations

import re

SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula begins with; the last four are full-width, as some locales write them."""
FORMULA = (*SIGNS[:4], "\t", "\r", "\n", *SIGNS[4:])
"""What a cell may begin with that is taken for a formula."""
MARK = "'"
DEFUSED = tuple(f"{MARK}{sign}" for sign in FORMULA)
ENDS = re.compile(r"[,;\t\r\n]")
"""What may end a cell."""
# Each run of blanks and ends is taken whole, whatever follows: it would else be read again from each of its places.
PART = re.compile(rf'(?P<gap>[\s",;]++)(?P<mark>{MARK}?)(?P<sign>[{re.escape("".join(SIGNS))}]?)')


def defused(value: str) -> str:
    """A spreadsheet must not take what somebody typed for a formula, nor any part of it."""
    begun = f"{MARK}{value}" if value.startswith(FORMULA) else value
    return PART.sub(_marked, begun) if ENDS.search(begun) else begun


def restored(value: str) -> str:
    """What was defused, as it was. What looked so before that loses its marks, too: the two look alike."""
    begun = value[len(MARK) :] if value.startswith(DEFUSED) else value
    return PART.sub(_bare, begun) if MARK in begun else begun


def _marked(part: re.Match[str]) -> str:
    return f"{part['gap']}{MARK}{part['sign']}" if _begins_a_cell(part) else part[0]


def _bare(part: re.Match[str]) -> str:
    return f"{part['gap']}{part['sign']}" if _begins_a_cell(part) else part[0]


def _begins_a_cell(part: re.Match[str]) -> bool:
    return bool(part["sign"] and ENDS.search(part["gap"]))
