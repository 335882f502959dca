"""Every error of the API is a plain sentence that says what is known and what to do."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from bot.arize import (
    AmbiguousEmail,
    AnswerLost,
    ArizeError,
    BadRequest,
    Conflict,
    Forbidden,
    NotFound,
    NotSent,
    ProblemError,
    RateLimited,
    ServerError,
    Unauthenticated,
    Unprocessable,
    UnreadableAnswer,
)
from bot.commands import discover
from bot.workflow.explain import explain, note

DELETE = next(command for command in discover() if command.name == "delete")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (BadRequest(400, detail="The id is malformed"), "Arize did not accept this: The id is malformed."),
        (BadRequest(400, title="Invalid request parameters"), "Arize did not accept this: Invalid request parameters."),
        (Unprocessable(422), "Arize did not accept this: status 422, without a reason."),
        (Unauthenticated(401), "until the operator renews ARIZE_API_KEY"),
        (Forbidden(403), "it needs USER_DELETE"),
        (NotFound(404), "no such user, or the user was deleted"),
        (Conflict(409, detail="Taken!"), "collides with what is there: Taken!"),
        (RateLimited(429), "Nothing was done. Try again in a minute."),
        (RateLimited(429, retry_after=42.0), "Nothing was done. Try again in 42 seconds."),
        (ServerError(503), "Arize failed (status 503). Try again in a minute"),
        (ServerError(503, may_have_happened=True), "It is not known whether the change was made"),
        (ProblemError(418), "Arize failed (status 418)."),
        (NotSent("delete_user", "refused"), "Arize could not be reached, so nothing was done."),
        (AnswerLost("delete_user", "late"), "Arize did not answer in time. Try again in a minute."),
        (AnswerLost("delete_user", "late", may_have_happened=True), "It is not known whether the change was made"),
        (UnreadableAnswer("delete_user", "HTML"), "an answer that cannot be read"),
        (UnreadableAnswer("delete_user", "HTML", may_have_happened=True), "look at the user before you try again"),
        (AmbiguousEmail("list_users", "two"), "Two users in Arize AX have this address. Use the user's id instead"),
    ],
)
def test_an_error_becomes_a_sentence(error: ArizeError, sentence: str) -> None:
    """With the API's own words where it has some, and one mark at its end."""
    words = explain(error, DELETE)
    assert sentence in words
    assert words.endswith((".", "!"))
    assert "!." not in words
    assert words.startswith(("Arize ", "The bot's Arize key ", "Two users "))


@pytest.mark.parametrize(
    ("error", "level", "event"),
    [
        (Unauthenticated(401), "error", "arize.refused_key"),
        (Forbidden(403), "warning", "arize.failed"),
        (NotSent("list_users", "refused"), "warning", "arize.failed"),
        (ServerError(503), "warning", "arize.failed"),
        (NotFound(404), "info", "arize.failed"),
    ],
)
def test_a_refused_key_is_an_operators_business_and_anything_else_somebodys(
    error: ArizeError, level: str, event: str
) -> None:
    """It stops everybody; what the key may not do, and an outage, are to be looked at."""
    with capture_logs() as logs:
        note(error)
    assert [(each["log_level"], each["event"], each["error"]) for each in logs] == [(level, event, str(error))]
