"""Files for spreadsheets: whatever people are called, a reader gives it back, and no spreadsheet carries it out."""

from __future__ import annotations

import csv
import io
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.spreadsheet import FORMULA, line
from tests.spreadsheet.reading import read

SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
CELLS = st.one_of(st.text(), st.text(alphabet="=+-@\t\r\n\"',;ab"))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
@example([["a\rb", '=HYPERLINK("http://evil.example")'], ["\n", "\r\n"], ["", ""]])
def test_what_was_written_is_what_is_read(rows: list[list[str]]) -> None:
    """Quotes, commas and line breaks as they were; a formula behind one more quotation mark, and nothing else.

    So too what would be one where another character separates: in a name, a semicolon before an equals sign is rare.
    """
    written = "".join(line(row) for row in rows)
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert [[_expected(cell) for cell in row] for row in rows] == read


@pytest.mark.parametrize("beginning", FORMULA)
def test_no_cell_begins_like_a_formula(beginning: str) -> None:
    """Whichever sign a spreadsheet would take for one."""
    (cells,) = csv.reader(io.StringIO(line([f"{beginning}1+1", "x"]), newline=""))
    assert cells == [f"'{beginning}1+1", "x"]


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=3), st.sampled_from(",;\t"))
@example([["id", "Jane;=cmd|' /C calc'!A0;x", "jane@example.com"]], ";")
@example([["id", 'Jane;"=1+1', "x"]], ";")
@example([["id", "a,b\n=1+1", "x"]], ";")
@example([["id", "Jane\t =1+1", "x"]], "\t")
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_NONE])
def test_no_part_becomes_a_formula_whatever_separates(
    quoting: Literal[0, 3], rows: list[list[str]], separator: str
) -> None:
    """A spreadsheet takes the separator from its own settings, and may know of no quotes."""
    written = "".join(line(row) for row in rows)
    found = csv.reader(io.StringIO(written, newline=""), delimiter=separator, quoting=quoting)
    assert not [cell for row in found for cell in row if cell.startswith(SIGNS)]


@given(st.text(alphabet='=+-@\t\r\n",; ab'))
@example("Jane;=cmd|' /C calc'!A0;x")
@example("\t=1")
@example(' \r"=')
def test_what_was_written_is_read_again_as_it_was(name: str) -> None:
    """But for blanks at its edges: our own commands take the files that they sent."""
    written = line(("email", "name")) + line(("ada@example.com", name))
    expected = {"email": "ada@example.com", **({"name": name.strip()} if name.strip() else {})}
    assert read(written) == [expected]


def test_what_is_no_text_is_written_as_one() -> None:
    """And each line has one end."""
    assert line((1, True, "a,b")) == '1,True,"a,b"\n'


def _expected(cell: str) -> str:
    marked, is_apart = "'" if cell[:1] in tuple("\t\r\n") else "", False
    for place, char in enumerate(cell):
        marked += f"'{char}" if char in SIGNS and (is_apart or not place) else char
        is_apart = char in ",;\t\r\n" or (is_apart and (char == '"' or char.isspace()))
    return marked
