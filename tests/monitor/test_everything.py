"""One long story that touches all that is counted: nothing is declared in vain, and nothing of anybody is shown."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.monitor import METRICS
from bot.simulator.arize.faults import Status
from bot.simulator.slack import PERSONAS
from bot.simulator.slack.faults import RateLimited
from bot.slack.spans import Outcome
from bot.workflow.sweep import Attended
from tests.monitor.scraping import Scrape, scraped
from tests.stories.acts import deletes, opens_picker
from tests.stories.lists import confirms, pastes, results
from tests.stories.offices import POLICY, approves, asks_for
from tests.world import open_world

if TYPE_CHECKING:
    from tests.world import World

DOORS = {"slash", "form", "preview", "review", "suggestion", "home", "user_change", "shortcut"}
ID = re.compile(r"\b[UWCDGTV]0\w+|[0-9a-f]{32}|@|\d{10}\.\d+")
"""Ids of Slack's and of requests, addresses, and names of messages."""


async def test_all_that_is_declared_is_seen_and_names_nobody() -> None:
    """In Socket Mode, on PostgreSQL: everybody does something, and Slack and Arize have their troubles."""
    async with open_world("socket", "postgresql", policy=POLICY, shorter={"lease": timedelta(seconds=30)}) as world:
        await everybody_works(world)
        await world.slack.connections.disconnect("refresh_requested")
        await world.slack.until_connected(20)
        seen = await scraped(world)
        assert {each.name for each in METRICS} == seen.families()
        assert seen.labels("acks_total", "door") >= DOORS
        assert seen.labels("interactions_total", "outcome") <= {each.name.lower() for each in Outcome}
        assert seen.labels("chores_total", "outcome") <= {each.value for each in Attended}
        assert seen.value("batch_rows_total", command="bulk-create", outcome="done") == 2
        assert_nobody_is_named(world, seen)


async def everybody_works(world: World) -> None:
    alice, dev, carla, gus = (world.person(each) for each in ("alice", "dev", "carla", "gus"))
    await gus.types("/ax-user delete ada@example.com")
    await gus.sees("Only full members")
    await dev.uses_shortcut("Manage AX users")
    await dev.modal("Manage AX users")
    await alice.opens_home()
    picker = await opens_picker(alice, "get", "Show user")
    await picker.search("User", "ada@")
    await picker.closes()
    world.slack.faults.next("views.open", RateLimited(0))
    world.arize.faults.next("list_users", Status(503))
    await asks_for(dev)
    await approves(carla, comment="Zoe is welcome")
    await dev.reads_dm("Done")
    await deletes(dev, "jane@example.com")
    modal = await pastes(alice, "bulk-create", "Yan Tan <yan@example.com>", "Xi Wu <xi@example.com>")
    await confirms(modal, "2 users will be created.")
    await results(alice, "bulk-create")
    world.slack.workspace.deactivates("ada")
    await alice.reads_dm("was deactivated in Slack")


def assert_nobody_is_named(world: World, seen: Scrape) -> None:
    """No person, address, id or word of theirs: labels are from short lists."""
    ours = "\n".join(line for line in seen.text.splitlines() if line.startswith("ax_user_bot_"))
    values = set(re.findall(r'="([^"]*)"', ours)) - {"0.1.0"}
    assert [value for value in values if ID.search(value)] == []
    words = {word for persona in PERSONAS for word in (*persona.name.split(), persona.handle, persona.id)}
    users = {word for user in world.arize.account.users for word in (user.id, user.email, user.name)}
    assert values & (words | users) == set()
    assert [value for value in values if not re.fullmatch(r"[a-zA-Z_.\-]+|\d{3}|[+\d.]+(Inf)?", value)] == []
