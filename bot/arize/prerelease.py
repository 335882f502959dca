"""The vendor's beta functions may change without notice; each says so once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from bot.arize.operations import Operation

log = structlog.get_logger(__name__)


class PrereleaseWarnings:
    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted
        self._given: set[str] = set()

    def give(self, operation: Operation) -> None:
        """At the first use of a function that is not stable."""
        if not self._wanted or operation.stage is None or operation.name in self._given:
            return
        self._given.add(operation.name)
        log.warning("arize.prerelease", function=operation.name, stage=operation.stage)
