"""`<user>` as people type it."""

from __future__ import annotations

import pytest

from bot.domain.errors import Mistake
from bot.domain.references import ByEmail, ById, ByMention, Reference, read_reference


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("jane@example.com", ByEmail("jane@example.com")),
        ("o'brien+ax@mail.example.org", ByEmail("o'brien+ax@mail.example.org")),
        ("<@U0JANE>", ByMention("U0JANE")),
        ("<@W0JANE|jane>", ByMention("W0JANE")),
        ("VXNlcjoxMjM0NQ==", ById("VXNlcjoxMjM0NQ==")),
        ("VXNlc+o/MjM0NQ", ById("VXNlc+o/MjM0NQ")),
        ("VXNlcjox", ById("VXNlcjox")),
    ],
)
def test_addresses_ids_and_mentions_are_told_apart(word: str, meant: Reference) -> None:
    """Each of the three forms is read as what it is."""
    assert read_reference(word) == meant


WRONG = ["jane", "jane@", "@jane", "<@B0BOT>", "<!channel>", "a b", "jane@@example.com", "", "🦊🦊🦊🦊🦊🦊🦊🦊"]


@pytest.mark.parametrize("word", WRONG)
def test_anything_else_is_a_mistake_that_says_what_to_give(word: str) -> None:
    """The sentence names all three forms."""
    with pytest.raises(Mistake, match="e-mail address, an Arize user id, or mention"):
        read_reference(word)
