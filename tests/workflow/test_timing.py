"""How long things take, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.workflow.timing import Timing, in_words


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


@pytest.mark.parametrize("lease", [2, 10, 300, 3600])
def test_no_row_outlasts_its_turn_nor_a_turn_its_claim(lease: int) -> None:
    """What is begun at the last moment is over when the turn is cut off, and then a quarter of the claim is left."""
    timing = Timing(lease=timedelta(seconds=lease))
    assert timing.beginning + timing.row == timing.work == 0.75 * timing.lease
    assert timing.turn <= timing.beginning
    assert timing.showing < timing.beginning
    assert timing.row_doubt == timing.row + timing.doubt


def test_what_a_batch_has_time_for() -> None:
    """With the lease that an operator gets without saying anything; Slack has ten seconds for a call."""
    usual = Timing()
    seconds = (usual.beginning, usual.turn, usual.row, usual.showing, usual.row_doubt)
    assert [each.total_seconds() for each in seconds] == [75, 5, 150, 15, 210]
