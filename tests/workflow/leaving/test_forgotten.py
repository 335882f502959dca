"""Somebody left Slack long ago: what is still known of it, and what is asked when Slack tells it once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.leaver import Stay
from bot.domain.people import Person, Standing
from bot.workflow.leaverbook import REMEMBERED
from tests.workflow.life.departures import DECIDERS, LEFT, ada, facts, hears, keeps, shown
from tests.workflow.life.homes import ALICE
from tests.workflow.life.town import TEAM

if TYPE_CHECKING:
    from tests.workflow.life.office import Office

MUCH_LATER = REMEMBERED + timedelta(days=1)


async def another_leaves(office: Office) -> None:
    """Somebody without a user."""
    office.town.people["U0NEW"] = Person("U0NEW", TEAM, "New", "new@example.com", Standing.DEACTIVATED)
    await hears(office, replace(LEFT, slack_id="U0NEW", name="New", email="new@example.com"))


async def test_who_was_forgotten_is_not_asked_about_again(office: Office) -> None:
    """There is no user to ask about; the audit keeps what it has."""
    user = office.account.user("ada@example.com")
    assert user is not None
    await hears(office)
    first = await ada(office)
    office.account.forget(user)
    await office.away.desk.deleted(user.id)
    await office.sweep.once()
    office.now += MUCH_LATER
    told = await facts(office)
    await another_leaves(office)
    assert await office.away.leavers.find(first.id) is None
    await hears(office)
    again = await ada(office)
    assert (again.id != first.id, again.stay, office.away.wall.posted) == (True, Stay.GONE, DECIDERS)
    assert await facts(office) == told


async def test_who_was_kept_is_never_asked_about_again(office: Office) -> None:
    """However long ago that was."""
    await hears(office)
    await keeps(office, ALICE)
    await office.sweep.once()
    office.now += MUCH_LATER
    await another_leaves(office)
    await hears(office)
    assert (office.away.wall.posted, shown(office)) == (DECIDERS, [Stay.KEPT] * 3)
    assert await office.away.leavers.kept() != {}
