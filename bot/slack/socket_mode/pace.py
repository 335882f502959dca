"""How long to wait for Slack, and between two tries to reach it. All in seconds."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class SocketPace:
    """`first_pause` doubles with each failure up to `longest_pause`; a connection that held for `steady` ends the row.

    After `heartbeat` without a word from Slack it is sent a ping, and after half as long again the connection counts as
    dead. `greeting` is how long Slack may take to connect, and then to say hello. One that is being replaced is left
    to Slack to close for `linger`, which is longer than the ten seconds of its warning.
    """

    first_pause: float = 0.5
    longest_pause: float = 30.0
    steady: float = 10.0
    heartbeat: float = 10.0
    greeting: float = 10.0
    linger: float = 30.0

    def pause(self, failures: int, asked: float = 0.0) -> float:
        """Before the next try, after so many that failed; Slack may have `asked` for more.

        Half of it is chance, so that many processes do not come back in the same moment.
        """
        if not failures and not asked:
            return 0.0
        longest = min(self.longest_pause, self.first_pause * 2.0 ** min(failures - 1, 16))
        return asked + longest * (1 + random.random()) / 2  # noqa: S311 - no secret


USUAL = SocketPace()
