"""Whose records are logged from which level on."""

from __future__ import annotations

import logging

OURS = ("bot", "__main__")
"""The loggers that BOT_LOG_LEVEL may open down to debug. All others are somebody else's."""

CHATTY = ("aiohttp.access", "alembic", "uvicorn", "websockets")
"""Libraries that tell of every request or connection at INFO."""

ALARMED = ("uvicorn.error",)
"""Libraries that warn of whatever a stranger sends. Those who are turned away are counted by `bot.serving`."""


def floor(name: str, level: int) -> int:
    """Return the least level that the logger `name` may log at, where the operator asked for `level`.

    Libraries stay at INFO or above: slack_sdk's debug records hold whole message bodies, a temporary password among
    them. Whoever is not known to be ours counts as a library.
    """
    return level if _within(name, OURS) else max(level, _least(name))


def set_levels(level: int) -> None:
    """Spare libraries the work of formatting what would be dropped."""
    logging.getLogger().setLevel(floor("", level))
    for name in (*OURS, *CHATTY, *ALARMED):
        logging.getLogger(name).setLevel(floor(name, level))


def unset_levels() -> None:
    """Go back to what `logging` starts with."""
    logging.getLogger().setLevel(logging.WARNING)
    for name in (*OURS, *CHATTY, *ALARMED):
        logging.getLogger(name).setLevel(logging.NOTSET)


class Floor(logging.Filter):
    """Drop what is below the floor, whatever level a library gave its logger; Bolt copies one to each of its own."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= floor(record.name, self._level)


def _least(library: str) -> int:
    if _within(library, ALARMED):
        return logging.ERROR
    return logging.WARNING if _within(library, CHATTY) else logging.INFO


def _within(name: str, roots: tuple[str, ...]) -> bool:
    return any(name == root or name.startswith(root + ".") for root in roots)
