"""The one message that carries a temporary password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blockkit import actions, button, clip, code, context, lines, markup, mrkdwn, plain, section
from bot.slack.views.outcomes import Message, message
from bot.slack.views.presses import SAVED
from bot.slack.views.requests import ADDRESS, NAME, brief
from bot.slack.views.words import enumerated
from bot.workflow.timing import in_words

if TYPE_CHECKING:
    from pydantic import SecretStr

    from bot.arize import User
    from bot.slack.blockkit import Markup, TextObject
    from bot.workflow.ports import Cover


def announcement(about: str) -> Message:
    """Stands where the password will stand in a moment, and says what it means if it stays."""
    address = code(about) if about else "a new user"
    said = markup(":key: A temporary password for {address} in Arize AX is on its way.", address=address)
    lost = "If it is not here in a minute, none was handed over: the invitation can be sent again."
    return message("A temporary password for Arize AX is on its way", section(mrkdwn(said)), context(plain(lost)))


def password_message(user: User, password: SecretStr, cover: Cover) -> Message:
    """The notification's text holds no password: phones show it on locked screens.

    Whoever gets it did not always ask for it, so it says who did; and nothing that anybody wrote.
    """
    said, note = _for_oneself(user, cover) if cover.recipient.has_email(user.email) else _to_hand_over(user, cover)
    return message(
        "A temporary password for Arize AX",
        section(mrkdwn(said)),
        section(_to_the_letter(password.get_secret_value())),
        context(plain(note), plain(f"This message deletes itself after {in_words(cover.lives)}.")),
        actions(button("Saved it, delete this message", SAVED, style="primary")),
    )


def _for_oneself(user: User, cover: Cover) -> tuple[Markup, str]:
    created = markup(":key: *Your account in Arize AX was created.* {who}.", who=_who(cover))
    address = code(clip(user.email, ADDRESS))
    sign_in = markup("Sign in as {address} with this temporary password; you choose your own then:", address=address)
    return lines(created, sign_in), "It is shown here only, and nobody will ask you for it."


def _who(cover: Cover) -> Markup:
    asked = "You" if cover.asker.id == cover.recipient.id else brief(cover.asker.name, NAME)
    approved = enumerated([brief(name, NAME) for name in cover.approvers])
    by = markup(", and {approved} approved it", approved=approved) if approved else ""
    return markup("{asked} asked for it{by}", asked=asked, by=by)


def _to_hand_over(user: User, cover: Cover) -> tuple[Markup, str]:
    said = ":key: *Temporary password for {address},* whom you created in Arize AX."
    why = ", as you chose to" if cover.was_chosen else ": you have it because they are not a full member of this Slack"
    note = f"Hand it over in private{why}. They choose their own when they sign in."
    return markup(said, address=brief(user.email, ADDRESS)), note


def _to_the_letter(password: str) -> TextObject:
    """In a fixed font, where l, 1 and I differ; a backtick would end it, so such a password is shown plainly."""
    return plain(password) if "`" in password else mrkdwn(code(password))
