"""What a client tells its person when the app did not do its part, in Slack's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.slack.changes import Changes
    from bot.simulator.slack.deliveries import Unanswered

TROUBLE = "We had some trouble connecting. Try again?"
NOT_INTERACTIVE = (
    "This app is not configured to handle interactive responses. "
    "Please configure interactivity URL for your app under the app config page."
)
READ_ONLY = "Sending messages to this app has been turned off."
DEACTIVATED = "This account was deactivated, so nothing can be done with it."
REQUIRED = "Please complete this required field."


def no_such_command(command: str) -> str:
    return (
        f"{command} is not a valid command. In Slack, all messages that start with the “/” character are "
        "interpreted as commands.\n\nIf you are trying to send a message and not run a command, try preceding the "
        "“/” with an empty space."
    )


def command_failed(command: str, trouble: Unanswered) -> str:
    return f'{command} failed with the error "{trouble.code}"'


def click_failed(trouble: Unanswered) -> str:
    if trouble.status is not None:
        return f"This app responded with Status Code {trouble.status}."
    if trouble.code == "operation_timeout":
        return "Operation timed out. Apps need to respond within 3 seconds."
    return "This app did not respond."


class Notices:
    """The toasts of each person's client, oldest first."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._shown: dict[str, list[str]] = {}
        self._now: dict[str, str] = {}

    def show(self, user_id: str, notice: str) -> None:
        self._shown.setdefault(user_id, []).append(notice)
        self._now[user_id] = notice
        self._changes.touch()

    def dismiss(self, user_id: str) -> None:
        """The next thing that a person does takes the toast away."""
        self._now.pop(user_id, None)

    def now(self, user_id: str) -> str | None:
        return self._now.get(user_id)

    def all(self, user_id: str) -> list[str]:
        return list(self._shown.get(user_id, ()))
