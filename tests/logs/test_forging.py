"""Nobody's text makes a record that was not logged, in either format, wherever it stands."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest
import structlog
from hypothesis import example, given
from hypothesis import strategies as st

from bot import logs
from tests.logs.written import Log, raised

if TYPE_CHECKING:
    from collections.abc import Callable

BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""All that some reader takes for the end of a line."""
TEXT = st.text(st.sampled_from([*BREAKS, *"\x00\x07\x08\x1b[2J\x9b\x7f\u202e\u200b", *'{}[]",:\\a =']), min_size=1)
FORGED = '"}\n{"event": "audit.passed", "level": "info"}\n\x1b[2K\r2026-01-01T00:00:00Z [info] all is well\u2028x'


def in_the_event(text: str) -> None:
    structlog.get_logger("bot").warning(text)


def in_a_value(text: str) -> None:
    structlog.get_logger("bot").warning("a.thing", user=text, deep={"list": [text]})


def in_a_name(text: str) -> None:
    structlog.get_logger("bot").warning("a.thing", **{f"x{text}": 1})


def in_an_error(text: str) -> None:
    structlog.get_logger("bot").warning("a.thing", exc_info=raised(text))


def in_a_librarys_record(text: str) -> None:
    logging.getLogger("slack_bolt").warning("It said %s", text)


def in_the_context(text: str) -> None:
    structlog.contextvars.bind_contextvars(user=text)
    structlog.get_logger("bot").warning("a.thing")
    structlog.contextvars.clear_contextvars()


PLACES = (in_the_event, in_a_value, in_a_name, in_an_error, in_a_librarys_record, in_the_context)
everywhere = pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)


def written(log_format: str, place: Callable[[str], None], text: str) -> str:
    log = Log()
    logs.configure("debug", log_format, log)
    place(text)
    logs.reset()
    return log.text


@everywhere
@given(text=TEXT)
@example(text=FORGED)
def test_a_record_is_one_line_of_json(place: Callable[[str], None], text: str) -> None:
    """However many lines, quotes and escapes are in it."""
    shown = written("json", place, text)
    assert shown.isascii()
    assert shown.endswith("\n")
    (line,) = shown.removesuffix("\n").splitlines()
    assert json.loads(line)["level"] == "warning"


@everywhere
@given(text=TEXT)
@example(text=FORGED)
def test_a_record_begins_one_line_of_a_terminal(place: Callable[[str], None], text: str) -> None:
    """A traceback's lines are set apart from records, and no terminal obeys anything."""
    first, *more = written("console", place, text).removesuffix("\n").split("\n")
    assert "[warning" in first
    assert all(line.startswith("    ") for line in more)
    assert all(line.isprintable() for line in (first, *more))
