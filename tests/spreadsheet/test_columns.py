"""Columns: by a header however it is spelt, else by place; nothing that was written down goes unsaid."""

from __future__ import annotations

import pytest

from bot.commands.list.export import COLUMNS as EXPORTED
from bot.spreadsheet import BOM, Record, line, records
from tests.spreadsheet.reading import ADA, BOB, COLUMNS, read, refusal


def test_without_a_header_cells_are_taken_by_place() -> None:
    """And blanks around them go."""
    assert read("ada@example.com, Ada Lovelace ,ADMIN,true\nbob@example.com,Bob\n") == [
        {**ADA, "role": "ADMIN", "developer": "true"},
        BOB,
    ]


@pytest.mark.parametrize(
    "spelling", ["email", "E-Mail", "e_mail", "E.MAIL", " email address ", "Email-Address", "MAIL"]
)
def test_a_header_may_be_spelt_in_any_way(spelling: str) -> None:
    """In any case, with blanks, hyphens, underscores and dots or without."""
    assert read(f"Full  Name;{spelling}\nAda Lovelace;ada@example.com\n") == [ADA]


def test_columns_that_are_not_known_are_no_excess() -> None:
    """What stands under no name is."""
    (found,) = records("shoe size,,email\n38,x,ada@example.com,left,,over\n", COLUMNS, most=1)
    assert found == Record(2, {"email": "ada@example.com"}, ("left", "over"))


def test_cells_behind_the_last_place_are_excess() -> None:
    """Empty ones are nothing."""
    (found,) = records("ada@example.com,Ada,ADMIN,true,,x", COLUMNS, most=1)
    assert found.excess == ("x",)


def test_a_record_of_what_is_not_known_is_kept() -> None:
    """So that somebody is told that its address is missing."""
    assert records("email,shoe\n,38", COLUMNS, most=1) == (Record(2, {}),)


def test_an_own_name_wins_over_the_further_name_of_another() -> None:
    """Whichever comes first."""
    found = records("login,name\nada,Ada", {"login": ("name",), "name": ()}, most=1)
    assert found[0].cells == {"login": "ada", "name": "Ada"}


@pytest.mark.parametrize("first", ["ada@example.com,role", "email @,name"])
def test_a_row_with_an_address_is_no_header(first: str) -> None:
    """Whatever else it says."""
    assert len(read(f"{first}\nbob@example.com,Bob")) == 2


def test_a_row_without_any_known_name_is_no_header() -> None:
    """It is a record, and what is wrong with it is for others to say."""
    assert read("Ada,Lovelace\n") == [{"email": "Ada", "name": "Lovelace"}]


def test_a_header_alone_names_nobody() -> None:
    """And neither does nothing."""
    assert read("email,name\n") == read("") == read(b"") == read(BOM) == read(" \n,;\t\n") == []


def test_a_column_that_is_named_twice_is_refused() -> None:
    """Which of them counts is for the person to say."""
    said = "The header in line 2 names the column “email” more than once: keep one of them."
    assert refusal("\nE-Mail,name,Mail\n") == said


def test_a_record_too_many_is_refused_with_both_numbers() -> None:
    """The header is none; each address of a line is one."""
    assert len(read("email\na\nb\n", most=2)) == 2
    said = "The list has 1,201 entries but may have 1,000 at most: split it into shorter ones."
    assert refusal("a@x.com\n" * 1200 + "\nb@x.com", most=1000) == said
    assert "has 3 entries but may have 2 " in refusal("a@x.com, b@x.com; c@x.com", most=2)


def test_what_the_bot_exports_can_be_read_back() -> None:
    """By the columns that it has, and the others do not matter."""
    rows = [EXPORTED, ("VXNlcjox", '=1+1, "Ada"', "ada@example.com", "ADMIN", "ACTIVE", "true", "2024-01-01")]
    file = BOM + "".join(map(line, rows))
    expected = [{"email": "ada@example.com", "name": '=1+1, "Ada"', "role": "ADMIN", "developer": "true"}]
    assert read(file) == read(file.encode()) == expected
