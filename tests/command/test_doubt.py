"""Why it is not known what became of a write: what is said of it is what happened."""

from __future__ import annotations

import pytest

from bot.arize import AnswerLost, ArizeError, Conflict, ServerError, UnreadableAnswer
from bot.command.doubt import why_in_doubt


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (AnswerLost("create_user", "timeout"), "Arize's answer was lost"),
        (ServerError(503), "Arize failed (status 503)"),
        (UnreadableAnswer("create_user", "no JSON"), "Arize's answer could not be read"),
        (Conflict(409), "Arize's first answer did not tell"),
    ],
)
def test_only_an_answer_that_was_lost_is_called_lost(error: ArizeError, why: str) -> None:
    assert why_in_doubt(error) == why
