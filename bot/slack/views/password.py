"""The one message that carries a temporary password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blockkit import actions, button, code, context, lines, markup, mrkdwn, plain, section
from bot.slack.views.outcomes import Message, message
from bot.slack.views.presses import SAVED
from bot.workflow.timing import in_words

if TYPE_CHECKING:
    from datetime import timedelta

    from pydantic import SecretStr

    from bot.arize import User
    from bot.slack.blockkit import TextObject


def announcement(about: str) -> Message:
    """Stands where the password will stand in a moment, and says what it means if it stays."""
    address = code(about) if about else "a new user"
    said = markup(":key: A temporary password for {address} in Arize AX is on its way.", address=address)
    lost = "If it is not here in a minute, none was handed over: the invitation can be sent again."
    return message("A temporary password for Arize AX is on its way", section(mrkdwn(said)), context(plain(lost)))


def password_message(user: User, password: SecretStr, lives: timedelta) -> Message:
    """The notification's text holds no password: phones show it on locked screens."""
    intro = lines(markup(":key: Temporary password for {email} in Arize AX:", email=code(user.email)))
    return message(
        "A temporary password for Arize AX",
        section(mrkdwn(intro)),
        section(_to_the_letter(password.get_secret_value())),
        context(
            plain("It must be changed at the first sign-in. Hand it over in private if it is for somebody else."),
            plain(f"This message deletes itself after {in_words(lives)}."),
        ),
        actions(button("Saved it, delete this message", SAVED, style="primary")),
    )


def _to_the_letter(password: str) -> TextObject:
    """In a fixed font, where l, 1 and I differ; a backtick would end it, so such a password is shown plainly."""
    return plain(password) if "`" in password else mrkdwn(code(password))
