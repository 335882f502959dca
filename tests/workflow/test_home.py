"""What one person finds in their home: theirs, the newest first, and how the bot does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from bot.domain.batch import Progress
from bot.domain.leaver import Leaver
from bot.domain.request import Chore, Target
from bot.domain.rules import Condition
from bot.workflow.home import LEAVERS, MINE
from bot.workflow.ledger import Extras
from tests.workflow.batches.lists import NEW, drawn_up, files
from tests.workflow.life.homes import ALICE, CARLA, DEV, NIA, asks
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


async def many_leave(office: Office, first: int, end: int) -> None:
    """People with a user; the last of them left last, every other one is a partner."""
    for each in range(first, end):
        office.now += timedelta(minutes=1)
        address = f"gone{each}@{'partner.example' if each % 2 else 'example.com'}"
        user = office.account.add_user("Gone", address)
        leaver = Leaver(id=f"l{each}", slack_id=f"U9{each}", name="Gone", email=address, noticed_at=office.now)
        target = Target(user.id, address, "Gone", "MEMBER", "ACTIVE")
        await office.away.leavers.notice(replace(leaver, target=target), Extras())


async def test_those_who_left_wait_for_whoever_may_delete_their_user(office: Office) -> None:
    """By the rule of the cards; one more than there is room for says that there are more."""
    await many_leave(office, 0, 2)
    for who, names in ((ALICE, ["l1", "l0"]), (CARLA, ["l1", "l0"]), (NIA, [])):
        assert [leaver.id for leaver in (await of(office, who)).leavers] == names
    elsewhere = Condition(email_domain=("partner.example",), replaces={"approve": ("admins",)})
    delete = replace(office.policy.operations["delete"], when=(elsewhere,))
    office.policy = replace(office.policy, operations={**office.policy.operations, "delete": delete})
    office.restart()
    assert [leaver.id for leaver in (await of(office, CARLA)).leavers] == ["l0"]
    await many_leave(office, 2, LEAVERS + 3)
    assert len((await of(office, ALICE)).leavers) == LEAVERS + 1


async def test_ones_own_lists_say_how_far_they_are(office: Office) -> None:
    """Those that are laid out, which can be steered."""
    request = await files(office, await drawn_up(office, *NEW))
    assert (await of(office, ALICE)).runs == {}
    await office.sweep_only(Chore.RUN)
    await office.lists.book.lay_out(request.id, 2)
    assert (await of(office, ALICE)).runs[request.id].progress == Progress(waiting=2)
    assert (await of(office, ALICE)).at == office.now
    assert (await of(office, CARLA)).runs == {}


async def test_a_home_is_drawn_anew_once_a_list_can_be_steered(office: Office) -> None:
    """By a job of its own; a second turn lays nothing out and leaves none."""
    request = await files(office, await drawn_up(office, *NEW))
    await office.sweep_only(Chore.RUN)
    await office.sweep_only(Chore.HOMES)
    seconds = count(step=4.0)
    for drawn in (True, False):
        await replace(office.lists.turns, clock=lambda: next(seconds)).take(request.id)
        assert await office.ledger.has_job(Chore.HOMES, request.id) is drawn
        await office.sweep_only(Chore.HOMES)


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
