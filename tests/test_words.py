"""One voice: what docs/words.md asks of every sentence, where a test can hold it."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SPEAKING = ("slack", "command", "commands", "domain", "workflow", "spreadsheet")
"""The packages whose texts people read."""
NOT_OURS = {"bot/slack/blockkit/acks.py", "bot/slack/blockkit/check.py"}
"""They say what Slack says."""
BANNED = re.compile(r"\b(please|sorry|oops|thanks?|successful(ly)?|log ?in|(?<!\.)email)\b|!$", re.IGNORECASE)
EMOJI = re.compile(r":[a-z][a-z_0-9]+:")
ENDS = (".", "?", ":", "…", "”", "}")


def _texts(path: Path) -> Iterator[str]:
    """Every text in a module that is no docstring, with braces where something is filled in."""
    tree = ast.parse(path.read_text("utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts.update(id(part) for part in ast.walk(node) if part is not node)
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (silent | parts):
            yield node.value


def _said() -> list[tuple[str, str]]:
    modules = [path for part in SPEAKING for path in (ROOT / "bot" / part).rglob("*.py")]
    named = [(str(path.relative_to(ROOT)), path) for path in sorted(modules)]
    return [
        (name, text)
        for name, path in named
        if name not in NOT_OURS
        for text in map(_filled, _texts(path))
        if " " in text
    ]


def _filled(text: str) -> str:
    """What `markup` fills in by name is no word of ours."""
    return re.sub(r"\{\w+\}", "{}", text)


def _glossary() -> list[str]:
    rows = (ROOT / "docs" / "words.md").read_text("utf-8").split("|---|---|\n")[1]
    return re.findall(r"^\| ([a-zA-Z, ]+?) \|", rows, re.MULTILINE)


SAID = _said()


def test_people_are_told_in_one_voice() -> None:
    """Nothing that is only polite, one spelling for one thing, and nobody is shouted at."""
    assert [(where, text) for where, text in SAID if BANNED.search(text)] == []


def test_what_is_more_than_one_sentence_ends_as_sentences_do() -> None:
    """Labels have no full stop; texts of several sentences do."""
    several = [(where, text) for where, text in SAID if re.search(r"[a-z]\. [A-Z]", text)]
    assert several
    assert [(where, text) for where, text in several if not text.rstrip().endswith(ENDS)] == []


def test_an_emoji_is_a_mark_before_words() -> None:
    """Whoever does not see it reads the same."""
    marked = [(where, text) for where, text in SAID if EMOJI.search(text)]
    assert marked
    assert [
        (where, text) for where, text in marked if not re.fullmatch(r":[a-z_0-9]+: [^:\n]*\S.*", text, re.DOTALL)
    ] == []


@pytest.mark.parametrize("word", _glossary())
def test_the_glossary_has_words_that_are_used(word: str) -> None:
    """A word that nobody says any more has no row."""
    assert any(word.lower().removesuffix("e") in text.lower() for _, text in SAID)
