"""A log that a test can read back."""

from __future__ import annotations

import io
import json
from typing import Any

from bot import logs


class Log(io.StringIO):
    """Where the records go; each property reads all that was written so far."""

    terminal = False

    def isatty(self) -> bool:
        return self.terminal

    @property
    def text(self) -> str:
        return self.getvalue()

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]

    @property
    def record(self) -> dict[str, Any]:
        (only,) = self.records
        return only


class Terminal(Log):
    terminal = True


def json_log(level: str = "debug") -> Log:
    """Configure logging as it is where there is no terminal, and return what is written."""
    log = Log()
    logs.configure(level, "auto", log)
    return log


def raised(text: str) -> ValueError:
    """Raise and catch an error, so that it has a traceback."""
    held = {"local": text.swapcase()}
    try:
        _fail(text)
    except ValueError as error:
        return error
    raise AssertionError(held)


def _fail(text: str) -> None:
    raise ValueError(text)
