"""Every metric there is, as data: /metrics is made from this, and so is the table in docs/operations.md.

Labels take values of small, fixed sets; none of them names a person, an address or a request.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

PREFIX = "ax_user_bot_"

ACK_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""Seconds; Slack waits for three."""
CALL_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Seconds; a call to Arize, its waits and repetitions included, takes a minute at most."""
WORK_BUCKETS = (0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
DECISION_BUCKETS = (60.0, 300.0, 900.0, 3_600.0, 14_400.0, 28_800.0, 86_400.0, 172_800.0, 259_200.0, 604_800.0)
"""Seconds, from a minute to a week."""


class Kind(Enum):
    """Prometheus' own words for what a metric is. A counter's name ends in `_total` where it is shown."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, eq=False)
class Metric:
    """`name` is without the prefix; `buckets` are a histogram's upper bounds, in seconds. Each is declared once."""

    name: str
    kind: Kind
    help: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()

    @property
    def shown_as(self) -> str:
        return PREFIX + self.name


def _counter(name: str, text: str, *labels: str) -> Metric:
    return Metric(name, Kind.COUNTER, text, labels)


def _gauge(name: str, text: str, *labels: str) -> Metric:
    return Metric(name, Kind.GAUGE, text, labels)


def _histogram(name: str, text: str, buckets: tuple[float, ...], *labels: str) -> Metric:
    return Metric(name, Kind.HISTOGRAM, text, labels, buckets)


INFO = _gauge("info", "Always 1; the version that runs, and how Slack reaches it.", "version", "transport")
READY = _gauge("ready", "1 while /readyz says yes, else 0.")
DATABASE_UP = _gauge("database_up", "1 where the database answered when it was last asked for these metrics, else 0.")

ACKS = _counter("acks_total", "Payloads of Slack's that were acknowledged, by the door they came through.", "door")
ACK_SECONDS = _histogram(
    "ack_seconds", "From the arrival of a payload to its ack; Slack waits for 3 seconds.", ACK_BUCKETS, "door"
)
INTERACTIONS = _counter(
    "interactions_total",
    "Interactions that are over, with all that was done for them outside the queue. `outcome` is ok, declined, "
    "refused, failed (a bug), cut (by a shutdown) or ignored (an event that asks for nothing).",
    "door",
    "command",
    "outcome",
)
INTERACTION_SECONDS = _histogram(
    "interaction_seconds", "From the arrival of a payload to the end of all that was done for it.", WORK_BUCKETS, "door"
)
REFUSALS = _counter(
    "refusals_total",
    "Interactions that were refused: of a stranger, of somebody who is no full member, by the policy, of somebody "
    "who may not decide, or about a request that is not theirs.",
    "reason",
)

ARIZE_CALLS = _counter(
    "arize_calls_total",
    "Calls to Arize, repetitions included in one, by the last answer's HTTP status; `not_sent`, `lost` or `cut` "
    "(by us) where there was none.",
    "operation",
    "status",
)
ARIZE_CALL_SECONDS = _histogram(
    "arize_call_seconds", "How long a call to Arize took, with its waits and repetitions.", CALL_BUCKETS, "operation"
)
ARIZE_RETRIES = _counter("arize_retries_total", "Calls to Arize that were repeated, each time.", "operation")

SLACK_CALLS = _counter(
    "slack_calls_total",
    "Calls to Slack, those to a response_url included. `status` is ok, Slack's word for what went wrong (`other` for "
    "rare ones), the HTTP status of an answer without one, or `none`.",
    "method",
    "status",
)
SLACK_RATE_LIMITED = _counter(
    "slack_rate_limited_total",
    "Answers of Slack's with status 429, also those after which it was tried again.",
    "method",
)
DELIVERIES = _counter(
    "deliveries_total",
    "Messages that were posted or drawn again: `card` in a channel, `direct_message` (cards to a person and files "
    "among them), `response_url`; not what rode on an ack. `outcome` is delivered or failed.",
    "kind",
    "outcome",
)
SOCKET_CONNECTIONS = _gauge("socket_connections", "Socket Mode connections that are open; 0 over HTTP.")
SOCKET_RECONNECTS = _counter(
    "socket_reconnects_total",
    "Socket Mode connections that had to be replaced: Slack's reason, or `closed` or `lost` where it gave none.",
    "reason",
)

REQUESTS = _gauge("requests", "Requests in the database, as of some seconds ago.", "state")
REQUEST_AGE = _gauge(
    "request_age_seconds", "How long ago the oldest request was filed that is not over; 0 where there is none.", "state"
)
DECISION_SECONDS = _histogram(
    "decision_seconds", "From filing a request to the vote that approved or denied it.", DECISION_BUCKETS
)
RUNS = _counter(
    "runs_total",
    "Runs of requests that ended: succeeded, failed (nothing was changed) or unknown; stopped is one that was approved "
    "and never began. What becomes known of an unknown one is not counted again.",
    "command",
    "outcome",
)
BATCH_ROWS = _counter("batch_rows_total", "Rows of batches that ended: done or failed.", "command", "outcome")
JOBS = _gauge(
    "jobs",
    "Work in the queue, as of some seconds ago: due now, overdue for 15 minutes, failing (tried before).",
    "state",
)
SWEEP_ROUNDS = _counter("sweep_rounds_total", "Rounds of looking for work that is due, and of doing it.")
SWEEP_ROUND_SECONDS = _histogram("sweep_round_seconds", "How long such a round took.", WORK_BUCKETS)
SWEEP_LAST_ROUND = _gauge(
    "sweep_last_round_timestamp_seconds",
    "When due work was last looked for with success, in Unix time; a round with a large batch looks again and again. "
    "At first, when the bot started.",
)
CHORES = _counter(
    "chores_total",
    "Jobs of the queue that were done, put_off (a later try may help), failed (a bug, tried again) or given_up.",
    "chore",
    "outcome",
)

METRICS: tuple[Metric, ...] = (
    INFO,
    READY,
    DATABASE_UP,
    ACKS,
    ACK_SECONDS,
    INTERACTIONS,
    INTERACTION_SECONDS,
    REFUSALS,
    ARIZE_CALLS,
    ARIZE_CALL_SECONDS,
    ARIZE_RETRIES,
    SLACK_CALLS,
    SLACK_RATE_LIMITED,
    DELIVERIES,
    SOCKET_CONNECTIONS,
    SOCKET_RECONNECTS,
    REQUESTS,
    REQUEST_AGE,
    DECISION_SECONDS,
    RUNS,
    BATCH_ROWS,
    JOBS,
    SWEEP_ROUNDS,
    SWEEP_ROUND_SECONDS,
    SWEEP_LAST_ROUND,
    CHORES,
)
"""In the order in which the documents list them."""
