"""The metrics that rules and dashboards may name, each with its labels."""

from __future__ import annotations

PREFIX = "ax_user_bot_"
OURS: dict[str, tuple[str, ...]] = {
    "info": ("version", "transport"),
    "ready": (),
    "database_up": (),
    "acks_total": ("door",),
    "ack_seconds": ("door",),
    "interactions_total": ("door", "command", "outcome"),
    "interaction_seconds": ("door",),
    "refusals_total": ("reason",),
    "arize_calls_total": ("operation", "status"),
    "arize_call_seconds": ("operation",),
    "arize_retries_total": ("operation",),
    "slack_calls_total": ("method", "status"),
    "slack_rate_limited_total": ("method",),
    "deliveries_total": ("kind", "outcome"),
    "socket_connections": (),
    "socket_reconnects_total": ("reason",),
    "requests": ("state",),
    "request_age_seconds": ("state",),
    "decision_seconds": (),
    "runs_total": ("command", "outcome"),
    "batch_rows_total": ("command", "outcome"),
    "jobs": ("state",),
    "sweep_rounds_total": (),
    "sweep_round_seconds": (),
    "sweep_last_round_timestamp_seconds": (),
    "chores_total": ("chore", "outcome"),
}
OTHERS = ("up", "process_start_time_seconds", "process_resident_memory_bytes", "process_cpu_seconds_total")
"""Of Prometheus itself, and of its client's look at the process."""
FROM_SCRAPING = ("job", "instance", "le")
"""Labels that every series has, or every bucket."""

LABELS: dict[str, tuple[str, ...]] = {PREFIX + name: labels for name, labels in OURS.items()} | dict.fromkeys(
    OTHERS, ()
)
