"""Who can approve what was just filed, by name: whoever asked reads at once where nobody can."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from bot.command import Deciders
from bot.domain.errors import Unavailable
from bot.domain.people import Person, Standing
from bot.domain.rules import EVERYONE, WORKSPACE_ADMINS
from bot.workflow.deciders import deciders
from tests.workflow.life.filed import pending
from tests.workflow.life.town import TEAM, Town

if TYPE_CHECKING:
    from tests.workflow.life.office import Office

ROLES = '[roles]\nadmins = ["S0ADMINS"]\nleads = {leads}\nall = ["*"]\n'
RULES = '[operations.update]\nrequest = ["all"]\napprove = ["leads"]\n'


async def who_can(office: Office, operation: str = "update", leads: str | None = None, **members: object) -> object:
    if leads is not None:
        office.restart_with(ROLES.format(leads=leads) + RULES)
    request = await pending(office, operation, **members)
    return await deciders(office.desk.gate, office.desk.command(operation), request)


async def test_those_whom_the_policy_names_by_their_names(office: Office) -> None:
    """In the order of the alphabet."""
    assert await who_can(office, "delete") == Deciders(("Alice", "Ben", "Carla"))


@pytest.mark.parametrize("members", [{"requester_id": "U0BEN"}, {"subject": "Ben@example.com"}])
async def test_neither_whoever_asks_nor_whom_it_is_about(office: Office, members: dict[str, str]) -> None:
    """They may not decide it."""
    assert await who_can(office, **members) == Deciders(("Carla",))


@pytest.mark.parametrize(
    "ben",
    [
        Person("U0BEN", TEAM, "Ben", "ben@example.com", Standing.DEACTIVATED),
        Person("U0BEN", TEAM, "Ben", None, Standing.MEMBER),
        None,
    ],
)
async def test_nobody_who_could_not_decide_it(office: Office, ben: Person | None) -> None:
    """Deactivated, without an address, or unknown to Slack."""
    office.town.people.pop("U0BEN")
    if ben is not None:
        office.town.people["U0BEN"] = ben
    assert await who_can(office) == Deciders(("Carla",))


async def test_every_full_member_is_nobody_by_name(office: Office) -> None:
    assert await who_can(office, leads='["*"]') == Deciders(everybody=EVERYONE)


async def test_the_whole_workspace_is_not_read_for_those_who_run_it(office: Office) -> None:
    """As the policy is without a file."""
    office.policy = replace(office.policy, roles={**office.policy.roles, "approvers": (WORKSPACE_ADMINS,)})
    office.restart()
    assert await who_can(office) == Deciders(everybody=WORKSPACE_ADMINS)


async def test_of_a_large_circle_only_some_are_looked_up(office: Office) -> None:
    """The others are counted."""
    for number in range(30):
        slack_id = f"U1{number:02}"
        office.town.people[slack_id] = Person(
            slack_id, TEAM, f"Lead {number:02}", f"{number}@b.example", Standing.MEMBER
        )
        office.town.groups["S0LEADS"].add(slack_id)
    found = await who_can(office)
    assert found == Deciders(("Ben", "Carla", *(f"Lead {number:02}" for number in range(8))), 22)


@dataclass
class Slow(Town):
    async def everybody(self, principals: object) -> frozenset[str]:
        del principals
        await asyncio.Event().wait()
        raise Unavailable("never")


@pytest.mark.parametrize("town", [Town(is_mute=True), Slow()])
async def test_where_slack_does_not_tell_nothing_is_said(office: Office, town: Town) -> None:
    """Nor where it takes its time: the request is stored already, and whoever asked waits for the answer."""
    office.town = town
    office.restart()
    request = await pending(office)
    assert await deciders(office.desk.gate, office.desk.command("update"), request, patience=0.05) is None
