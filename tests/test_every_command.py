"""Rules that hold for every command, present and future."""

from __future__ import annotations

from typing import Any

import pytest

from bot.command import Command, Kind, form_fields
from bot.commands import discover
from bot.domain.policy import Decision, Verdict
from bot.slack.blockkit import check_view
from bot.slack.blockkit.limits import VIEW_SUBMIT, VIEW_TITLE
from bot.slack.views import form_view, loading_view, picker_view
from bot.workflow.desk import FormFacts
from tests.people import a_user

COMMANDS = discover()


def each(*kinds: Kind) -> pytest.MarkDecorator:
    chosen = [command for command in COMMANDS if not kinds or command.kind in kinds]
    return pytest.mark.parametrize("command", chosen, ids=lambda command: command.name)


def test_names_and_places_are_unique() -> None:
    """Two commands with one name would hide one another."""
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
    assert len({command.place for command in COMMANDS}) == len(COMMANDS)


@each()
def test_a_command_fits_where_it_is_shown(command: Command[Any]) -> None:
    """Its label is a modal's title and a button; its summary is a line."""
    assert 0 < len(command.label) <= VIEW_TITLE
    assert 0 < len(command.submit) <= VIEW_SUBMIT
    assert 0 < len(command.summary) <= 80
    assert not command.summary.endswith(".")


@each()
def test_every_form_is_one_that_slack_takes(command: Command[Any]) -> None:
    """Loading, and picking a user."""
    assert check_view(loading_view(command)) == ()
    assert check_view(picker_view(command, "https://hooks.slack.com/x")) == ()


@each(Kind.CHANGE, Kind.DESTROY)
def test_every_change_has_a_form_with_something_to_send(command: Command[Any]) -> None:
    """Slack takes it, and it has fields."""
    view = form_view(
        FormFacts(command, Decision(Verdict.RUN, "You may."), a_user() if command.on_user else None), {}, None
    )
    assert check_view(view) == ()
    assert [block for block in view["blocks"] if block["type"] == "input"]
    assert view["submit"]["text"] == command.submit


@each(Kind.CHANGE, Kind.DESTROY)
def test_whatever_changes_something_asks_for_a_reason(command: Command[Any]) -> None:
    """Optional, and last; and says who reads it."""
    name, asked = list(form_fields(command.params))[-1]
    assert (name, asked.hint) == ("reason", "Whoever approves it reads this, and it stands in the audit.")


@each(Kind.DESTROY)
def test_whatever_destroys_says_that_it_is_permanent(command: Command[Any]) -> None:
    """Above the fields, before anybody types anything."""
    assert "permanent" in " ".join(command.lasting)
