"""Upper or lower case on the wire: the API changed its words from lower to upper case in July 2026."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


_HYPHENATED = frozenset({"READ_ONLY"})
"""Words that the old servers wrote with a hyphen: `read-only`."""


class Vocabulary(Enum):
    """A server speaks one case and understands no other."""

    UPPER = "upper"
    LOWER = "lower"

    def spoken(self, word: str) -> str:
        """The word as an answer says it."""
        if self is Vocabulary.UPPER:
            return word
        return word.lower().replace("_", "-") if word in _HYPHENATED else word.lower()

    def understood(self, word: str, among: Iterable[str]) -> str | None:
        """The word that a request meant, or None where this server knows no such word."""
        return next((known for known in among if self.spoken(known) == word), None)
