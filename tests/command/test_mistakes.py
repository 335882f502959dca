"""Validation errors in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from bot.command.mistakes import mistakes
from bot.commands import discover

if TYPE_CHECKING:
    from bot.command import Command, Params

COMMANDS: dict[str, Command[Any]] = {command.name: command for command in discover()}


def told(command: str, /, **values: object) -> dict[str, str]:
    params: type[Params] = COMMANDS[command].params
    with pytest.raises(ValidationError) as raised:
        params.model_validate(values)
    return mistakes(raised.value, params)


FINE: dict[str, object] = {"email": "zoe@example.com", "name": "Zoe"}


@pytest.mark.parametrize(
    ("wrong", "parameter", "sentence"),
    [
        ({"name": " "}, "name", "Name is missing. Fill it in."),
        ({"name": "N" * 256}, "name", "Name is too long: 255 characters at most."),
        ({"email": "zoe"}, "email", "E-mail is not right: An email address must have an @-sign."),
        ({"role": "KING"}, "role", "Pick a role from the list."),
        (
            {"recipient": "everybody"},
            "recipient",
            "Who receives a temporary password must be one of 'new_user', 'me' or 'new_user_alone'.",
        ),
        ({"invite_mode": "PIGEON"}, "invite_mode", "Invitation must be one of"),
        ({"reason": "R" * 501}, "reason", "Reason is too long: 500 characters at most."),
        ({"shoe_size": "44"}, "shoe_size", "This command does not know “shoe_size”."),
        ({"name": 7}, "name", "Name is not right: "),
    ],
)
def test_each_parameter_gets_one_sentence(wrong: dict[str, object], parameter: str, sentence: str) -> None:
    """It names the field as the form does, and says what to do."""
    assert told("create", **FINE | wrong)[parameter].startswith(sentence)


@pytest.mark.parametrize(
    ("command", "parameter", "sentence"),
    [
        ("list", "text", "What you search for is too long: 255 characters at most."),
        ("audit", "user", "The address is too long: 320 characters at most."),
        ("request", "id", "The request's id is too long: 64 characters at most."),
    ],
)
def test_what_is_only_typed_is_said_in_words_too(command: str, parameter: str, sentence: str) -> None:
    """No form asks for it, so no field has a label."""
    assert told(command, **{parameter: "x" * 400}) == {parameter: sentence}


def test_all_mistakes_are_told_at_once() -> None:
    """Nobody mends a form one field at a time."""
    assert set(told("create", email="zoe", role="KING")) == {"email", "name", "role"}


def test_what_concerns_the_whole_form_is_told_at_its_first_field() -> None:
    """Slack has no other place for it."""
    assert told("update") == {"name": "Nothing is different yet. Change the name or the developer permission."}
