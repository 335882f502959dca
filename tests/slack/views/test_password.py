"""The message that carries a temporary password."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.slack.blockkit import check_message, escape
from bot.slack.views.password import password_message
from tests.people import a_user, any_user

if TYPE_CHECKING:
    from bot.arize import User

PASSWORDS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=128)


@given(any_user, PASSWORDS)
def test_slack_takes_it(user: User, password: str) -> None:
    """Whoever it is for."""
    assert check_message(dict(password_message(user, SecretStr(password), timedelta(hours=24)))) == ()


@given(PASSWORDS)
def test_the_password_stands_there_to_the_letter_and_once(password: str) -> None:
    """Stars, backticks and brackets are the password's own; the notification's text has none of it."""
    message = password_message(a_user(), SecretStr(password), timedelta(hours=24))
    shown = password if "`" in password else f"`{escape(password)}`"
    assert len([block for block in message["blocks"] if block.get("text", {}).get("text") == shown]) == 1
    assert message["text"] == "A temporary password for Arize AX"
