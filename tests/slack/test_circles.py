"""Who is in a user group, and who runs the workspace: asked of Slack, remembered for a moment, failing closed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import Unavailable
from bot.domain.rules import EVERYONE, WORKSPACE_ADMINS
from bot.simulator.slack import SlackSimulator, slack_simulator
from bot.simulator.slack.faults import Error, Hold, Html
from bot.slack.circles import Circles
from bot.slack.directory import Directory
from bot.slack.memory import Memory
from tests.world import MANIFEST

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def slack() -> AsyncIterator[SlackSimulator]:
    async with slack_simulator(manifest=MANIFEST) as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def web(slack: SlackSimulator) -> AsyncWebClient:
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def circles(web: AsyncWebClient, clock: Clock) -> Circles:
    return Circles(web, Memory(60.0, clock))


async def test_a_group_is_its_members_and_is_remembered_for_a_moment(
    slack: SlackSimulator, clock: Clock, circles: Circles
) -> None:
    """Before a change it is asked for anew."""
    assert await circles.people("S0LEADS") == {"U0BEN", "U0CARLA"}
    slack.workspace.set_group("S0LEADS", ["ben"])
    assert await circles.group("S0LEADS") == {"U0BEN", "U0CARLA"}
    assert await circles.group("S0LEADS", fresh=True) == {"U0BEN"}
    slack.workspace.set_group("S0LEADS", ["carla"])
    clock.now += 61
    assert await circles.group("S0LEADS") == {"U0CARLA"}


async def test_what_was_asked_since_a_step_began_is_fresh_for_it(
    slack: SlackSimulator, clock: Clock, circles: Circles
) -> None:
    """Several checks of one step want to know the same, and Slack is asked once; the next step asks anew."""
    await circles.group("S0LEADS")
    slack.workspace.set_group("S0LEADS", ["ben"])
    clock.now += 1
    step = circles.afresh()
    clock.now += 1
    assert await step.group("S0LEADS", fresh=True) == {"U0BEN"}
    slack.workspace.set_group("S0LEADS", ["carla"])
    assert await step.group("S0LEADS", fresh=True) == {"U0BEN"}
    assert await circles.afresh().group("S0LEADS", fresh=True) == {"U0CARLA"}


async def test_a_group_that_is_not_there_is_nobody(circles: Circles) -> None:
    """It may have been removed since the policy was written."""
    assert await circles.group("S0GONE") == frozenset()


async def test_a_plan_without_user_groups_is_named(slack: SlackSimulator, circles: Circles) -> None:
    """Nobody is let in, and nobody is told to try again in a minute."""
    slack.faults.next("usergroups.users.list", Error("plan_upgrade_required"))
    with pytest.raises(Unavailable, match="this workspace's plan has none"):
        await circles.group("S0LEADS")


@pytest.mark.parametrize(
    ("principal", "method"), [("S0LEADS", "usergroups.users.list"), (WORKSPACE_ADMINS, "users.list")]
)
async def test_where_slack_does_not_say_nobody_is_let_in(
    slack: SlackSimulator, circles: Circles, principal: str, method: str
) -> None:
    """It is an outage, and no empty group."""
    for fault in (Error("internal_error"), Html()):
        slack.faults.next(method, fault)
        with pytest.raises(Unavailable):
            await circles.people(principal)


async def test_principals_are_people(circles: Circles) -> None:
    """Themselves, those who run the workspace; everybody is nobody in particular."""
    assert await circles.people("U0DEV") == {"U0DEV"}
    assert await circles.people(WORKSPACE_ADMINS) == {"U0ALICE", "U0BEN"}
    assert await circles.people(WORKSPACE_ADMINS) == {"U0ALICE", "U0BEN"}
    assert await circles.people(EVERYONE) == frozenset()


async def test_a_large_workspace_is_read_page_by_page(web: AsyncWebClient, clock: Clock) -> None:
    """Up to a limit, so that one look never takes for ever."""
    circles = Circles(web, Memory(60.0, clock), page_size=1)
    assert await circles.people(WORKSPACE_ADMINS) == {"U0ALICE", "U0BEN"}


async def test_all_groups_of_the_policy_are_asked_for_at_the_same_time(
    slack: SlackSimulator, web: AsyncWebClient, circles: Circles, clock: Clock
) -> None:
    """A click waits for the slowest of them, and not for their sum."""
    first, second = Hold(), Hold()
    slack.faults.next("usergroups.users.list", first)
    slack.faults.next("usergroups.users.list", second)
    directory = Directory(web, Memory(60.0, clock), circles)
    asked = asyncio.ensure_future(directory.groups_of("U0CARLA", ("S0ADMINS", "S0LEADS")))
    await first.reached()
    await second.reached()
    first.release()
    second.release()
    assert await asked == {"S0LEADS"}
