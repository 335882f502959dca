"""The second net: were a secret logged, it would not be in the log."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, SecretBytes, SecretStr

from bot import logs
from bot.logs.redaction import LONGEST, REDACTED, redact, scrub
from tests.logs.written import Log, json_log, raised

SECRETS = [
    "xoxb-123-456-abcDEF",
    "xoxp-123-456-abcDEF",
    "xoxe.xoxp-1-abcDEF",
    "xapp-1-A1-2-abc",
    "ak-0a1b2c3d-key",
    "Bearer abc.def",
    "Basic dXNlcjpw",
    "https://hooks.slack.com/commands/T1/2/abc",
    "https://hooks.slack-gov.com/actions/T1/2/abc",
    "http://127.0.0.1:8080/response/abc",
    "temporary_password='hunter2'",
    "{'temporaryPassword': 'hun\\'ter2'}",
    '{"password":"hun, ter2"}',
    '{\\"password\\":\\"hunter2\\"}',
    "token=hunter2&",
    "wss://wss-primary.slack.com/link/?ticket=hunter2",
    "X-Api-Key: hunter2",
    "Authorization: Bearer hunter2",
    "password: hun&ter2",
]
TAILS = ("abc", "def", "hun", "ter2", "dXNl", "0a1b")


@dataclass(frozen=True)
class Answer:
    temporary_password: str


class Model(BaseModel):
    key: SecretStr
    note: str


class Kind(Enum):
    ADMIN = "admin"


class Unspeakable:
    def __repr__(self) -> str:
        raise RuntimeError("hunter2")


def logged(**values: Any) -> dict[str, Any]:  # noqa: ANN401 - any value can be logged
    return redact(None, "info", values)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_taken_out_wherever_it_stands(secret: str) -> None:
    """In a message, a value, a nested value or an exception, from us or from a library, only its place is left."""
    log = json_log()
    ours, library = structlog.get_logger("bot"), logging.getLogger("library")
    ours.info(f"before {secret}", value=secret, nested=[{"deep": (secret,)}], **{secret: 1})
    library.warning("before %s", secret)
    error = raised(secret)
    ours.error("a.failed", error=error, exc_info=error)
    library.error("failed", exc_info=error)
    assert len(log.records) == 4
    assert not [tail for tail in TAILS if tail in log.text.replace("default", "").replace("Traceback", "")]


@pytest.mark.parametrize(
    "name", ["token", "slack_bot_token", "SECRET", "temporary_password", "passwd", "Authorization", "api_key", "apiKey"]
)
def test_a_secrets_name_hides_its_value(name: str) -> None:
    """Whatever is called a secret is treated as one, on every level."""
    assert logged(**{name: "hunter2", "nested": {"deep": [{name: ["hunter2"]}]}}) == {
        name: REDACTED,
        "nested": {"deep": [{name: REDACTED}]},
    }


def test_yes_no_and_nothing_are_no_secrets() -> None:
    """`password_delivered=False` tells the operator something, and gives nothing away."""
    assert logged(password_delivered=False, token=None) == {"password_delivered": False, "token": None}


def test_values_become_plain_data() -> None:
    """What can be logged as it is stays so; the rest is described."""
    values = {
        "n": 1,
        "x": 0.5,
        "none": None,
        "when": datetime(2026, 1, 2, tzinfo=UTC),
        "day": date(2026, 1, 2),
        "span": timedelta(minutes=1),
        "kind": Kind.ADMIN,
        "pair": (1, "a"),
        "one": {"a"},
    }
    assert logged(**values) == {
        "n": 1,
        "x": 0.5,
        "none": None,
        "when": "2026-01-02 00:00:00+00:00",
        "day": "2026-01-02",
        "span": "0:01:00",
        "kind": "admin",
        "pair": [1, "a"],
        "one": ["a"],
    }


def test_objects_are_described_without_their_secrets() -> None:
    """A result or a model that was logged whole keeps its secret."""
    values = logged(
        answer=Answer("hunter2"),
        model=Model(key=SecretStr("hunter2"), note="token=hunter2"),
        text=SecretStr("hunter2"),
        data=SecretBytes(b"hunter2"),
    )
    assert "hunter2" not in str(values)
    assert values["answer"] == "Answer(temporary_password=[redacted])"
    assert (values["text"], values["data"]) == (REDACTED, REDACTED)


def test_an_object_that_cannot_be_described_breaks_nothing() -> None:
    """A faulty repr costs its value, not the record, and its error is not shown either."""
    assert logged(odd=Unspeakable()) == {"odd": "<Unspeakable whose repr raised RuntimeError>"}


def test_a_value_within_itself_ends() -> None:
    """A list that holds itself is cut at some depth."""
    endless: list[object] = []
    endless.append(endless)
    assert "too deep" in str(logged(endless=endless))


def test_what_a_traceback_quotes_is_scrubbed() -> None:
    """The error's message is text like any other, in the console's form too."""
    log = Log()
    logs.configure("info", "console", log)
    structlog.get_logger("bot").error("a.failed", exc_info=raised("rejected: xoxb-1-2-abcDEF"))
    assert f"ValueError: rejected: {REDACTED}" in log.text


@pytest.mark.parametrize(
    "text", ["jane@example.com asked", "secretary@example.com", "a soak-test", "password.delivered"]
)
def test_ordinary_text_stays(text: str) -> None:
    """The net lets words through that merely resemble a secret's name."""
    assert scrub(text) == text


def test_a_long_value_is_cut() -> None:
    """Nobody fills the log with one value."""
    assert scrub("a" * (LONGEST + 5)) == "a" * LONGEST + "… (5 more characters)"


@pytest.mark.parametrize("piece", ["token", "token='", 'password="', "http://", "a", "xoxb", "\\", "Bearer "])
def test_the_search_is_quick_whatever_it_reads(piece: str) -> None:
    """Text made to keep the expressions busy does not hold up the bot."""
    began = time.process_time()
    scrub(piece * (LONGEST // len(piece)))
    assert time.process_time() - began < 1


@given(
    st.text(alphabet=st.characters(categories=["L", "N"]), min_size=6, max_size=30), st.sampled_from(["%s", "a %s b"])
)
def test_any_token_is_found_in_any_text(tail: str, around: str) -> None:
    """A token leaves no trace, whatever stands beside it."""
    assert scrub(around % f"xoxb-{tail}") == around % REDACTED
