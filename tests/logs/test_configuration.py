"""Every record, ours or a library's, comes out once and in one form."""

from __future__ import annotations

import json
import logging
import warnings
from datetime import UTC, datetime

import pytest
import structlog

from bot import logs
from bot.logs.configuration import Handler
from bot.logs.console import show_control_characters
from tests.logs.written import Log, Terminal, json_log, raised


def test_a_record_says_when_whose_how_severe_and_what() -> None:
    """Machines read one JSON object a line, with the time in UTC."""
    log = json_log()
    structlog.get_logger("bot.workflow").info("request.submitted", request="r1", users=["é"])
    record = log.record
    said_at = datetime.fromisoformat(record.pop("timestamp"))
    assert (said_at.tzinfo, abs((datetime.now(UTC) - said_at).total_seconds()) < 60) == (UTC, True)
    assert record == {
        "event": "request.submitted",
        "level": "info",
        "logger": "bot.workflow",
        "request": "r1",
        "users": ["é"],
    }


def test_a_librarys_record_looks_like_ours() -> None:
    """A library's message is the event, its arguments filled in."""
    log = json_log()
    logging.getLogger("slack_sdk.socket").info("A session %s began", "s_1")
    assert log.record.keys() == {"event", "level", "logger", "timestamp"}
    assert (log.record["event"], log.record["logger"]) == ("A session s_1 began", "slack_sdk.socket")


def test_positional_arguments_are_filled_in() -> None:
    """A message in the style of the standard library is understood from our loggers too."""
    log = json_log()
    structlog.get_logger("bot").info("%d of %d", 1, 2)
    assert log.record["event"] == "1 of 2"


def test_every_record_of_an_interaction_carries_its_context() -> None:
    """What is bound once is on our lines and on the libraries'."""
    log = json_log()
    structlog.contextvars.bind_contextvars(correlation_id="c1")
    structlog.get_logger("bot").info("a.b")
    logging.getLogger("slack_sdk").warning("c")
    assert [record["correlation_id"] for record in log.records] == ["c1", "c1"]


def test_configuring_again_replaces() -> None:
    """Two calls do not make two lines, and the first stream is left alone."""
    first, second = json_log(), json_log()
    structlog.get_logger("bot").info("once")
    assert (first.text, second.record["event"]) == ("", "once")


def test_reset_leaves_nothing_behind() -> None:
    """After `reset` the root logger has the handlers and the level it had."""
    logs.reset()
    before = (list(logging.root.handlers), logging.root.level, structlog.is_configured())
    json_log()
    logs.reset()
    assert (list(logging.root.handlers), logging.root.level, structlog.is_configured()) == before


def test_stderr_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output stays free for what a command prints."""
    logs.configure()
    structlog.get_logger("bot").info("a.b")
    captured = capsys.readouterr()
    assert (captured.out, json.loads(captured.err)["event"]) == ("", "a.b")


@pytest.mark.parametrize(
    ("log", "log_format", "is_json"),
    [(Log(), "auto", True), (Terminal(), "auto", False), (Terminal(), "json", True), (Log(), "console", False)],
)
def test_the_form_suits_the_reader(log: Log, log_format: str, is_json: bool) -> None:  # noqa: FBT001 - a parameter
    """People at a terminal get a readable form and machines JSON, unless told otherwise."""
    logs.configure("info", log_format, log)
    structlog.get_logger("bot").info("a.b")
    assert "a.b" in log.text
    assert log.text.startswith("{") == is_json
    assert ("\x1b[" in log.text) == (log.terminal and not is_json)


def test_a_warning_is_a_record() -> None:
    """Python's warnings do not break the form."""
    log = json_log()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logs.configure("info", "json", log)
        warnings.warn("old api", stacklevel=1)
        logs.reset()
    assert "old api" in log.record["event"]


def test_a_record_that_cannot_be_written_is_told_without_its_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    """The standard library would print the arguments of a broken message as they are."""
    log = json_log()
    (handler,) = (each for each in logging.root.handlers if isinstance(each, Handler))
    handler.handle(logging.LogRecord("library", logging.WARNING, "", 0, "%d", ("hunter2",), None))
    assert log.record == {"event": "log.failed", "level": "error", "logger": "library"}
    assert capsys.readouterr() == ("", "")


def test_a_closed_stream_breaks_nobody() -> None:
    """Whoever logs after the log is gone goes on."""
    log = json_log()
    log.close()
    structlog.get_logger("bot").info("a.b")
    assert log.closed


def test_a_traceback_shows_no_local_variables() -> None:
    """A frame may hold a secret; its traceback names lines and the error, in either form."""
    error = raised("no luck")
    assert "NO LUCK" in str(error.__traceback__ and error.__traceback__.tb_frame.f_locals)
    for log, log_format in ((Log(), "json"), (Terminal(), "console")):
        logs.configure("info", log_format, log)
        structlog.get_logger("bot").error("a.failed", exc_info=error)
        logging.getLogger("library").error("failed", exc_info=error)
        assert log.text.count("ValueError: no luck") == log.text.count("in _fail") == 2
        assert "NO LUCK" not in log.text


def test_the_stack_is_shown_on_request() -> None:
    """`stack_info` tells how the code came here."""
    log = json_log()
    structlog.get_logger("bot").info("a.b", stack_info=True)
    assert "test_the_stack_is_shown_on_request" in log.record["stack"]


FORGED = 'x\n{"event": "forged"}\r2026-01-01 [info] forged\x1b[2J\u2028forged\u202e'


def test_a_value_cannot_forge_a_json_record() -> None:
    """Whatever a person is called, a record stays one line."""
    log = json_log()
    structlog.get_logger("bot").info("a.b", name=FORGED)
    logging.getLogger("library").info(FORGED)
    assert len(log.text.splitlines()) == 2
    assert log.records[0]["name"] == FORGED
    assert log.text.isascii()


def test_a_value_cannot_forge_a_line_on_the_terminal() -> None:
    """Line breaks and escape sequences in names, values and messages are shown, not obeyed."""
    log = Log()
    logs.configure("info", "console", log)
    structlog.get_logger("bot").info("a.b", name=FORGED, nested=[FORGED], **{FORGED: 1})
    logging.getLogger("library").info(FORGED)
    lines = log.text.split("\n")
    assert len(lines) == 3
    assert all(line.isprintable() for line in lines)


def test_half_a_character_is_shown_on_the_terminal() -> None:
    """A lone surrogate, which no stream can encode, does not cost its record."""
    assert show_control_characters(None, "info", {"a": "\ud800", "b": 1}) == {"a": "\\ud800", "b": 1}


def test_an_errors_message_cannot_forge_a_line_on_the_terminal() -> None:
    """A traceback has many lines, so each is set apart from the records."""
    log = Log()
    logs.configure("info", "console", log)
    structlog.get_logger("bot").error("a.failed", exc_info=raised(FORGED), stack_info=True)
    first, *others = log.text.removesuffix("\n").split("\n")
    assert "a.failed" in first
    assert all(line.isprintable() and (line.startswith("    ") or not line.strip("=")) for line in others)
