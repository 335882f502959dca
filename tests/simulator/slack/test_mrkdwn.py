"""mrkdwn as people read it."""

from __future__ import annotations

import pytest

from bot.simulator.slack import mrkdwn


def name(user_id: str) -> str:
    return {"U0ADA": "Ada Byron"}.get(user_id, user_id)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("*Name:* Ada", "Name: Ada"),
        ("_so_ ~not~ *_both_*", "so not both"),
        ("jane_doe_1@example.com 2*3*4", "jane_doe_1@example.com 2*3*4"),
        ("`code *as it is*`", "code *as it is*"),
        ("```\nblock _as is_```", "block _as is_"),
        ("a &lt;b&gt; &amp;amp;", "a <b> &amp;"),
        ("`&lt;user&gt;`", "<user>"),
        ("<@U0ADA> and <@U0NOBODY|who>", "@Ada Byron and @U0NOBODY"),
        ("<#C0GENERAL|general> <#C0GENERAL>", "#general #C0GENERAL"),
        ("<!channel> <!subteam^S0ADMINS|@admins> <!subteam^S0ADMINS>", "@channel @admins @subteam"),
        ("<!date^1764000000^{date}|23 November>", "23 November"),
        ("<https://example.com|here> <https://example.com>", "here https://example.com"),
        ("<mailto:a@example.com|a@example.com>", "a@example.com"),
        ("*<@U0ADA>* did `it`", "@Ada Byron did it"),
        ("\u2060&gt; no quote", "> no quote"),
        ("\uf8ff stays", "\uf8ff stays"),
    ],
)
def test_marks_go_and_references_are_resolved(text: str, shown: str) -> None:
    """What is code stays as it was written."""
    assert mrkdwn.read(text, name) == shown
