"""Files for spreadsheets: whatever people are called, a reader gives it back, and no spreadsheet carries it out."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.spreadsheet import FORMULA, line

CELLS = st.one_of(st.text(), st.text(alphabet="=+-@\t\r\n\"',;ab"))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
@example([["a\rb", '=HYPERLINK("http://evil.example")'], ["\n", "\r\n"], ["", ""]])
def test_what_was_written_is_what_is_read(rows: list[list[str]]) -> None:
    """Quotes, commas and line breaks as they were; a formula behind one more quotation mark, and nothing else."""
    written = "".join(line(row) for row in rows)
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert [[_expected(cell) for cell in row] for row in rows] == read


@pytest.mark.parametrize("beginning", FORMULA)
def test_no_cell_begins_like_a_formula(beginning: str) -> None:
    """Whichever sign a spreadsheet would take for one."""
    (cells,) = csv.reader(io.StringIO(line([f"{beginning}1+1", "x"]), newline=""))
    assert cells == [f"'{beginning}1+1", "x"]


def test_what_is_no_text_is_written_as_one() -> None:
    """And each line has one end."""
    assert line((1, True, "a,b")) == '1,True,"a,b"\n'


def _expected(cell: str) -> str:
    return f"'{cell}" if cell[:1] in tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20") else cell
