"""A request: everything that changes something is one, even when the policy lets it run at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    """`submission` names the form it came from, so that one form makes one request however often it arrives."""

    id: str
    operation: str
    requester_id: str
    target_id: str | None
    submission: str
