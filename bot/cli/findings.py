"""Findings, as lines for people and as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from bot.app.checkup.finding import Verdict, worst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.app.checkup.finding import Finding

COLOURS = {Verdict.OK: "green", Verdict.UNSEEN: None, Verdict.WARNING: "yellow", Verdict.WRONG: "red"}
WIDEST = max(len(verdict.value) for verdict in Verdict)
SHAPE = 1
"""The version of the JSON's shape: it grows when a member goes or means something else."""


def as_lines(findings: tuple[Finding, ...], *, coloured: bool) -> Iterator[str]:
    """A line for each, one more for what to do, and one that counts them."""
    for finding in findings:
        yield f"{_word(finding.verdict, coloured=coloured)}  {finding.name}: {finding.words}"
        if finding.remedy and finding.verdict is not Verdict.OK:
            yield f"{'':{WIDEST}}    {finding.remedy}"
    yield ""
    yield ", ".join(f"{_count(findings, verdict)} {verdict.value}" for verdict in Verdict)


def as_json(findings: tuple[Finding, ...]) -> str:
    shown = [
        {
            "name": finding.name,
            "verdict": finding.verdict.value,
            "words": finding.words,
            "remedy": finding.remedy or None,
            "stops": finding.stops,
        }
        for finding in findings
    ]
    return json.dumps(
        {"shape": SHAPE, "verdict": worst(findings).value, "findings": shown}, ensure_ascii=False, indent=2
    )


def _word(verdict: Verdict, *, coloured: bool) -> str:
    word = f"{verdict.value:{WIDEST}}"
    return typer.style(word, fg=COLOURS[verdict]) if coloured else word


def _count(findings: tuple[Finding, ...], verdict: Verdict) -> int:
    return sum(finding.verdict is verdict for finding in findings)
