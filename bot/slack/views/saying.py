"""Modals that only say something, and take nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack.blockkit import markup, modal, mrkdwn, plain, section

if TYPE_CHECKING:
    from bot.command import Command
    from bot.slack.blockkit import View
    from bot.slack.views.outcomes import Message

NOTICE = "notice"
"""The callback_id of a view that only says something."""


def loading_view(command: Command[Any], words: str = "Loading…") -> View:
    return waiting_view(command.label, words)


def waiting_view(title: str, words: str = "Loading…") -> View:
    """Opened at once, because a trigger_id lives three seconds; filled when the facts are there."""
    said = section(mrkdwn(markup(":hourglass_flowing_sand: {words}", words=words)))
    return modal(title, [said], callback_id=NOTICE, close="Cancel")


def writing_view(title: str, words: str) -> View:
    """In the place of what was sent about a request. It stays where the process is killed before it wrote that down."""
    return waiting_view(title, f"{words} If this stays, open the request again.")


def message_view(title: str, message: Message) -> View:
    """What would be a message, said in a modal."""
    return modal(title, message["blocks"], callback_id=NOTICE, close="Close")


def trouble_view(title: str, words: str) -> View:
    return modal(title, [section(plain(words))], callback_id=NOTICE, close="Close")
