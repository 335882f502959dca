"""How long the API asks to wait."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.arize.problems import retry_after

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 0.0),
        (" 42 ", 42.0),
        ("Mon, 23 Nov 2026 12:00:30 GMT", 30.0),
        ("Mon, 23 Nov 2026 12:00:30 -0000", 30.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
        ("", None),
        ("-1", None),
        ("soon", None),
        ("inf", None),
        ("٤٢", None),
        ("9" * 400, None),
        ("Mon, 99 Nov 2026 12:00:30 GMT", None),
    ],
)
def test_seconds_or_a_date(said: str, seconds: float | None) -> None:
    """What is neither counts as not said, and the past as nothing."""
    assert retry_after({"retry-after": said}, NOW) == seconds


def test_a_date_is_read_by_the_servers_clock() -> None:
    """Ours may be wrong."""
    headers = {"retry-after": "Mon, 23 Nov 2026 15:00:30 GMT", "date": "Mon, 23 Nov 2026 15:00:00 GMT"}
    assert retry_after(headers, NOW) == 30.0


def test_without_the_header_nothing_was_said() -> None:
    """Back-off is the client's own matter then."""
    assert retry_after({}, NOW) is None
