"""What the tests of reading read with."""

from __future__ import annotations

import pytest

from bot.spreadsheet import Unreadable, records

COLUMNS: dict[str, tuple[str, ...]] = {
    "email": ("mail", "email address"),
    "name": ("full name",),
    "role": (),
    "developer": ("is developer",),
}
ADA = {"email": "ada@example.com", "name": "Ada Lovelace"}
BOB = {"email": "bob@example.com", "name": "Bob"}


def read(content: str | bytes, *, most: int = 100) -> list[dict[str, str]]:
    """The cells of every record, none of which has any in excess."""
    found = records(content, COLUMNS, most=most)
    assert not any(record.excess for record in found)
    return [dict(record.cells) for record in found]


def lines(content: str) -> list[int]:
    return [record.line for record in records(content, COLUMNS, most=100)]


def refusal(content: str | bytes, *, most: int = 100) -> str:
    with pytest.raises(Unreadable) as caught:
        records(content, COLUMNS, most=most)
    return str(caught.value)
