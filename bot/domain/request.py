"""A request: everything that changes something is one, even when the policy lets it run at once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime


class State(Enum):
    """Where a request stands. FAILED means that nothing was changed, UNKNOWN that nobody can tell yet."""

    PENDING = "pending"
    APPROVED = "approved"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DENIED = "denied"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def is_over(self) -> bool:
        """Whether nothing can come after it."""
        return not TRANSITIONS[self]

    @property
    def is_under_way(self) -> bool:
        """Whether the write may still happen: a second request for the same thing has to wait."""
        return self in UNDER_WAY


TRANSITIONS: Mapping[State, frozenset[State]] = {
    State.PENDING: frozenset({State.APPROVED, State.DENIED, State.CANCELLED, State.EXPIRED}),
    State.APPROVED: frozenset({State.RUNNING, State.FAILED}),
    State.RUNNING: frozenset({State.SUCCEEDED, State.FAILED, State.UNKNOWN}),
    State.UNKNOWN: frozenset({State.SUCCEEDED, State.FAILED}),
    State.SUCCEEDED: frozenset(),
    State.FAILED: frozenset(),
    State.DENIED: frozenset(),
    State.CANCELLED: frozenset(),
    State.EXPIRED: frozenset(),
}
"""Every move there is. A failed request is tried again as a new one, which asks for its own approval."""

UNDER_WAY = frozenset({State.PENDING, State.APPROVED, State.RUNNING})


class Impossible(Exception):  # noqa: N818 - the name says it; it is a bug wherever it is raised
    """A move that is not in TRANSITIONS."""


def insist_on_move(before: State, after: State) -> None:
    """Raises Impossible for a move that the table does not have."""
    if after not in TRANSITIONS[before]:
        raise Impossible(f"{before.value} -> {after.value}")


@dataclass(frozen=True)
class Target:
    """The user whom a request acts on, as the API had them when it was filed."""

    id: str
    email: str
    name: str
    role: str
    status: str


@dataclass(frozen=True)
class Ending:
    """How the run ended, in the words that people are told. `mark` is the name of a `Mark`; there is no secret here."""

    mark: str
    sentence: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was asked, by whom, and where it stands.

    `submission` names the form it came from, so that one form makes one request however often it arrives. `subject` is
    the address of the person it is about: the target's, or the new user's; for a batch it says how many. `needed`
    counts the approvals it takes, 0 where the policy let it run at once. `version` grows with every change, and tells
    whether a card is up to date.
    """

    id: str
    submission: str
    operation: str
    requester_id: str
    requester_name: str
    subject: str
    target: Target | None
    params: Mapping[str, Any]
    needed: int
    created_at: datetime
    expires_at: datetime
    digest: str = ""
    state: State = State.PENDING
    version: int = 1
    changed_at: datetime | None = None
    ending: Ending | None = None

    @property
    def reason(self) -> str:
        return str(self.params.get("reason", ""))

    @property
    def rows(self) -> int:
        """How many users a batch is about; 0 for a request about one."""
        return len(self.params.get("rows", ()))

    @property
    def users(self) -> frozenset[str]:
        """The ids of the users whom it acts on, as they were when it was filed."""
        return self.users_but(())

    def users_but(self, numbers: Collection[int]) -> frozenset[str]:
        """The same without those of some rows of a list, which are counted from 1."""
        rows = (row for row in self.params.get("rows", ()) if row.get("number") not in numbers)
        listed = (row.get("target") for row in rows)
        return frozenset([*(target["id"] for target in listed if target), *([self.target.id] if self.target else [])])

    @property
    def addresses(self) -> tuple[str, ...]:
        """Of all whom it is about."""
        return tuple(str(row.get("subject", "")) for row in self.params.get("rows", ())) or (self.subject,)

    @property
    def confirmation(self) -> str:
        """What somebody types to confirm what cannot be undone: the address, or the number of users."""
        return str(self.rows) if self.rows else self.subject

    @property
    def is_as_asked(self) -> bool:
        """Whether what stands here is what was hashed when it was asked."""
        return self.digest == digest(self)


def digest(request: Request) -> str:
    """SHA-256, in hex, of what an approval is given for: who asks, what, about whom, and with what."""
    target = request.target
    asked = {
        "id": request.id,
        "operation": request.operation,
        "requester": request.requester_id,
        "subject": request.subject,
        "target": None if target is None else [target.id, target.email, target.role, target.status],
        "params": dict(request.params),
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


@dataclass(frozen=True)
class Vote:
    """One person's decision on one request. A person has one, however often they click."""

    request_id: str
    person_id: str
    person_name: str
    approves: bool
    comment: str
    at: datetime


@dataclass(frozen=True)
class Card:
    """A message that shows a request. `drawn` is the version it shows; `ts` is its name within the channel.

    `addressee` is a channel's or a person's id: each is sent one card.
    """

    request_id: str
    addressee: str
    channel: str
    ts: str
    drawn: int = 0


class Chore(Enum):
    """Work that has to be done by some time, by whichever process comes first."""

    RUN = "run"
    LEASE = "lease"
    BATCH = "batch"
    """Do the next rows of a batch."""
    PAUSED = "paused"
    """Stop a batch that was paused, where nobody let it go on."""
    RECONCILE = "reconcile"
    CARDS = "cards"
    TELL = "tell"
    REMIND = "remind"
    EXPIRE = "expire"
    HOMES = "homes"
    """Draw the App Homes once more that show a request, or somebody who left Slack; `key` is the id of either."""
    COUNTED = "counted"
    """Draw those once more that show how many users there are; `key` is what was counted."""
    LEAVER = "leaver"
    """Look somebody up who left Slack, and tell those who decide about their user; `key` is the leaver's."""
    DELETED = "deleted"
    """A user was deleted, so the cards of the leaver who had them are over; `key` is the user's id."""
    DELETION = "deletion"
    """A request to delete users was filed, or is over, and the cards of leavers among them say so."""
    REVIEW = "review"
    """Walk for a review of all users, show what was found, and forget it in the end; `key` is the review's."""
    WITHDRAW = "withdraw"
    """Delete a message with a temporary password; `key` is `channel:ts`."""


@dataclass(frozen=True)
class Job:
    """A chore about the request `key`, due at a time. There is one job for each chore and key.

    `held_until` is how long it belongs to a process that is at it; None where nobody is.
    """

    chore: Chore
    key: str
    due_at: datetime
    attempts: int = field(default=0)
    held_until: datetime | None = None
