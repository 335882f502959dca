"""Why it is not known what became of a write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.arize import ProblemError, ServerError, UnreadableAnswer

if TYPE_CHECKING:
    from bot.arize import ArizeError


def why_in_doubt(error: ArizeError) -> str:
    """The beginning of a sentence, about an error that `may_have_happened`."""
    match error:
        case ServerError():
            return f"Arize failed (status {error.status})"
        case ProblemError():
            return "Arize's first answer did not tell"
        case UnreadableAnswer():
            return "Arize's answer could not be read"
        case _:
            return "Arize's answer was lost"
