"""Addresses as mail programs and Slack write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.spreadsheet.cells import BLANKS, SEPARATORS, clean

BETWEEN = re.compile(rf"[{SEPARATORS}\r\n]")
"""Addresses of one cell: a spreadsheet's may have several lines."""
SCHEME = "mailto:"


class Mailbox(NamedTuple):
    address: str
    name: str
    """Empty where none was given."""


def mailbox(text: str) -> Mailbox | None:
    """`Ada Lovelace <ada@example.com>`, `<mailto:ada@example.com|ada@example.com>`, `mailto:ada@example.com`.

    None for anything else, a bare address included.
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
    return Mailbox(address, "" if name.lower() == address.lower() else name) if "@" in address else None


def addresses(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Those that stand in one line, whatever separates them; nothing where a cell holds anything else."""
    filled = [cell for cell in cells if cell]
    if not all("@" in cell for cell in filled):
        return ()
    return tuple(address for cell in filled for address in _apart(cell))


def _apart(cell: str) -> list[str]:
    """`Lovelace, Ada <ada@example.com>` is one: of two addresses, each part would hold an @."""
    parts = [part for part in map(clean, BETWEEN.split(cell)) if part]
    return parts if all("@" in part for part in parts) else [cell]
