"""What the audit has to tell of every request, whoever looks at it and whatever happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.audit import Chain, Fact
from bot.domain.request import TRANSITIONS, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.domain.audit import Break, Row
    from bot.domain.request import Request

STATES = {
    Fact.RUN: State.RUNNING,
    Fact.SUCCEEDED: State.SUCCEEDED,
    Fact.FAILED: State.FAILED,
    Fact.UNKNOWN: State.UNKNOWN,
    Fact.DENIED: State.DENIED,
    Fact.CANCELLED: State.CANCELLED,
    Fact.EXPIRED: State.EXPIRED,
}


def first_break(rows: Iterable[Row], head: tuple[int, str]) -> Break | None:
    """Where the chain breaks first; None where it holds."""
    chain = Chain()
    broken = (chain.follow(row) for row in rows)
    return next((each for each in broken if each is not None), None) or chain.end(head)


def assert_told_truly(rows: Sequence[Row], head: tuple[int, str], found: Sequence[Request]) -> None:
    """One unbroken chain, and every request moved along the table of transitions alone."""
    broken = first_break(rows, head)
    assert broken is None, f"the audit is broken: {broken}"
    requests = {request.id: request for request in found}
    stands = _told(rows, requests)
    for request in found:
        told = stands[request.id]
        assert _agree(told, request.state), f"the audit tells of {told.value}, and stored is {request.state.value}"
    approved = [row.entry for row in rows if row.entry.fact is Fact.APPROVED]
    assert all(entry.at < requests[entry.request_id].expires_at for entry in approved)


def _told(rows: Sequence[Row], requests: Mapping[str, Request]) -> dict[str, State]:
    stands: dict[str, State] = {}
    for entry in (row.entry for row in rows if row.entry.request_id):
        if entry.fact is Fact.ASKED:
            stands[entry.request_id] = State.PENDING if requests[entry.request_id].needed else State.APPROVED
        elif entry.fact in STATES:
            _move(stands, entry.request_id, STATES[entry.fact])
    return stands


def _move(stands: dict[str, State], request_id: str, after: State) -> None:
    """The approval that was the last one is told by the run after it, or by the reason why there was none."""
    before = stands[request_id]
    direct = after in TRANSITIONS[before]
    approved = before is State.PENDING and after in TRANSITIONS[State.APPROVED]
    assert direct or approved, f"{before} -> {after}"
    stands[request_id] = after


def _agree(told: State, stored: State) -> bool:
    return told is stored or (told is State.PENDING and stored is State.APPROVED)
