"""The metrics that rules and dashboards may name, each with its labels."""

from __future__ import annotations

from bot.monitor.metrics import METRICS

OTHERS = ("up", "process_start_time_seconds", "process_resident_memory_bytes", "process_cpu_seconds_total")
"""Of Prometheus itself, and of its client's look at the process."""
FROM_SCRAPING = ("job", "instance", "le")
"""Labels that every series has, or every bucket."""

LABELS = {metric.shown_as: metric.labels for metric in METRICS} | dict.fromkeys(OTHERS, ())
