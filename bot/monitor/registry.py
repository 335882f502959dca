"""The declared metrics, alive: each bot has a registry of its own, since one process may hold several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.exposition import choose_encoder

from bot.monitor.metrics import METRICS, Kind, Metric

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Registry:
    """Nothing here waits or raises for values: it stands on the way of every ack."""

    def __init__(self) -> None:
        # For the whole process: they would be half of what is shown, and nobody asks for them.
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the library's own omission
        self._all = CollectorRegistry(auto_describe=False)
        ProcessCollector(registry=self._all)
        GCCollector(registry=self._all)
        self._counters = {each: self._counter(each) for each in _of(Kind.COUNTER)}
        self._gauges = {each: self._gauge(each) for each in _of(Kind.GAUGE)}
        self._histograms = {each: self._histogram(each) for each in _of(Kind.HISTOGRAM)}

    def count(self, metric: Metric, *labels: str, by: int = 1) -> None:
        counter = self._counters[metric]
        (counter.labels(*labels) if labels else counter).inc(by)

    def observe(self, metric: Metric, seconds: float, *labels: str) -> None:
        histogram = self._histograms[metric]
        (histogram.labels(*labels) if labels else histogram).observe(seconds)

    def set(self, metric: Metric, value: float, *labels: str) -> None:
        gauge = self._gauges[metric]
        (gauge.labels(*labels) if labels else gauge).set(value)

    def replace(self, metric: Metric, values: Mapping[str, float]) -> None:
        """Let a gauge with one label show these values and no others."""
        self._gauges[metric].clear()
        for label, value in values.items():
            self.set(metric, value, label)

    def shown(self, accept: str) -> tuple[bytes, str]:
        """The exposition and its content type: OpenMetrics for whoever accepts that, else Prometheus' text format."""
        encode, content_type = choose_encoder(accept)
        return encode(self._all), content_type

    def _counter(self, metric: Metric) -> Counter:
        return Counter(metric.shown_as, metric.help, metric.labels, registry=self._all)

    def _gauge(self, metric: Metric) -> Gauge:
        return Gauge(metric.shown_as, metric.help, metric.labels, registry=self._all)

    def _histogram(self, metric: Metric) -> Histogram:
        return Histogram(metric.shown_as, metric.help, metric.labels, registry=self._all, buckets=metric.buckets)


def _of(kind: Kind) -> Iterable[Metric]:
    return (each for each in METRICS if each.kind is kind)
