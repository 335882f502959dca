"""Ground rule 1: a temporary password stands in one direct message, and nowhere else."""

from __future__ import annotations

import gc
import json
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.app.histories import export
from bot.simulator.arize.faults import LostAnswer
from bot.simulator.slack.faults import Drop, Error
from bot.store.tables import metadata
from tests.databases import opened
from tests.stories.acts import invites_with_a_password
from tests.stories.offices import POLICY, approves
from tests.world import environment, open_world

if TYPE_CHECKING:
    from tests.world import World

WATCHERS = ("alice", "ben", "carla", "dev", "gus", "mia", "eve", "ada", "nia")


def everything_seen(world: World) -> dict[str, str]:
    """What each person's Slack client holds: channels, direct messages, modals."""
    return {handle: json.dumps(world.person(handle).client.snapshot(), ensure_ascii=False) for handle in WATCHERS}


@pytest.mark.parametrize(("transport", "database"), [("socket", "sqlite"), ("http", "postgresql")])
async def test_every_way_to_hand_a_password_over_and_to_fail_at_it(transport: str, database: str) -> None:
    """At debug level: delivered, approved, retried, refused, unclear, lost.

    Log, traffic, screens, cards, database and audit are searched.
    """
    async with open_world(transport, database, policy=POLICY) as world:
        await hand_passwords_over(world)
        issued = world.arize.account.issued_passwords
        assert len(issued) == 6
        screens = everything_seen(world)
        shown = [[handle for handle in WATCHERS for _ in range(screens[handle].count(one))] for one in issued]
        assert shown == [["nia"], ["dev"], ["alice"], ["alice"], [], []]
        assert [issued[0] in text for text in world.person("nia").dm] == [True]
        kept = {
            "the log": world.log.getvalue(),
            "the inspector": json.dumps(world.slack.inspector.entries()),
            "the database": await everything_kept(world.database_url),
            "the audit": await exported(world),
        }
        assert "nia@example.com" in kept["the database"]
        assert "password delivered" in kept["the audit"]
        assert [place for place, text in kept.items() for one in issued if one in text] == []
        assert [place for place in reprs() for one in issued if one in place] == []


async def hand_passwords_over(world: World) -> None:
    alice, dev, carla = world.person("alice"), world.person("dev"), world.person("carla")
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer")
    await alice.sees("nia@example.com was created.")
    await invites_with_a_password(dev, "asked@example.com", "Asa")
    await approves(carla, "asked@example.com")
    await dev.reads_dm("asked@example.com was created.")
    await carla.reads_dm("Done: asked@example.com was created.")
    world.slack.faults.next("chat.update", Error("internal_error"))
    await invites_with_a_password(alice, "retried@example.com", "Rita")
    await alice.sees("retried@example.com was created.")
    world.slack.faults.next("chat.update", Drop(after=True), times=20)
    await invites_with_a_password(alice, "unclear@example.com", "Una")
    await alice.sees("unclear@example.com was created.", within=15)
    world.slack.faults.clear()
    world.slack.faults.next("chat.update", Error("restricted_action"), times=20)
    await invites_with_a_password(alice, "dropped@example.com", "Drew")
    await alice.sees("dropped@example.com was created.", within=15)
    world.slack.faults.clear()
    world.arize.faults.next("create_user", LostAnswer())
    await invites_with_a_password(alice, "lost@example.com", "Lo")
    await alice.sees("lost@example.com is there")
    await world.settles()


async def everything_kept(url: str) -> str:
    """Every row of every table; of a file also what is left in its pages and its log."""
    async with opened(url) as engine, engine.connect() as connection:
        rows = [str(row) for table in metadata.sorted_tables for row in await connection.execute(select(table))]
    if engine.dialect.name == "sqlite":
        folder = Path(str(engine.url.database)).parent
        rows += [path.read_bytes().decode("utf-8", "replace") for path in folder.iterdir()]
    return "\n".join(rows)


async def exported(world: World) -> str:
    lines: list[str] = []
    settings = environment("socket", world.slack, world.arize, {"DATABASE_URL": world.database_url})
    for layout in ("csv", "jsonl"):
        await export(settings, layout, None, lines.append)
    return "".join(lines)


def reprs() -> list[str]:
    """How everything of the bot that is alive shows itself, and every exception with its traceback."""
    gc.collect()
    alive = gc.get_objects()
    ours = [each for each in alive if _is_the_bots(type(each))]
    raised = [each for each in alive if isinstance(each, BaseException)]
    assert ours
    return [repr(each) for each in ours] + ["".join(traceback.format_exception(each)) for each in raised]


def _is_the_bots(kind: type) -> bool:
    """Not a simulator's: the account has to know what it issued."""
    module = str(kind.__module__)
    return module.startswith("bot.") and not module.startswith("bot.simulator")
