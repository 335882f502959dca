"""Which character separates the cells of a list."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from bot.spreadsheet.cells import BLANKS, IDLE, SEPARATORS

DECLARED = re.compile(r'"?sep=([,;\t])"?[ \t]*(?:\r\n?|\n|\Z)', re.IGNORECASE)
"""What Excel takes the separator from, where it is the first line."""
BETWEEN = re.compile(f"[{SEPARATORS}]")
AHEAD = re.escape("".join(char for char in BLANKS if char not in "\t\r\n"))
QUOTED = re.compile(rf'((?:\A|[,;\t\r\n])[{AHEAD}]*+)"[^"]*+(?:""[^"]*+)*+"?')
"""What may begin it is no part of the blanks behind: a run of such would be read again from each of its places."""
SAMPLE = 200_000
"""Characters that are looked at."""
VOTERS = 20
"""Records that are asked."""


class Separated(NamedTuple):
    by: str
    at: int
    """Where the first record begins: behind a line that declares the separator."""


def separated(text: str) -> Separated:
    """As the first line declares it, else by what most of the first records use outside quotes."""
    declared = DECLARED.match(text)
    if declared:
        return Separated(declared[1], declared.end())
    voters = _voters(text[:SAMPLE])
    votes = {one: sum(one in record for record in voters) for one in SEPARATORS}
    return Separated(max(SEPARATORS, key=lambda one: (votes[one], votes[one] and SEPARATORS.index(one))), 0)


def _voters(sample: str) -> list[str]:
    """The first records, each of one line, since what is in quotes is left out."""
    lines = QUOTED.sub(r'\1"', sample).replace("\r", "\n").split("\n")
    records = [line for line in lines if line.strip(IDLE)]
    others = islice((record for record in records if not _is_of_addresses(record)), VOTERS)
    return list(others) or records[:VOTERS]


def _is_of_addresses(record: str) -> bool:
    """People separate these by anything, so that such a record has no say where there are others."""
    return all("@" in cell for cell in BETWEEN.split(record) if cell.strip(BLANKS))
