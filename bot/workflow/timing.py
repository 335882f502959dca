"""How long things may take before somebody else looks after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

SHORTEST_GRACE = timedelta(seconds=30)
SHORTEST_DOUBT = timedelta(seconds=60)
LONGEST_TURN = timedelta(seconds=5)
LONGEST_SHOWING = timedelta(seconds=15)
FIRST_LOOK = timedelta(seconds=2)
GLANCE = timedelta(seconds=1)
MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True)
class Timing:
    """`request_ttl` is how long a request waits for a decision, and a paused batch for somebody who lets it go on.

    `reminder` is after how long a request is brought up again.

    `lease` is how long one run, or one message, belongs to the process that began it.
    """

    request_ttl: timedelta = timedelta(hours=72)
    reminder: timedelta = timedelta(hours=24)
    lease: timedelta = timedelta(minutes=5)

    @property
    def work(self) -> timedelta:
        """What somebody is at is cut off well before its lease ends, so that it never goes on in two places."""
        return self.lease * 0.75

    @property
    def row(self) -> timedelta:
        """What one row of a batch may take, with the look at its target."""
        return self.lease * 0.5

    @property
    def beginning(self) -> timedelta:
        """How long after its start a turn may begin a row: what begins by then ends before the turn is cut off."""
        return self.work - self.row

    @property
    def turn(self) -> timedelta:
        """How long one process does rows before it looks around; short enough for a shutdown to wait for it."""
        return min(self.lease * 0.25, LONGEST_TURN)

    @property
    def showing(self) -> timedelta:
        """What Slack has to show how far a batch is, before the rows go on without: longer than one call may take."""
        return min(self.lease * 0.125, LONGEST_SHOWING)

    @property
    def grace(self) -> timedelta:
        """How long the process that was asked has for itself, before any other takes the work."""
        return min(self.lease, SHORTEST_GRACE)

    @property
    def glance(self) -> timedelta:
        """What a run may take before cards and homes say that it goes on: most are over by then, and say so."""
        return min(self.lease, GLANCE)

    @property
    def look(self) -> timedelta:
        """How soon a run whose end is not known is looked after: what Arize shows by then surely happened."""
        return min(self.doubt, FIRST_LOOK)

    @property
    def doubt(self) -> timedelta:
        """After this time a write that Arize does not show did not happen."""
        return min(self.lease, SHORTEST_DOUBT)

    @property
    def row_doubt(self) -> timedelta:
        """The same for a row, from its beginning: by then its write has been over for as long as any doubt lasts."""
        return self.row + self.doubt


def in_words(span: timedelta) -> str:
    """`90 minutes`, `24 hours`, `7 days`: whole units only, so that nothing is rounded."""
    seconds = int(span.total_seconds())
    for unit, size in (("day", DAY), ("hour", HOUR), ("minute", MINUTE)):
        if seconds % size == 0 and seconds >= 2 * size:
            return f"{seconds // size} {unit}s"
    return f"{seconds} seconds"
