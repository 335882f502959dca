"""Homes that are drawn anew because somebody left Slack, or because it is settled what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.leaver import Stay
from bot.domain.people import Standing
from tests.workflow.life.departures import account, ada, hears, keeps
from tests.workflow.life.homes import ALICE, CARLA, NIA, seen

if TYPE_CHECKING:
    from tests.workflow.life.office import Office


async def test_whoever_leaves_waits_in_the_homes_of_those_who_decide(office: Office) -> None:
    """Drawn anew as they are noticed and as that is settled, by whatever process; Nia has nothing to do with it."""
    account(office, Standing.DEACTIVATED)
    for who in (ALICE, CARLA, NIA):
        await office.homes.opened(who, "")
    before = office.tabs.shown[NIA.slack_id]
    await hears(office)
    await office.sweep.once()
    assert [leaver.slack_id for who in (ALICE, CARLA) for leaver in seen(office, who).leavers] == ["U0ADA"] * 2
    office.restart()
    assert await keeps(office, CARLA) is Stay.KEPT
    await office.sweep.once()
    await office.sweep.once()
    assert [len(seen(office, who).leavers) for who in (ALICE, CARLA)] == [0, 0]
    assert office.tabs.shown[NIA.slack_id] == before


async def test_whoever_left_without_a_user_is_in_nobodys_home(office: Office) -> None:
    """So there is nothing to draw."""
    account(office, Standing.DEACTIVATED, "stranger@example.com")
    await office.homes.opened(ALICE, "")
    before = office.tabs.shown[ALICE.slack_id]
    await hears(office)
    await office.sweep.once()
    await office.homes.refresh((await ada(office)).id)
    assert office.tabs.shown[ALICE.slack_id] == before
