"""Addresses as people paste them: in a line or one a line, with names, out of mail programs and out of Slack."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spreadsheet import records
from bot.spreadsheet.mailboxes import Mailbox, mailbox
from tests.spreadsheet.reading import ADA, BOB, COLUMNS, read

ADDRESS = st.from_regex(r"[a-z][a-z0-9.+-]{0,8}@[a-z]{1,8}\.com", fullmatch=True)


@given(st.lists(st.tuples(ADDRESS, st.sampled_from([",", ", ", ";", " ; ", "\t", "\n", "\r\n", ",\n", ";;\n\n"]))))
def test_bare_addresses_are_told_apart_whatever_stands_between(pasted: list[tuple[str, str]]) -> None:
    """Each is a record of its own, in the order of the list."""
    found = read("".join(address + between for address, between in pasted))
    assert found == [{"email": address} for address, _ in pasted]


def test_addresses_of_one_line_share_it() -> None:
    """A row with anything else is a row."""
    found = records("\na@x.com, b@x.com; c@x.com\nd@x.com,Dora\n", COLUMNS, most=9)
    assert [(record.line, record.cells) for record in found] == [
        (2, {"email": "a@x.com"}),
        (2, {"email": "b@x.com"}),
        (2, {"email": "c@x.com"}),
        (3, {"email": "d@x.com", "name": "Dora"}),
    ]


def test_under_a_header_a_row_stays_a_row() -> None:
    """There each cell has its column."""
    assert read("email,name\na@x.com,@ada\n") == [{"email": "a@x.com", "name": "@ada"}]


@pytest.mark.parametrize(
    "pasted",
    [
        "Ada Lovelace <ada@example.com>",
        '"Ada Lovelace" <ada@example.com>',
        "'Ada Lovelace' <ada@example.com>;",
        "Ada Lovelace <mailto:ada@example.com>",
        "Ada Lovelace <<mailto:ada@example.com|ada@example.com>>",
        '"Ada Lovelace <ada@example.com>"',
        "<ada@example.com>,Ada Lovelace",
        "Ada L. <ada@example.com>,Ada Lovelace",
        "<mailto:ada@example.com|ada@example.com>,Ada Lovelace",
        "MAILTO:ada@example.com,Ada Lovelace",
        "Name,Email\nAda Lovelace,<mailto:ada@example.com|ada@example.com>",
        "Email\nAda Lovelace <ada@example.com>",
    ],
)
def test_an_address_may_come_with_a_name(pasted: str) -> None:
    """A name in a cell of its own wins."""
    assert read(pasted) == [ADA]


@pytest.mark.parametrize("between", [", ", "; ", "\n"])
def test_mailboxes_are_told_apart_like_addresses(between: str) -> None:
    """With a comma inside a quoted name."""
    pasted = between.join(['"Lovelace, Ada" <ada@example.com>', "bob@example.com <bob@example.com>", "<c@x.com>"])
    lovelace = {"email": "ada@example.com", "name": "Lovelace, Ada"}
    assert read(pasted) == [lovelace, {"email": "bob@example.com"}, {"email": "c@x.com"}]


def test_a_comma_in_a_name_is_kept_where_semicolons_separate() -> None:
    """As Outlook copies recipients."""
    pasted = "Lovelace, Ada <ada@example.com>; Bob <bob@example.com>; x@x.com, y@x.com"
    lovelace = {"email": "ada@example.com", "name": "Lovelace, Ada"}
    assert read(pasted) == [lovelace, BOB, {"email": "x@x.com"}, {"email": "y@x.com"}]


@pytest.mark.parametrize("between", ["; ", "\t", ", ", "\n"])
def test_commas_in_quoted_names_are_kept_whatever_separates(between: str) -> None:
    """Since what is in quotes has no say about it."""
    pasted = f'"Lovelace, Ada" <ada@example.com>{between}"Byron, Lord" <b@x.com>'
    assert [person["name"] for person in read(pasted)] == ["Lovelace, Ada", "Byron, Lord"]


def test_several_mailboxes_of_one_cell_are_told_apart() -> None:
    """Where they cannot be, nobody is dropped: the cell stays as it is."""
    assert read('"Lovelace, Ada <ada@example.com>; Bob <bob@example.com>"') == [ADA | {"name": "Lovelace, Ada"}, BOB]
    assert read("Ada <ada@example.com> Bob <bob@example.com>") == [
        {"email": "Ada <ada@example.com> Bob <bob@example.com>"}
    ]


def test_several_lines_of_one_cell_are_several_addresses() -> None:
    """Spreadsheets have such cells."""
    assert read('"a@x.com\nb@x.com"') == [{"email": "a@x.com"}, {"email": "b@x.com"}]


def test_addresses_find_their_column_where_it_is_not_the_first() -> None:
    """So does a mailbox that begins a row, unless the row has an address of its own."""
    columns: dict[str, tuple[str, ...]] = {"id": (), "email": (), "role": ()}
    found = records("a@x.com;b@x.com\nAda <c@x.com>;;ADMIN\nAda <c@x.com>;d@x.com;ADMIN", columns, most=9)
    assert [record.cells for record in found] == [
        {"email": "a@x.com"},
        {"email": "b@x.com"},
        {"email": "c@x.com", "role": "ADMIN"},
        {"id": "Ada <c@x.com>", "email": "d@x.com", "role": "ADMIN"},
    ]


def test_without_a_column_for_addresses_they_stay_where_they_are() -> None:
    """In the first."""
    found = records("Ada <ada@x.com>, <mailto:b@x.com|b>", {"user": ()}, most=9)
    assert [record.cells for record in found] == [{"user": "ada@x.com"}, {"user": "b@x.com"}]


@pytest.mark.parametrize("text", ["", "ada@example.com", "<>", "<ada>", "Ada <ada@example.com> Lovelace", "a > b", "@"])
def test_anything_else_is_no_mailbox(text: str) -> None:
    """It is left as it is."""
    assert mailbox(text) is None


@given(st.text())
def test_a_mailbox_has_an_address(text: str) -> None:
    """Of whatever is written into the brackets, if it holds an @."""
    found = mailbox(f"Ada <{text}>")
    assert found is None or "@" in found.address
    assert mailbox("Ada <a@b>") == Mailbox("a@b", "Ada")
