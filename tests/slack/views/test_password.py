"""The message that carries a temporary password."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.domain.people import Person, Standing
from bot.slack.blockkit import check_message, escape
from bot.slack.views.password import password_message
from bot.workflow.ports import Cover
from tests.markup import live
from tests.people import ANY_TEXT, a_person, a_user, any_user
from tests.requests import LONG, LONG_ADDRESS

if TYPE_CHECKING:
    from bot.arize import User

PASSWORDS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=128)


DAY = timedelta(hours=24)
NIA = Person("U0NIA", "T0SIM", "Nia Newcomer", "nia@example.com", Standing.MEMBER)
DEV = Person("U0DEV", "T0SIM", "Dev Patel", "dev@example.com", Standing.MEMBER)
people = st.builds(a_person, ANY_TEXT, st.none() | st.text(max_size=254))
covers = st.builds(
    Cover,
    recipient=people,
    asker=people | st.just(NIA),
    approvers=st.lists(ANY_TEXT, max_size=12).map(tuple),
    was_chosen=st.booleans(),
    lives=st.just(DAY),
)


def said(email: str, *approvers: str, asker: Person = DEV, recipient: Person = NIA, was_chosen: bool = False) -> str:
    cover = Cover(recipient, asker, approvers, was_chosen, DAY)
    message = password_message(a_user(email=email), SecretStr("made-up"), cover)
    return json.dumps(message["blocks"], ensure_ascii=False)


@given(any_user, PASSWORDS, covers, st.booleans())
def test_slack_takes_it(user: User, password: str, cover: Cover, own: bool) -> None:  # noqa: FBT001 - drawn
    """Whoever it is for, and whoever is named; it pings nobody."""
    to = replace(cover, recipient=replace(cover.recipient, email=user.email)) if own else cover
    message = dict(password_message(user, SecretStr(password), to))
    assert check_message(message) == ()
    assert live(message) == []


def test_slack_takes_the_longest_that_there_is() -> None:
    for recipient in (replace(NIA, email=LONG_ADDRESS, name=LONG), NIA):
        cover = Cover(recipient, replace(DEV, name=LONG), (LONG,) * 12, was_chosen=True, lives=DAY)
        message = password_message(a_user(email=LONG_ADDRESS), SecretStr("p" * 128), cover)
        assert check_message(dict(message)) == ()


def test_a_new_user_reads_whose_doing_it_is_and_what_to_do() -> None:
    """It comes unasked, and would look like somebody's trick."""
    text = said("nia@example.com", "Carla Moreno")
    assert "*Your account in Arize AX was created.* Dev Patel asked for it, and Carla Moreno approved it." in text
    assert "Sign in as `nia@example.com` with this temporary password; you choose your own then:" in text
    assert "It is shown here only, and nobody will ask you for it." in text
    assert "Dev Patel asked for it." in said("nia@example.com")
    assert "You asked for it." in said("nia@example.com", asker=NIA)


def test_whoever_hands_it_over_reads_why_they_have_it() -> None:
    by_need = said("zoe@example.com", recipient=DEV)
    assert "*Temporary password for zoe@example.com,* whom you created in Arize AX." in by_need
    assert "in private: you have it because they are not a full member of this Slack." in by_need
    assert "in private, as you chose to." in said("zoe@example.com", recipient=DEV, was_chosen=True)


@given(PASSWORDS)
def test_the_password_stands_there_to_the_letter_and_once(password: str) -> None:
    """Stars, backticks and brackets are the password's own; the notification's text has none of it."""
    message = password_message(a_user(), SecretStr(password), Cover(NIA, DEV, (), was_chosen=False, lives=DAY))
    shown = password if "`" in password else f"`{escape(password)}`"
    assert len([block for block in message["blocks"] if block.get("text", {}).get("text") == shown]) == 1
    assert message["text"] == "A temporary password for Arize AX"
