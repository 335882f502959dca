"""A mistake in the file, and the line where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Where = tuple[str | int, ...]
"""Names of tables and keys from the outermost in; a number counts the tables of an array, or the items of a list."""

_HEADER = re.compile(r"\s*(\[\[?)(?P<name>[^\[\]]+)\]\]?\s*(#.*)?$")
_KEY = re.compile(r"\s*(?P<name>[A-Za-z0-9_\-.\"' ]+?)\s*=")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+)")


@dataclass(frozen=True)
class Problem:
    where: Where
    why: str


def told(name: str, text: str, problems: Iterable[Problem]) -> tuple[str, ...]:
    """One sentence each, with the file's name and the line, in the order of the lines."""
    lines = lines_of(text)
    placed = sorted(((_line(lines, each.where), each.why) for each in problems), key=lambda each: each[0])
    return tuple(f"{name}{f', line {line}' if line else ''}: {why}." for line, why in placed)


def meant(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name.lower(), known, n=1)
    return f" (did you mean {close[0]}?)" if close else ""


def lines_of(text: str) -> dict[Where, int]:
    """Where each table and key begins. The TOML parser does not say; odd layouts are found less exactly."""
    return {where: line for line, where in reversed(list(_places(text)))}


def _places(text: str) -> Iterator[tuple[int, Where]]:
    table: Where = ()
    counts: dict[Where, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _parts(header["name"])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_parts(key["name"]))


def _parts(name: str) -> Where:
    return tuple(next(part for part in found if part) for found in _PART.findall(name) if any(found))


def _line(lines: dict[Where, int], where: Where) -> int:
    """Of the innermost table or key that was found, or of the first inside it; 0 where there is none."""
    for length in range(len(where), 0, -1):
        inside = [line for place, line in lines.items() if place[:length] == where[:length]]
        if inside:
            return min(inside)
    return 0
