"""Buttons and menu entries of ours, and what they carry."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.slack.blockkit import actions, button, length, limits, option, overflow
from bot.slack.payloads import read_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Action
    from bot.slack.blockkit import Block, Element, Option

PRESS = "press:"
"""Begins the action_id of a button that leads to a command; its name follows."""
MENU = "menu"
"""The action_id of a user's menu; the chosen option's value is `command user_id`."""
TURN = "turn:"
"""Begins the action_id of the two buttons that turn the pages of a list."""
SAVED = "password:saved"
REVIEW = "request:review"
"""Opens the modal in which a request is decided. The values of this and the next three are the request's id alone."""
CARD = "card"
"""The block_id of the buttons of a card. A list or an answer has a Review as well, and is no card."""
CANCEL = "request:cancel"
CHECK = "request:check"
"""Looks whether a run whose outcome is unknown happened."""
AGAIN = "request:again"
"""Opens the form of a request that came to nothing once more, filled in as it was."""
PAUSE, GO_ON, STOP = "batch:pause", "batch:go_on", "batch:stop"
"""Steer a batch that is under way. The values of these and of the next are the request's id alone."""
WHOM = "batch:whom"
"""Sends every row of a batch as a file."""
PLAN = "batch:plan"
"""Sends every row of a preview as a file; the value is `command draft`."""
LEAVER_DELETE = "leaver:delete"
"""Leads to the form that deletes the user of somebody who left Slack. The values of this and the next are the leaver's
id alone."""
LEAVER_KEEP = "leaver:keep"
CHOOSE = "roll:choose"
"""Opens the list of a review to choose from. The value is the review's id."""
CHOOSE_TURN = "roll:turn:"
"""Begins the action_id of the two buttons that turn its pages; the value is the page's number."""
MANAGE = "manage_users"
"""The callback_id of the global shortcut that opens the help."""
INVITE = "invite_author"
"""The callback_id of the shortcut on a message that leads to the form for its author."""
PICK = "pick"
"""The action_id of a user picker."""
NOBODY = "-"
"""The value of a picker's option that only explains why there are no others."""


@dataclass(frozen=True)
class Press:
    """A command, whom it is about, and what its form shows."""

    command: str
    user_id: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    def to_value(self) -> str:
        return json.dumps({"u": self.user_id, "v": dict(self.values)}, ensure_ascii=False, separators=(",", ":"))


def read_press(command: str, value: str) -> Press:
    """The inverse of `Press.to_value`. Raises ValueError for what we did not write."""
    carried = read_json(value)
    if not (isinstance(carried, dict) and isinstance(carried.get("v"), dict)):
        raise ValueError("not a value of ours")  # noqa: TRY004 - whoever reads a payload catches one kind of error
    user_id = carried.get("u")
    if not (user_id is None or isinstance(user_id, str)):
        raise ValueError("not a user id of ours")
    return Press(command, user_id, carried["v"])


def read_menu(value: str) -> Press:
    """The inverse of `user_menu`'s options. Raises ValueError for what we did not write."""
    command, user_id = str(value).split(" ", 1)
    return Press(command, user_id)


def buttons(offered: tuple[Action, ...], *others: Element) -> tuple[Block, ...]:
    """A row of buttons, or nothing. What would carry too much is left out rather than cut."""
    made = [*(made for action in offered if (made := press_button(action)) is not None), *others]
    return (actions(*made),) if made else ()


def press_button(action: Action) -> Element | None:
    """A button that leads to a command; None where it would carry too much."""
    value = Press(action.command, action.user_id, action.values).to_value()
    if length(value) > limits.BUTTON_VALUE:
        return None
    return button(action.label, PRESS + action.command, value=value, style="danger" if action.destroys else None)


def user_menu(offered: tuple[Action, ...]) -> Element | None:
    """What can be done to one user of a list; at most five things, as Slack allows."""
    options = [made for action in offered if (made := _option(action)) is not None]
    return overflow(MENU, options[: limits.OVERFLOW_OPTIONS]) if options else None


def _option(action: Action) -> Option | None:
    value = f"{action.command} {action.user_id}"
    return option(action.label, value) if length(value) <= limits.OPTION_VALUE else None
