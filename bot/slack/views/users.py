"""Users on the screen: a card, a line in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blockkit import bold, clip, code, date, joined, lines, markup, mrkdwn, section
from bot.slack.views.presses import user_menu
from bot.slack.views.words import DEVELOPER_WORDS, role_words, status_words

if TYPE_CHECKING:
    from bot.arize import User
    from bot.command import Action
    from bot.slack.blockkit import Block, Markup

NAME_IN_A_LIST = 80
"""Characters; twenty of the longest names would make a message that Slack refuses."""


def user_card(user: User) -> tuple[Block, ...]:
    """One user, as the API has them."""
    facts = (
        ("E-mail", code(user.email)),
        ("Status", status_words(user)),
        ("Role", role_words(user.role)),
        ("Developer permission", DEVELOPER_WORDS[user.is_developer]),
        ("Created", date(user.created_at, f"{user.created_at:%Y-%m-%d}") if user.created_at else "not told"),
        ("User id", code(user.id)),
    )
    fields = [mrkdwn(lines(bold(label), value)) for label, value in facts]
    return section(mrkdwn(bold(user.name))), section(fields=fields)


def user_line(user: User, offered: tuple[Action, ...]) -> Block:
    return section(mrkdwn(lines(_who(user), _what(user))), accessory=user_menu(offered))


def _who(user: User) -> Markup:
    return markup("{name}  {email}", name=bold(clip(user.name, NAME_IN_A_LIST)), email=code(user.email))


def _what(user: User) -> Markup:
    facts = [status_words(user), role_words(user.role), *(["developer"] if user.is_developer else [])]
    return joined(" · ", *facts)
