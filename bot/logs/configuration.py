"""structlog through the standard library's logging, so that libraries' records come out in the same form."""

from __future__ import annotations

import json
import logging
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

import structlog

from bot.logs.console import indent_tracebacks, show_control_characters
from bot.logs.levels import Floor, set_levels, unset_levels
from bot.logs.redaction import redact

if TYPE_CHECKING:
    from structlog.typing import Processor


class Handler(logging.StreamHandler[Any]):
    """Ours, so that a second `configure` knows what to replace."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the standard library's name
        """Say that a record was lost; the standard library would print its arguments, secrets and all."""
        with suppress(OSError, ValueError):
            self.stream.write(json.dumps({"event": "log.failed", "level": "error", "logger": record.name}) + "\n")


def configure(level: str = "info", log_format: str = "auto", stream: TextIO | None = None) -> None:
    """Log from `level` on to `stream` (stderr), as `json`, `console`, or `auto`: console on a terminal, else json.

    A second call replaces the first.
    """
    reset()
    stream = stream or sys.stderr
    number = logging.getLevelNamesMapping()[level.upper()]
    handler = Handler(stream)
    handler.addFilter(Floor(number))
    handler.setFormatter(_formatter(log_format, terminal=stream.isatty()))
    logging.getLogger().addHandler(handler)
    set_levels(number)
    logging.captureWarnings(capture=True)
    _configure_structlog()


def reset() -> None:
    """Forget what `configure` did."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, Handler)]:
        root.removeHandler(handler)
    unset_levels()
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def _configure_structlog() -> None:
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *_described(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _described() -> list[Processor]:
    """Say of every record when, whose and how severe it is, and in which interaction."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _formatter(log_format: str, *, terminal: bool) -> logging.Formatter:
    as_json = log_format == "json" or (log_format == "auto" and not terminal)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_described(),
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.StackInfoRenderer(),
            # Plain tracebacks: the pretty ones show local variables, and those may hold a secret.
            structlog.processors.format_exc_info,
            redact,
            *(_json() if as_json else _console(colors=terminal)),
        ],
    )


def _json() -> list[Processor]:
    return [structlog.processors.JSONRenderer()]


def _console(*, colors: bool) -> list[Processor]:
    plain = structlog.dev.plain_traceback
    renderer = structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=plain, sort_keys=False)
    return [show_control_characters, indent_tracebacks, renderer]
