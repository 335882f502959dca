"""What makes a whole list a request: the rows that take more approvals than the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Concern
from bot.domain.policy import Verdict, strictest
from bot.workflow.questions import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.domain.batch import Row
    from bot.domain.people import Person
    from bot.domain.policy import Decision


@dataclass(frozen=True)
class Heavier:
    """Some rows of a list, as `decision` says; `others` are how many are left, and `without` says what those take."""

    rows: tuple[Row, ...]
    decision: Decision
    others: int
    without: Decision


def heavier(person: Person, rows: Sequence[Row], ask: Callable[[Concern], Decision]) -> Heavier | None:
    """None where all rows take the same, or where they are no request. Of each kind of people it is asked once."""
    known: dict[tuple[object, ...], Decision] = {}
    weighed: list[tuple[Row, Decision]] = []
    for row in rows:
        concern = Concern(row.subject, row.role)
        kind = kind_of(person, concern)
        if kind not in known:
            known[kind] = ask(concern)
        weighed.append((row, known[kind]))
    return _told_apart(weighed, strictest(known.values())) if known else None


def _told_apart(weighed: Sequence[tuple[Row, Decision]], most: Decision) -> Heavier | None:
    heavy = tuple(row for row, decision in weighed if _weight(decision) == _weight(most))
    others = [decision for _, decision in weighed if _weight(decision) != _weight(most)]
    if most.verdict is not Verdict.REQUEST or not others:
        return None
    return Heavier(heavy, most, len(others), strictest(others))


def _weight(decision: Decision) -> tuple[Verdict, int]:
    return decision.verdict, decision.needed
