"""What the bot knows of the way to Arize, by its own work."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.arize import AnswerLost, ArizeError, NotFound, NotSent, RateLimited, ServerError, Unauthenticated
from bot.workflow.health import Beat, Pulse
from tests.people import MOMENT

LATER = MOMENT + timedelta(minutes=3)


@pytest.mark.parametrize("error", [None, NotFound(404)])
def test_an_answer_is_an_answer(error: ArizeError | None) -> None:
    """Also that somebody is not there; it ends any trouble."""
    pulse = Pulse(lambda: LATER, Beat(MOMENT, "It is away.", MOMENT))
    pulse.heard(error)
    assert pulse.last == Beat(LATER)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Unauthenticated(401), "Arize refuses the bot's key: ARIZE_API_KEY has to be renewed."),
        (RateLimited(429), "Arize is limiting how often it may be asked."),
        (ServerError(503), "Arize failed (status 503)."),
        (NotSent("list_users", "refused"), "Arize did not answer."),
        (AnswerLost("list_users", "lost"), "Arize did not answer."),
    ],
)
def test_trouble_is_told_since_it_began(error: ArizeError, words: str) -> None:
    """When the last answer came is remembered."""
    pulse = Pulse(lambda: LATER, Beat(MOMENT))
    pulse.heard(error)
    assert pulse.last == Beat(MOMENT, words, LATER)
    pulse.now = lambda: LATER + timedelta(hours=1)
    pulse.heard(error)
    assert pulse.last.since == LATER
