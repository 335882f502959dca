"""How long things take, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.workflow.timing import in_words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=60), "60 seconds"),
        (timedelta(minutes=30), "30 minutes"),
        (timedelta(minutes=90), "90 minutes"),
        (timedelta(hours=24), "24 hours"),
        (timedelta(days=7), "7 days"),
        (timedelta(seconds=3601), "3601 seconds"),
    ],
)
def test_spans_are_said_without_rounding(span: timedelta, words: str) -> None:
    """In the largest unit that fits."""
    assert in_words(span) == words
