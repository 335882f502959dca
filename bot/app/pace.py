"""How long the bot pauses before it tries again. No operator sets this; stories do, so that nobody waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.arize import RetryPolicy
from bot.slack.socket_mode import SocketPace
from bot.workflow.passwords import PAUSES
from bot.workflow.sweep import FIRST_PAUSE

if TYPE_CHECKING:
    from datetime import timedelta


@dataclass(frozen=True)
class Pace:
    """`passwords` are seconds between tries to deliver one; `chores` is the first pause, which doubles.

    `socket` is for reaching Slack by Socket Mode.
    """

    arize: RetryPolicy = RetryPolicy()  # noqa: RUF009 - frozen
    passwords: tuple[float, ...] = PAUSES
    chores: timedelta = FIRST_PAUSE
    socket: SocketPace = SocketPace()  # noqa: RUF009 - frozen


USUAL = Pace()
