"""The settings table of docs/operations.md, written from the settings themselves: `python -m tests.settings.table`."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.settings import Settings

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

PAGE = Path(__file__).parent.parent.parent / "docs" / "operations.md"
MARKED = re.compile(r"(?<=<!-- settings: begin -->\n).*?(?=<!-- settings: end -->)", re.DOTALL)
UNITS = {"h": 3_600, "m": 60}


def table() -> str:
    """One row a variable, in the order of the fields, in Markdown."""
    rows = [
        f"| `{field.alias}` | {_default(field)} | {field.description} |" for field in Settings.model_fields.values()
    ]
    return "\n".join(["| variable | default | what it is |", "|---|---|---|", *rows, ""])


def default_text(field: FieldInfo) -> str:
    """The default as one would write it in the environment; empty where there is none."""
    default = field.default
    if field.is_required() or default is None:
        return ""
    if isinstance(default, SecretStr):
        return default.get_secret_value()
    if isinstance(default, timedelta):
        return _duration(default)
    return str(default).lower()


def written(page: str) -> str:
    """The page with its table brought up to date."""
    return MARKED.sub(lambda _: table(), page)


def _default(field: FieldInfo) -> str:
    text = default_text(field)
    return f"`{text}`" if text else "*required*" if field.is_required() else ""


def _duration(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    unit, size = next(((unit, size) for unit, size in UNITS.items() if seconds % size == 0), ("s", 1))
    return f"{seconds // size}{unit}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
