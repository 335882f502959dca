"""How what the API says is said to people."""

from __future__ import annotations

from random import Random

from bot.arize import UserRole
from bot.command.glossary import role_word
from bot.simulator.arize.roles import all_roles
from tests.people import MOMENT


def test_a_predefined_role_has_one_name_everywhere() -> None:
    """`roles` shows what Arize calls it, and everything else what we do."""
    listed = {role.name for role in all_roles(MOMENT, Random(0)) if role.is_predefined}  # noqa: S311 - made up
    assert {role_word(role) for role in UserRole} == listed
