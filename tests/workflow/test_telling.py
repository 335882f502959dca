"""Commands that ask nobody, told to people who are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.command import Help
from tests.people import a_person
from tests.workflow.life.homes import ALICE

if TYPE_CHECKING:
    from tests.workflow.life.office import Office


async def test_what_is_told_is_what_a_look_shows(office: Office) -> None:
    """Whichever way it is asked for."""
    command = office.desk.command("help")
    looked = await office.desk.look(ALICE, command, {})
    person = await office.desk.enter(ALICE, command)
    told = office.desk.tell(person, command, {})
    assert isinstance(told, Help)
    assert told == looked


async def test_who_is_not_remembered_is_nobody_in_particular(office: Office) -> None:
    """They have to be asked for first."""
    assert office.desk.known(ALICE, office.desk.command("help")) is None


async def test_what_has_to_be_asked_for_cannot_be_told(office: Office) -> None:
    """The flow never tries."""
    with pytest.raises(LookupError, match="ask somebody"):
        office.desk.tell(a_person(), office.desk.command("list"), {})
