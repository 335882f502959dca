"""Trigger ids: they open one view, within three seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.simulator.slack.refusals import SlackError

if TYPE_CHECKING:
    from bot.simulator.slack.clock import Clock
    from bot.simulator.slack.ids import Ids

LIFETIME = 3.0
"""Seconds (https://docs.slack.dev/interactivity/handling-user-interaction)."""


@dataclass
class _Trigger:
    user_id: str
    made: float
    used: bool = False


class Triggers:
    def __init__(self, ids: Ids, clock: Clock) -> None:
        self._ids = ids
        self._clock = clock
        self._kept: dict[str, _Trigger] = {}

    def issue(self, user_id: str) -> str:
        trigger_id = self._ids.trigger()
        self._kept[trigger_id] = _Trigger(user_id, self._clock.timestamp())
        return trigger_id

    def owner(self, trigger_id: str) -> str:
        """Whose it is. Raises SlackError for one that is unknown, used up or too old."""
        trigger = self._kept.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id" if trigger_id else "invalid_arguments")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._clock.timestamp() - trigger.made > LIFETIME:
            raise SlackError("expired_trigger_id")
        return trigger.user_id

    def use(self, trigger_id: str) -> None:
        self._kept[trigger_id].used = True
