"""Lines of CSV (RFC 4180, ended by a line feed alone) that a spreadsheet shows and does not carry out."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from bot.spreadsheet.formulas import defused

if TYPE_CHECKING:
    from collections.abc import Iterable

BOM = "\ufeff"
"""Begins a file that spreadsheets would otherwise not take for UTF-8."""


def line(values: Iterable[object]) -> str:
    """One line, its end included."""
    written = io.StringIO()
    # The writer quotes what breaks lines only where its own line ends consist of it.
    csv.writer(written, lineterminator="\r\n").writerow([defused(str(value)) for value in values])
    return written.getvalue().removesuffix("\r\n") + "\n"
