"""How long the bot waits for an answer, before it asks again, and when it stops. No operator sets this; stories do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.arize import RetryPolicy
from bot.slack.socket_mode import SocketPace
from bot.workflow.insisting import PAUSES
from bot.workflow.sweep import FIRST_PAUSE

if TYPE_CHECKING:
    from datetime import timedelta


@dataclass(frozen=True)
class Pace:
    """`chores` is the first pause between tries of a job, which doubles.

    `insists` are seconds between tries to deliver a password, and to write down what happened already.

    `answer` is how many seconds Slack and Arize have for one, `socket` is for reaching Slack by Socket Mode. `drain` is
    how many seconds what was acknowledged may go on after the bot was told to stop, `last_requests` for how many it
    waits then for requests over connections that are kept open.
    """

    arize: RetryPolicy = RetryPolicy()  # noqa: RUF009 - frozen
    insists: tuple[float, ...] = PAUSES
    chores: timedelta = FIRST_PAUSE
    answer: float = 10.0
    socket: SocketPace = SocketPace()  # noqa: RUF009 - frozen
    drain: float = 10.0
    last_requests: float = 1.0


USUAL = Pace()
