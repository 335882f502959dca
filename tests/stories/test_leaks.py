"""Ground rule 1: a temporary password stands in one direct message, and nowhere else."""

from __future__ import annotations

import gc
import json
import traceback
from typing import TYPE_CHECKING

from bot.simulator.arize.faults import LostAnswer
from bot.simulator.slack.faults import Drop, Error
from tests.stories.acts import invites_with_a_password

if TYPE_CHECKING:
    from tests.world import World

WATCHERS = ("alice", "ben", "carla", "dev", "gus", "mia", "eve", "ada", "nia")


def everything_seen(world: World) -> dict[str, str]:
    """What each person's Slack client holds: channels, direct messages, modals."""
    return {handle: json.dumps(world.person(handle).client.snapshot(), ensure_ascii=False) for handle in WATCHERS}


async def test_every_way_to_hand_a_password_over_and_to_fail_at_it(world: World) -> None:
    """At debug level: delivered, retried, refused, unclear, lost. Log, traffic and screens are searched."""
    world.expects_errors = True
    alice = world.person("alice")
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer")
    await alice.sees("nia@example.com was created.")
    world.slack.faults.next("chat.postMessage", Error("internal_error"))
    await invites_with_a_password(alice, "retried@example.com", "Rita")
    await alice.sees("retried@example.com was created.")
    world.slack.faults.next("chat.postMessage", Drop(after=True))
    await invites_with_a_password(alice, "unclear@example.com", "Una")
    await alice.sees("unclear@example.com was created.")
    world.slack.faults.next("chat.postMessage", Error("restricted_action"), times=4)
    await invites_with_a_password(alice, "dropped@example.com", "Drew")
    await alice.sees("dropped@example.com was created.", within=15)
    world.arize.faults.next("create_user", LostAnswer())
    await invites_with_a_password(alice, "lost@example.com", "Lo")
    await alice.sees("lost@example.com is there")
    await world.settles()

    issued = world.arize.account.issued_passwords
    assert len(issued) == 5
    screens = everything_seen(world)
    shown = [[handle for handle in WATCHERS for _ in range(screens[handle].count(one))] for one in issued]
    assert shown == [["nia"], ["alice"], ["alice"], [], []]
    assert [issued[0] in text for text in world.person("nia").dm] == [True]
    kept = {"the log": world.log.getvalue(), "the inspector": json.dumps(world.slack.inspector.entries())}
    assert [place for place, text in kept.items() for one in issued if one in text] == []
    assert [place for place in reprs() for one in issued if one in place] == []


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
