"""Buttons and menu entries: which of ours it was, and who does what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

from bot.slack.payloads import Payload, read_place
from bot.slack.views.presses import (
    AGAIN,
    CANCEL,
    CHECK,
    GO_ON,
    MENU,
    PAUSE,
    PLAN,
    PRESS,
    REVIEW,
    SAVED,
    STOP,
    TURN,
    WHOM,
    read_menu,
    read_press,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from bot.slack.batching import Batching
    from bot.slack.handling import Handling
    from bot.slack.payloads import Interaction
    from bot.slack.reviewing import Reviewing

    Work = Coroutine[None, None, None]

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Clicks:
    handling: Handling
    reviewing: Reviewing
    batching: Batching

    def work(self, interaction: Interaction, body: Payload) -> Work:
        """What is to be done; a button that is none of ours is answered too."""
        action = body["actions"][0]
        name = str(action.get("action_id", ""))
        try:
            return self._known(interaction, body, action, name)
        except (ValueError, KeyError, TypeError):
            log.warning("action.unknown", action=name)
            return self.handling.outdated(interaction)

    def _known(self, interaction: Interaction, body: Payload, action: dict[str, Any], name: str) -> Work:
        by_value = self._by_value(interaction, body, name)
        if name in by_value:
            return by_value[name](str(action["value"]))
        if name == MENU:
            return self.handling.pressed(interaction, read_menu(action["selected_option"]["value"]))
        if name == SAVED:
            return self.handling.saved(interaction, body["container"]["channel_id"], body["container"]["message_ts"])
        if name.startswith(TURN):
            command = name.removeprefix(TURN).partition(":")[0]
            return self.handling.turned(interaction, read_press(command, action["value"]))
        if name.startswith(PRESS):
            return self.handling.pressed(interaction, read_press(name.removeprefix(PRESS), action["value"]))
        raise ValueError(name)

    def _by_value(self, interaction: Interaction, body: Payload, name: str) -> Mapping[str, Callable[[str], Work]]:
        """Buttons whose value is an id and nothing else."""
        reviewing, batching = self.reviewing, self.batching
        steered: Callable[[str], Work] = lambda id_: batching.steered(interaction, name, id_)  # noqa: E731 - one of many
        return {
            REVIEW: lambda id_: reviewing.opened(interaction, id_, read_place(body)),
            CHECK: lambda id_: reviewing.checked(interaction, id_),
            CANCEL: lambda id_: reviewing.cancelled(interaction, id_),
            AGAIN: lambda id_: reviewing.again(interaction, id_),
            WHOM: lambda id_: batching.whom(interaction, id_),
            PLAN: lambda id_: batching.plan(interaction, id_),
            **dict.fromkeys((PAUSE, GO_ON, STOP), steered),
        }
