"""What was found out about one fact of the set-up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """From the best to the worst. UNSEEN is what cannot be looked at from here, and says nothing about it."""

    OK = "ok"
    UNSEEN = "unseen"
    WARNING = "warning"
    WRONG = "wrong"


SEVERITY = tuple(Verdict)


@dataclass(frozen=True)
class Finding:
    """`words` say what is so, `remedy` what to do about it; no secret is in either.

    `stops` is what the bot cannot start with.
    """

    name: str
    verdict: Verdict
    words: str
    remedy: str = ""
    stops: bool = False


def ok(name: str, words: str) -> Finding:
    return Finding(name, Verdict.OK, words)


def unseen(name: str, words: str, remedy: str = "") -> Finding:
    return Finding(name, Verdict.UNSEEN, words, remedy)


def warning(name: str, words: str, remedy: str) -> Finding:
    return Finding(name, Verdict.WARNING, words, remedy)


def wrong(name: str, words: str, remedy: str, *, stops: bool = False) -> Finding:
    return Finding(name, Verdict.WRONG, words, remedy, stops)


def worst(findings: tuple[Finding, ...]) -> Verdict:
    return max((finding.verdict for finding in findings), key=SEVERITY.index, default=Verdict.OK)
