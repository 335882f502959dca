"""What people type after the slash command."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import discover
from bot.domain.errors import Mistake
from bot.domain.references import ByEmail, ByMention
from bot.slack.parse import Typed, clean, parse

COMMANDS = discover()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", Typed("help")),
        ("   ", Typed("help")),
        ("help", Typed("help")),
        ("LIST", Typed("list")),
        ("list jane", Typed("list", {"text": "jane"})),
        ("list status:active,invited", Typed("list", {"status": "active,invited"})),
        ("list example.com status:expired", Typed("list", {"text": "example.com", "status": "expired"})),
        ("list export", Typed("list", {"export": "true"})),
        ("list Export jane", Typed("list", {"export": "true", "text": "jane"})),
        ("list exporter", Typed("list", {"text": "exporter"})),
        ("get jane@example.com", Typed("get", reference=ByEmail("jane@example.com"))),
        ("get <mailto:jane@example.com|jane@example.com>", Typed("get", reference=ByEmail("jane@example.com"))),
        ("get <mailto:jane@example.com>", Typed("get", reference=ByEmail("jane@example.com"))),
        ("delete <@U0JANE|jane doe>", Typed("delete", reference=ByMention("U0JANE"))),
        ("update", Typed("update")),
        ("create jane@example.com", Typed("create", {"email": "jane@example.com"})),
        ("reset-password jane@example.com", Typed("reset-password", reference=ByEmail("jane@example.com"))),
        ("reset—password jane@example.com", Typed(None, unknown="reset--password", suggestions=("reset-password",))),
        ("remove jane@example.com", Typed(None, unknown="remove")),
        ("creat", Typed(None, unknown="creat", suggestions=("create",))),
    ],
)
def test_text_becomes_a_command_with_its_arguments(text: str, meant: Typed) -> None:
    """As product.md writes them, and as phones and Slack mangle them."""
    typed = parse(text, COMMANDS)
    assert (typed.command, typed.values, typed.reference, typed.unknown) == (
        meant.command,
        meant.values,
        meant.reference,
        meant.unknown,
    )
    assert set(meant.suggestions) <= set(typed.suggestions)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("get jane", "is not a user"),
        ("get jane@example.com ben@example.com", "takes one user"),
        ("roles now", "takes nothing after it"),
        ("help me", "takes nothing after it"),
    ],
)
def test_arguments_that_do_not_fit_are_explained(text: str, sentence: str) -> None:
    """In a sentence that says what the command takes."""
    with pytest.raises(Mistake, match=sentence):
        parse(text, COMMANDS)


def test_curly_quotes_and_entities_are_put_back() -> None:
    """A Mac's typography and Slack's escaping do not reach the API."""
    assert clean("o\u2019brien@example.com \u2014 a &amp; b") == "o'brien@example.com -- a & b"


@given(st.text())
def test_no_text_breaks_the_parser(text: str) -> None:
    """Everything ends in a command, a suggestion, or a mistake in words."""
    assert _understood(text)


def _understood(text: str) -> str:
    try:
        typed = parse(text, COMMANDS)
    except Mistake as mistake:
        return str(mistake)
    return typed.command or str(typed.unknown)
