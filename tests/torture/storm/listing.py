"""What people do with many users at once: they send a list, and steer it while it is under way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.domain.batch import Course
from bot.domain.request import State
from bot.workflow.filing import Submission
from tests.torture.storm.requesting import DECIDERS, PEOPLE
from tests.workflow.life.homes import BEN
from tests.workflow.life.office import USERS

if TYPE_CHECKING:
    from random import Random

    from bot.domain.request import Request
    from bot.workflow.gate import Asker
    from tests.torture.storm.scene import Scene

OPERATIONS = ("bulk-create", "bulk-create", "bulk-delete")
LISTS = 4
ADDRESSES = 40
MOST, PRESSES = 8, 2
LOOKS, LOOK = 80, 0.005
"""How often somebody looks at a list, and seconds between two looks."""
BETWEEN = 0.03
"""Seconds between two presses, at most."""
AT_ITS_END = 0.8
BUTTONS = (*[Course.PAUSE, Course.GO_ON] * 6, Course.STOP)


async def lists_are_sent(scene: Scene, chance: Random) -> None:
    """How these storms begin: some lists can be carried out at once."""
    for _ in range(LISTS):
        await _sent(scene, chance, BEN, "bulk-create")


async def sends_a_list(scene: Scene, chance: Random) -> None:
    await _sent(scene, chance, chance.choice(PEOPLE), chance.choice(OPERATIONS))


async def _sent(scene: Scene, chance: Random, person: Asker, operation: str) -> None:
    replica = scene.replica(chance)
    command = replica.desk.command(operation)
    lines = "\n".join(f"{each}@example.com" for each in _listed(operation, chance))
    preview = await replica.drafting.draw_up(replica.desk, person, command, {"text": lines}, _says_nothing)
    if preview.rows:
        number = str(len(preview.rows)) if preview.command.destroys else None
        form = Submission(scene.new_form(), preview.command, {}, confirmed=number, draft_id=preview.draft_id)
        await replica.filing.submit(person, form)


def _listed(operation: str, chance: Random) -> list[str]:
    if operation == "bulk-delete":
        return chance.sample(USERS, 2)
    return [f"n{chance.randrange(ADDRESSES)}" for _ in range(chance.randint(1, MOST))]


async def _says_nothing(_: object) -> None: ...


async def steers(scene: Scene, chance: Random) -> None:
    """Some wait for a list, and press its buttons one shortly after another: somewhere in it, or at its last row."""
    request = await _under_way(scene, chance)
    if request is not None:
        if chance.random() < AT_ITS_END:
            await _last_row(scene, request)
        for _ in range(chance.randint(1, PRESSES)):
            steering, person = scene.replica(chance).steering, chance.choice(DECIDERS)
            await asyncio.sleep(chance.random() * BETWEEN)
            scene.begins(steering.steer(person, request.id, chance.choice(BUTTONS)))


async def _under_way(scene: Scene, chance: Random) -> Request | None:
    for _ in range(LOOKS):
        lists = [each for each in await scene.office.requests() if each.rows and each.state is State.RUNNING]
        if lists:
            return chance.choice(lists)
        await asyncio.sleep(LOOK)
    return None


async def _last_row(scene: Scene, request: Request) -> None:
    for _ in range(LOOKS):
        run = await scene.office.lists.book.run(request.id)
        if run is None or run.progress.left <= 1:
            return
        await asyncio.sleep(LOOK)
