"""What is known of a run whose end is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.arize import User


@dataclass(frozen=True)
class Traces:
    """`target` is the user whom it acts on as the API has them now, None where there is none, or they are gone.

    `began` is by the bot's clock. `has_delivered` says that a temporary password surely went out; it may have gone
    out also where it does not.
    """

    began: datetime
    target: User | None = None
    has_delivered: bool = False
