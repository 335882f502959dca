"""Values with remarks, written as YAML: whatever is in them, YAML reads the same values back."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.slack.manifest.noted import Noted, as_yaml, plain

REMARKS = some.text(some.characters(categories=("L", "N", "P")), max_size=30)
WORDS = some.text(some.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=30)
LEAVES = WORDS | some.booleans() | some.builds(Noted, WORDS | some.booleans(), REMARKS)
KEYS = some.from_regex(r"[a-z_]{1,12}x", fullmatch=True)
TREES = some.recursive(
    LEAVES,
    lambda inner: (
        some.dictionaries(KEYS, inner, min_size=1, max_size=4)
        | some.lists(LEAVES | some.dictionaries(KEYS, LEAVES, min_size=1, max_size=3), min_size=1, max_size=4)
    ),
    max_leaves=5,
)


@settings(max_examples=60)
@given(some.dictionaries(KEYS, TREES, min_size=1, max_size=4))
def test_what_is_written_is_read_back(tree: dict[str, Any]) -> None:
    """Texts that look like something else are quoted, and remarks are never taken for values."""
    assert yaml.safe_load(as_yaml(tree, "Heading")) == plain(tree)


def test_remarks_stand_below_one_another() -> None:
    """In neighbouring lines; a line without one begins anew."""
    tree = {
        "a": {"b": Noted("short", "one"), "longer": Noted("text", "two"), "c": "none", "d": Noted(value=True, note="3")}
    }
    assert as_yaml(tree, "H").splitlines()[2:] == [
        "  b: short     # one",
        "  longer: text # two",
        "  c: none",
        "  d: true # 3",
    ]


def test_a_long_text_is_folded() -> None:
    """Between its words."""
    text = " ".join(["word"] * 100)
    written = as_yaml({"a": {"b": text}}, "H")
    assert max(map(len, written.splitlines())) <= 120
    assert yaml.safe_load(written) == {"a": {"b": text}}
