"""What one person finds in their home: theirs, the newest first, and how the bot does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.workflow.home import MINE
from tests.workflow.life.homes import ALICE, DEV, asks
from tests.workflow.life.town import Remembering

if TYPE_CHECKING:
    from bot.workflow.gate import Asker
    from bot.workflow.home import Home
    from tests.workflow.life.office import Office


async def test_of_many_requests_the_newest_are_shown(office: Office) -> None:
    """One more of those that go on than there is room for, which says that there are more."""
    for number in range(MINE + 3):
        office.now += timedelta(minutes=1)
        request_id = await asks(office, form=f"V{number:02}")
        if number < MINE + 1:
            await office.decisions.cancel(DEV, request_id)
    home = await of(office, DEV)
    assert [one.facts.request.submission for one in home.mine] == [f"V{MINE + 2:02}", f"V{MINE + 1:02}"]
    assert [one.facts.request.submission for one in home.ended] == [f"V{each:02}" for each in range(MINE, MINE - 5, -1)]
    for number in range(MINE):
        await asks(office, form=f"V0MORE{number}")
    assert len((await of(office, DEV)).mine) == MINE + 1


async def of(office: Office, who: Asker) -> Home:
    return await office.overview.of(await office.desk.gate.member(who.slack_id))


async def test_a_home_that_is_drawn_again_asks_slack_for_nothing_new(office: Office) -> None:
    """Hundreds may be after one change; whoever opens theirs is looked up then."""
    await office.homes.opened(DEV, "")
    office.town = town = Remembering()
    office.restart()
    request_id = await asks(office)
    town.fresh.clear()
    await office.homes.refresh(request_id)
    assert town.fresh
    assert not any(town.fresh)


async def test_the_health_is_of_now_and_of_what_is_late(office: Office) -> None:
    """With what the last call to Arize heard; abilities are those that somebody has."""
    office.pulse.heard(None)
    home = await of(office, ALICE)
    assert home.health is not None
    assert (home.health.at, home.health.beat.answered_at) == (office.now, office.now)
    assert "review" in [each.action.command for each in home.abilities]
    assert "review" not in [each.action.command for each in (await of(office, DEV)).abilities]
