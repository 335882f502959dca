"""Findings as lines: words always, colours on a terminal."""

from __future__ import annotations

from bot.app.checkup.finding import Finding, Verdict
from bot.cli.findings import as_lines

FINDINGS = (
    Finding("a", Verdict.OK, "Well.", "Not needed."),
    Finding("b", Verdict.UNSEEN, "Unknown."),
    Finding("c", Verdict.WARNING, "Odd.", "Look."),
    Finding("d", Verdict.WRONG, "Broken.", "Mend it."),
)


def test_each_verdict_has_a_colour_of_its_own() -> None:
    """Green, yellow and red; what is unseen is none of them."""
    lines = "\n".join(as_lines(FINDINGS, coloured=True))
    assert "\x1b[32mok" in lines
    assert "\x1b[33mwarning" in lines
    assert "\x1b[31mwrong" in lines


def test_without_colours_the_words_say_it() -> None:
    """What is well needs no remedy."""
    assert list(as_lines(FINDINGS, coloured=False)) == [
        "ok       a: Well.",
        "unseen   b: Unknown.",
        "warning  c: Odd.",
        "           Look.",
        "wrong    d: Broken.",
        "           Mend it.",
        "",
        "1 ok, 1 unseen, 1 warning, 1 wrong",
    ]
