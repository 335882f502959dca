"""Nested values with remarks, and how they are written: as YAML with the remarks, as JSON without."""

from __future__ import annotations

import json
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 120
"""Of a folded text."""
UNFOLDED = 3
"""How many widths a line may be long before it is folded: a usage hint stays in one."""


@dataclass(frozen=True)
class Noted:
    """A text or a truth value, and the remark behind it."""

    value: str | bool
    note: str


def plain(tree: Any) -> Any:  # noqa: ANN401 - any JSON
    """Without the remarks."""
    if isinstance(tree, dict):
        return {key: plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [plain(value) for value in tree]
    return tree.value if isinstance(tree, Noted) else tree


def as_json(tree: dict[str, Any]) -> str:
    return json.dumps(plain(tree), ensure_ascii=False, indent=2) + "\n"


def as_yaml(tree: dict[str, Any], heading: str) -> str:
    """Sections of the outermost level stand apart; remarks below one another begin in one column."""
    sections = ("\n".join(_aligned(list(_entries({key: value}, "")))) for key, value in tree.items())
    return f"# {heading}\n" + "\n\n".join(sections) + "\n"


def _entries(tree: dict[str, Any], indent: str, first: str = "") -> Iterator[tuple[str, str]]:
    """Lines, each with its remark; `first` begins the first one in the place of the indent."""
    for key, value in tree.items():
        yield from _entry(f"{first or indent}{key}:", value, indent)
        first = ""


def _entry(begun: str, value: Any, indent: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        yield begun, ""
        yield from _entries(value, indent + "  ")
    elif isinstance(value, list):
        yield begun, ""
        for item in value:
            yield from _item(item, indent + "  ")
    else:
        yield from _leaf(begun, value, indent)


def _item(item: Any, indent: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON
    if isinstance(item, dict):
        yield from _entries(item, indent + "  ", first=f"{indent}- ")
    else:
        yield from _leaf(f"{indent}-", item, indent)


def _leaf(begun: str, value: Any, indent: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON
    text, note = plain(value), value.note if isinstance(value, Noted) else ""
    line = f"{begun} {_scalar(text)}"
    folded = _folded(text, WIDTH - len(indent) - 2) if len(line) > WIDTH * UNFOLDED else []
    yield f"{begun} >-" if folded else line, note
    for part in folded:
        yield f"{indent}  {part}", ""


def _folded(text: str, width: int) -> list[str]:
    """Its lines; none where a fold would change it, as it would where two spaces follow one another."""
    parts = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return parts if " ".join(parts) == text else []


def _scalar(value: object) -> str:
    """A JSON text is a YAML text too."""
    return value if isinstance(value, str) and _needs_no_quotes(value) else json.dumps(value, ensure_ascii=False)


def _needs_no_quotes(text: str) -> bool:
    """Whether YAML reads it as what it is."""
    try:
        return bool(yaml.safe_load(text) == text)
    except yaml.YAMLError:
        return False


def _aligned(lines: list[tuple[str, str]]) -> Iterator[str]:
    """One column for the remarks of neighbouring lines."""
    column = 0
    for number, (line, note) in enumerate(lines):
        if not note:
            column = 0
            yield line
            continue
        column = column or _column(lines[number:])
        yield f"{line:<{column}} # {note}"


def _column(lines: list[tuple[str, str]]) -> int:
    widest = 0
    for line, note in lines:
        if not note:
            break
        widest = max(widest, len(line))
    return widest
