"""What is counted and timed where the bot works. Others know these objects as callables: they import nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.monitor import metrics as m

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.monitor.registry import Registry

OTHER = "other"
REFUSED = "refused"
KNOWN_ERRORS = frozenset(
    {
        "account_inactive",
        "cant_update_message",
        "channel_not_found",
        "expired_trigger_id",
        "expired_url",
        "fatal_error",
        "hash_conflict",
        "internal_error",
        "invalid_auth",
        "invalid_blocks",
        "is_archived",
        "message_not_found",
        "missing_scope",
        "msg_too_long",
        "not_allowed_token_type",
        "not_authed",
        "not_found",
        "not_in_channel",
        "push_limit_reached",
        "ratelimited",
        "request_timeout",
        "restricted_action",
        "service_unavailable",
        "token_expired",
        "token_revoked",
        "user_disabled",
        "user_not_found",
        "users_not_found",
        "view_too_large",
    }
)
"""Slack's words that are labels of their own: https://docs.slack.dev lists more for each method, and may add any."""


REASONS = frozenset({"warning", "refresh_requested", "link_disabled", "too_many_websockets", "closed", "lost"})
"""Why a Socket Mode connection ends: Slack's words, and two of ours for one that broke or closed without a word."""


@dataclass(frozen=True)
class DoorMeter:
    """`commands` are the names that may be labels: whatever else was asked for is `other`."""

    registry: Registry
    commands: frozenset[str]

    def acked(self, door: str, seconds: float) -> None:
        self.registry.count(m.ACKS, door)
        self.registry.observe(m.ACK_SECONDS, seconds, door)

    def ended(self, door: str, command: str, outcome: str, reason: str, seconds: float) -> None:
        """`reason` is a fixed word where the outcome is refused."""
        self.registry.count(m.INTERACTIONS, door, command if command in self.commands else OTHER, outcome)
        self.registry.observe(m.INTERACTION_SECONDS, seconds, door)
        if outcome == REFUSED:
            self.registry.count(m.REFUSALS, reason)


@dataclass(frozen=True)
class ArizeMeter:
    registry: Registry

    def ended(self, operation: str, status: str, seconds: float, retries: int) -> None:
        self.registry.count(m.ARIZE_CALLS, operation, status)
        self.registry.observe(m.ARIZE_CALL_SECONDS, seconds, operation)
        self.registry.count(m.ARIZE_RETRIES, operation, by=retries)


@dataclass(frozen=True)
class SlackMeter:
    registry: Registry

    def called(self, method: str, status: str) -> None:
        known = status in KNOWN_ERRORS or status in {"ok", "none"} or status.isdecimal()
        self.registry.count(m.SLACK_CALLS, method, status if known else OTHER)

    def limited(self, method: str) -> None:
        self.registry.count(m.SLACK_RATE_LIMITED, method)

    def delivered(self, kind: str, *, taken: bool) -> None:
        self.registry.count(m.DELIVERIES, kind, "delivered" if taken else "failed")


@dataclass(frozen=True)
class SocketMeter:
    registry: Registry

    def reconnected(self, reason: str) -> None:
        """A connection has to be replaced: why, in Slack's word or in one of ours."""
        self.registry.count(m.SOCKET_RECONNECTS, reason if reason in REASONS else OTHER)


@dataclass(frozen=True)
class WorkMeter:
    """`now` is in seconds of Unix time."""

    registry: Registry
    now: Callable[[], float]

    def run_ended(self, command: str, outcome: str) -> None:
        self.registry.count(m.RUNS, command, outcome)

    def row_ended(self, command: str, outcome: str) -> None:
        self.registry.count(m.BATCH_ROWS, command, outcome)

    def decided(self, seconds: float) -> None:
        self.registry.observe(m.DECISION_SECONDS, seconds)

    def chore_ended(self, chore: str, outcome: str) -> None:
        self.registry.count(m.CHORES, chore, outcome)

    def looked(self) -> None:
        """The database told what is due."""
        self.registry.set(m.SWEEP_LAST_ROUND, self.now())

    def round_ended(self, seconds: float) -> None:
        self.registry.count(m.SWEEP_ROUNDS)
        self.registry.observe(m.SWEEP_ROUND_SECONDS, seconds)
