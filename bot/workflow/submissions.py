"""Which forms were carried out already, for as long as this process lives."""

from __future__ import annotations

from collections import OrderedDict

REMEMBERED = 10_000
"""Far more forms than people send while Slack might still deliver one of them again."""


class SeenSubmissions:
    """Claims in the order they were made; the oldest are forgotten."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._remembered = remembered

    def claim(self, submission: str) -> bool:
        """True for whoever names this submission first."""
        if submission in self._seen:
            return False
        self._seen[submission] = None
        while len(self._seen) > self._remembered:
            self._seen.popitem(last=False)
        return True
