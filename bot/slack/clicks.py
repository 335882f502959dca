"""Which of our buttons was clicked, and who looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

from bot.slack.payloads import read_place
from bot.slack.views.choosing import read_ticked
from bot.slack.views.presses import (
    AGAIN,
    CANCEL,
    CARD,
    CHECK,
    CHOOSE,
    CHOOSE_TURN,
    GO_ON,
    LEAVER_DELETE,
    LEAVER_KEEP,
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
    from collections.abc import Coroutine

    from bot.slack.batching import Batching
    from bot.slack.choosing import Choosing
    from bot.slack.handling import Handling
    from bot.slack.leaving import Leavers
    from bot.slack.payloads import Interaction, Payload
    from bot.slack.reviewing import Reviewing

    Work = Coroutine[None, None, None]

REQUEST_CLICKS = (REVIEW, CHECK, CANCEL, AGAIN)
BATCH_CLICKS = (PAUSE, GO_ON, STOP, WHOM, PLAN)
LEAVER_CLICKS = (LEAVER_DELETE, LEAVER_KEEP)
ROLL_CLICK = CHOOSE.partition(":")[0] + ":"

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Clicks:
    handling: Handling
    reviewing: Reviewing
    batching: Batching
    leavers: Leavers
    choosing: Choosing

    def work(self, interaction: Interaction, body: Payload) -> Work:
        """A button that is none of ours is answered too. For no click it raises KeyError, TypeError or ValueError."""
        action, *_ = body["actions"]
        name = str(action["action_id"])
        interaction.span.about(action=name)
        try:
            return self._known(interaction, body, action, name)
        except (ValueError, KeyError, TypeError):
            log.warning("action.unknown", action=name)
            return self.handling.outdated(interaction)

    def _known(self, interaction: Interaction, body: Payload, action: dict[str, Any], name: str) -> Work:
        if name in REQUEST_CLICKS:
            return self._on_request(interaction, body, action, name)
        if name in BATCH_CLICKS:
            return self._on_batch(interaction, name, str(action["value"]))
        if name in LEAVER_CLICKS:
            return self._on_leaver(interaction, name, str(action["value"]))
        if name.startswith(ROLL_CLICK):
            return self._on_roll(interaction, body, name, str(action["value"]))
        if name == SAVED:
            return self._on_password(interaction, body)
        return self._on_command(interaction, action, name)

    def _on_password(self, interaction: Interaction, body: Payload) -> Work:
        place = read_place(body)
        if place is None:
            raise ValueError(SAVED)
        return self.handling.saved(interaction, place.channel, place.ts)

    def _on_request(self, interaction: Interaction, body: Payload, action: dict[str, Any], name: str) -> Work:
        request_id = str(action["value"])
        interaction.span.about(request=request_id)
        if name == REVIEW:
            card = read_place(body) if action.get("block_id") == CARD else None
            return self.reviewing.opened(interaction, request_id, card)
        if name == CHECK:
            return self.reviewing.checked(interaction, request_id)
        if name == CANCEL:
            return self.reviewing.cancelled(interaction, request_id)
        return self.reviewing.again(interaction, request_id)

    def _on_batch(self, interaction: Interaction, name: str, value: str) -> Work:
        if name == WHOM:
            interaction.span.about(request=value)
            return self.batching.whom(interaction, value)
        if name == PLAN:
            return self.batching.plan(interaction, value)
        interaction.span.about(request=value)
        return self.batching.steered(interaction, name, value)

    def _on_leaver(self, interaction: Interaction, name: str, leaver_id: str) -> Work:
        if name == LEAVER_KEEP:
            return self.leavers.keeping(interaction, leaver_id)
        return self.leavers.deleting(interaction, leaver_id)

    def _on_roll(self, interaction: Interaction, body: Payload, name: str, value: str) -> Work:
        """Open the choice, or turn its pages."""
        if name.startswith(CHOOSE_TURN):
            return self.choosing.turned(interaction, read_ticked(body["view"]), int(value))
        if name == CHOOSE:
            return self.choosing.opened(interaction, value)
        raise ValueError(name)

    def _on_command(self, interaction: Interaction, action: dict[str, Any], name: str) -> Work:
        if name == MENU:
            return self.handling.pressed(interaction, read_menu(action["selected_option"]["value"]))
        if name.startswith(TURN):
            command = name.removeprefix(TURN).partition(":")[0]
            return self.handling.turned(interaction, read_press(command, action["value"]))
        if name.startswith(PRESS):
            return self.handling.pressed(interaction, read_press(name.removeprefix(PRESS), action["value"]))
        raise ValueError(name)
