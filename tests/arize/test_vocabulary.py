"""Words are written as the server writes them."""

from __future__ import annotations

import pytest

from bot.arize import EnumCase
from bot.arize.vocabulary import Vocabulary
from tests.arize.story import ADA


def test_upper_until_lower_was_seen() -> None:
    """And upper again once the server was brought up to date."""
    vocabulary = Vocabulary(EnumCase.AUTO)
    assert vocabulary.write("active") == "ACTIVE"
    vocabulary.learn(ADA | {"status": "expired", "role": {"type": "custom"}})
    assert vocabulary.write("ACTIVE") == "active"
    vocabulary.learn(ADA)
    assert vocabulary.write("active") == "ACTIVE"


def test_what_a_page_says_last_counts() -> None:
    """Users without a word of ours, and words that nobody knows, are passed over."""
    vocabulary = Vocabulary(EnumCase.AUTO)
    vocabulary.learn(ADA, ADA | {"status": "expired", "role": None}, {"status": "SUSPENDED"}, None)
    assert vocabulary.write("ACTIVE") == "active"
    vocabulary.learn(ADA | {"status": "active"})
    assert vocabulary.write("active") == "ACTIVE"


@pytest.mark.parametrize(
    "user",
    [
        {"status": "suspended"},
        {"status": None, "role": {"type": "CUSTOM", "name": "member"}},
        {"role": "none of ours"},
        {"name": "active"},
        "active",
        None,
    ],
)
def test_what_is_no_fixed_word_teaches_nothing(user: object) -> None:
    """The name of a custom role is anybody's, and so is a word that nobody knows."""
    vocabulary = Vocabulary(EnumCase.AUTO)
    vocabulary.learn(user)
    assert vocabulary.write("ACTIVE") == "ACTIVE"


@pytest.mark.parametrize("case", EnumCase)
def test_unknown_words_are_written_as_they_are(case: EnumCase) -> None:
    """Also those whose upper case only looks like one of ours."""
    assert [Vocabulary(case).write(word) for word in ("Suspended", "act\u0131ve")] == ["Suspended", "act\u0131ve"]
