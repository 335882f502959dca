"""Rows of cells: quotes, line ends, and what nobody sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spreadsheet import BOM, FORMULA, line
from bot.spreadsheet.cells import BLANKS, IDLE
from bot.spreadsheet.formulas import restored
from bot.spreadsheet.rows import Rows
from tests.spreadsheet.reading import ADA, lines, read, refusal

TEXT = st.characters(codec="utf-8", exclude_characters="\0")
SIGNS = st.sampled_from([*",;\t\r\n \"'ab#<>@|", *FORMULA, *BLANKS])
CELL = st.one_of(st.text(TEXT), st.text(SIGNS)).filter(lambda cell: _is_unmarked(cell.lstrip(BLANKS)))
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=6), st.sampled_from(["", BOM]))
def test_what_we_write_is_read_as_it_was(rows: list[list[str]], mark: str) -> None:
    """But for blanks at the edges, and for what is empty or separators alone; formulas are formulas again."""
    header = ("name", "role", "developer")
    stripped = [{name: cell.strip(BLANKS) for name, cell in zip(header, row, strict=True)} for row in rows]
    expected = [{name: cell for name, cell in row.items() if cell} for row in stripped if any(map(_says, row.values()))]
    text = mark + "".join(map(line, [header, *rows]))
    assert read(text) == read(text.encode()) == read(text.encode("utf-16")) == expected


@given(st.lists(st.tuples(st.sampled_from(["", " ", ",;\t", "\u200b", '""', "x", '"y"']), ENDS)))
def test_lines_are_counted_as_editors_count_them(pasted: list[tuple[str, str]]) -> None:
    """Whatever ends them; those that say nothing are counted and left out."""
    # A carriage return and a line feed of two ends would be one.
    text = "".join(f"{said} {end}" for said, end in pasted)
    assert lines(text) == [number for number, (said, _) in enumerate(pasted, 1) if said in ("x", '"y"')]


def test_a_record_has_the_line_on_which_it_begins() -> None:
    """Line breaks inside its quotes count, too."""
    text = 'name,email\r\n\r\n"A\nB\r\nC\rD",a@x.com\r\r"E\n",e@x.com\nF,f@x.com'
    assert lines(text) == [3, 8, 10]
    assert [person["name"] for person in read(text)] == ["A\nB\r\nC\rD", "E", "F"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('"a ""b"" c"', 'a "b" c'),
        ('a "b, c', 'a "b'),
        ('  "a, b" ', "a, b"),
        ('"a" b', "a b"),
        ('""""', '"'),
        ("#a", "#a"),
        ("\u00a0\ufeffa\u200bb\u200b\u00ad\u202c", "a\u200bb"),
        ("'=1+1", "=1+1"),
        ("''=1+1", "''=1+1"),
        ("'a", "'a"),
        ("'", "'"),
        ("a'=", "a'="),
        (" '+41 79", "+41 79"),
        ('"\'\t@a"', "@a"),
        ("Jane;'=1+1", "Jane;=1+1"),
        ('"Jane; ""\'+1"', 'Jane; "+1'),
        ("Jane; '", "Jane; '"),
        ("Jane '=1", "Jane '=1"),
    ],
)
def test_a_cell_is_what_a_person_sees_in_it(cell: str, said: str) -> None:
    """Without the quotes around it, the blanks at its edges, and the mark before a formula."""
    assert next(Rows(f"{cell},x", ",").all()).cells[0] == said


def test_a_line_that_begins_with_a_hash_is_a_record() -> None:
    """Nothing that somebody wrote is dropped without a word."""
    assert read("#ada@example.com\nada@example.com,Ada Lovelace") == [{"email": "#ada@example.com"}, ADA]


@pytest.mark.parametrize(
    ("text", "number"), [('"', 1), ('a\r\n\n"b,c\nd\n', 3), ('"a\nb","c\n', 2), ('"a""', 1), ('sep=,\n"a', 2)]
)
def test_a_quotation_mark_that_is_never_closed_is_named(text: str, number: int) -> None:
    """By the line on which it stands."""
    said = f"The quotation mark in line {number} is never closed: put one at the end of its cell, or remove it."
    assert refusal(text) == said


def _says(cell: str) -> bool:
    return bool(cell.strip(IDLE))


def _is_unmarked(cell: str) -> bool:
    """What looks like our marks is read without them."""
    return restored(cell) == cell
