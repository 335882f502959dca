"""How long the bot waits for an answer, and before it asks again. No operator sets this; stories do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.arize import RetryPolicy
from bot.workflow.passwords import PAUSES
from bot.workflow.sweep import FIRST_PAUSE

if TYPE_CHECKING:
    from datetime import timedelta


@dataclass(frozen=True)
class Pace:
    """`passwords` are seconds between tries to deliver one; `chores` is the first pause, which doubles.

    `answer` is how many seconds Slack and Arize have for one.
    """

    arize: RetryPolicy = RetryPolicy()  # noqa: RUF009 - frozen
    passwords: tuple[float, ...] = PAUSES
    chores: timedelta = FIRST_PAUSE
    answer: float = 10.0


USUAL = Pace()
