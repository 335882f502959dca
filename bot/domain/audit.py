"""The record of who did what, when and why: a chain in which every row vouches for the one before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

BOT = "bot"
"""The actor where nobody clicked: an expiry, a run after a restart."""
BEGINNING = "0" * 64
"""What the first row says of the one before it."""


class Fact(Enum):
    """What a row tells."""

    ASKED = "asked"
    REFUSED = "refused"
    APPROVED = "approved"
    DENIED = "denied"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    RUN = "run"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    UNKNOWN = "unknown"
    EXPORTED = "exported"
    ROW_DONE = "row done"
    ROW_NOT_DONE = "row not done"
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"
    LEFT_SLACK = "left Slack"
    KEPT = "kept"
    CAME_BACK = "came back"
    PASSWORD_DELIVERED = "password delivered"  # noqa: S105 - the name of a fact
    PASSWORD_NOT_DELIVERED = "password not delivered"  # noqa: S105 - the name of a fact
    PASSWORD_DELETED = "password deleted"  # noqa: S105 - the name of a fact


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One fact. `actor_id` is a Slack id, or BOT; `subject` the address of the person it is about; `why` is text."""

    fact: Fact
    at: datetime
    actor_id: str
    operation: str = ""
    request_id: str = ""
    subject: str = ""
    why: str = ""


@dataclass(frozen=True)
class Row:
    """An entry in its place. `number` counts from 1 without a gap; `previous` is the hash of the row before."""

    number: int
    entry: Entry
    previous: str
    hash: str


@dataclass(frozen=True)
class Break:
    """The first row that does not vouch for itself, and why."""

    number: int
    why: str


def seal(number: int, entry: Entry, previous: str) -> Row:
    """The row that holds `entry` as the `number`th, after the one whose hash is `previous`."""
    return Row(number, entry, previous, _hash(number, entry, previous))


def _hash(number: int, entry: Entry, previous: str) -> str:
    """Of one JSON array: its place in the chain, and what it tells."""
    return hashlib.sha256(f"[{number},{json.dumps(previous)},{testimony(entry)}".encode()).hexdigest()


def testimony(entry: Entry) -> str:
    """What is hashed of an entry wherever it stands: the array without its beginning, `[number,"previous",`."""
    told = [
        entry.fact.value,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.operation,
        entry.request_id,
        entry.subject,
        entry.why,
    ]
    return json.dumps(told, separators=(",", ":")).removeprefix("[")


@dataclass
class Chain:
    """Follows rows in their order, and says where they stop following from one another."""

    number: int = 0
    previous: str = BEGINNING

    def follow(self, row: Row) -> Break | None:
        why = next(self._faults(row), None)
        if why is not None:
            return Break(row.number, why)
        self.number, self.previous = row.number, row.hash
        return None

    def end(self, head: tuple[int, str]) -> Break | None:
        """`head` is the number and the hash that the last row has to have."""
        if (self.number, self.previous) == head:
            return None
        return Break(self.number + 1, f"the chain should end with row {head[0]}, and ends with row {self.number}")

    def _faults(self, row: Row) -> Iterator[str]:
        if row.number != self.number + 1:
            yield f"row {self.number + 1} is missing"
        if row.previous != self.previous:
            yield "it does not follow from the row before"
        if row.hash != _hash(row.number, row.entry, row.previous):
            yield "it was changed"
