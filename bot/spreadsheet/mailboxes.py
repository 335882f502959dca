"""Addresses as mail programs and Slack write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.spreadsheet.cells import BLANKS, clean

BETWEEN = (re.compile(r"[;\t\r\n]"), re.compile(","))
"""What stands between addresses of one cell, which may have several lines. The comma is last: names hold it, too."""
SCHEME = "mailto:"


class Mailbox(NamedTuple):
    address: str
    name: str
    """Empty where none was given."""


def mailbox(text: str) -> Mailbox | None:
    """`Ada Lovelace <ada@example.com>`, `<mailto:ada@example.com|ada@example.com>`, `mailto:ada@example.com`.

    None for anything else: a bare address, or more than one.
    """
    before, bracket, inside = text.rpartition("<")
    if bracket and text.endswith(">"):
        return _mailbox(before, inside)
    return _mailbox("", text) if text[: len(SCHEME)].lower() == SCHEME else None


def _mailbox(before: str, inside: str) -> Mailbox | None:
    # Slack makes a link of an address that stands in brackets already: Ada <<mailto:…|…>>
    address = inside.partition("|")[0].strip(BLANKS + ">")
    if address[: len(SCHEME)].lower() == SCHEME:
        address = address[len(SCHEME) :]
    name = before.strip(BLANKS + "<\"'")
    if "@" not in address or "<" in name or ">" in name:
        return None
    return Mailbox(address, "" if name.lower() == address.lower() else name)


def addresses(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Those that stand in one line, whatever separates them; nothing where a cell holds anything else."""
    filled = [cell for cell in cells if cell]
    if not all("@" in cell for cell in filled):
        return ()
    for between in BETWEEN:
        filled = [address for cell in filled for address in _apart(cell, between)]
    return tuple(filled)


def _apart(cell: str, between: re.Pattern[str]) -> list[str]:
    """`Lovelace, Ada <ada@example.com>` is one: of two addresses, each part would hold an @."""
    parts = [part for part in map(clean, between.split(cell)) if part]
    return parts if all("@" in part for part in parts) else [cell]
