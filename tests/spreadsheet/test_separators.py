"""Commas, semicolons, tabs: decided once, by what separates and not by what is quoted."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spreadsheet import records
from bot.spreadsheet.formulas import DEFUSED
from bot.spreadsheet.separating import separated
from tests.spreadsheet.reading import ADA, BOB, COLUMNS, read

NAMES = st.text(st.sampled_from(",;\t\n\r \"'ab")).filter(lambda name: not name.lstrip().startswith(DEFUSED))


@given(st.lists(NAMES, max_size=5), st.sampled_from([",", ";", "\t"]))
def test_what_is_in_quotes_does_not_separate(names: list[str], separator: str) -> None:
    """Whatever names hold, each stays in its cell."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([("Name", "Email"), *((name, "ada@example.com") for name in names)])
    assert [person.get("name", "") for person in read(written.getvalue())] == [name.strip() for name in names]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("email,name\na@x.com,Ada; the first\n", ","),
        ("email;name\na@x.com;Lovelace, Ada\n", ";"),
        ("a@x.com;Lovelace, Ada", ";"),
        ("a@x.com\tLovelace, Ada; the first", "\t"),
        ("a@x.com, b@x.com\nc@x.com;Cleo", ";"),
        ('"a;b";"c,d"', ";"),
        ('"a;b', ","),
        ("a@x.com", ","),
        ("\n;;;\n", ","),
        ("", ","),
    ],
)
def test_what_most_records_use_separates(text: str, separator: str) -> None:
    """Where two are used alike, the one that names hold less often."""
    assert separated(text) == (separator, 0)


def test_the_first_records_decide_for_all() -> None:
    """A later one is not asked."""
    text = "ada@example.com,Ada\n" * 20 + "bob@example.com;Bob\n" * 30
    assert records(text, COLUMNS, most=50)[-1].cells == {"email": "bob@example.com;Bob"}


@pytest.mark.parametrize("declared", ["sep=;\n", '"SEP=;"\r\n', "\ufeffsep=; \r"])
def test_a_declared_separator_is_taken(declared: str) -> None:
    """Whatever else is used; and the line counts."""
    (found,) = records(f"{declared}ada@example.com;Ada, Countess, of Lovelace", COLUMNS, most=1)
    assert (found.line, found.cells["name"]) == (2, "Ada, Countess, of Lovelace")
    assert read(declared) == []


def test_a_declared_comma_wins_over_tabs() -> None:
    """It is the word of whoever wrote the file."""
    assert read("sep=,\nada@example.com,Ada\tLovelace\n") == [ADA | {"name": "Ada\tLovelace"}]


@pytest.mark.parametrize("first", ["sep=x", "sep=;;", "separator"])
def test_another_first_line_is_a_record(first: str) -> None:
    """It declares nothing."""
    assert len(read(f"{first}\nbob@example.com,Bob\n")) == 2
    assert read("bob@example.com,Bob\n") == [BOB]
