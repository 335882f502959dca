"""What people do with many users at once: they send a list, and steer it while it is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.batch import Course
from bot.domain.request import State
from bot.workflow.filing import Submission
from tests.torture.storm.requesting import DECIDERS, PEOPLE
from tests.workflow.life.office import USERS

if TYPE_CHECKING:
    from random import Random

    from tests.torture.storm.scene import Scene

OPERATIONS = ("bulk-create", "bulk-create", "bulk-delete")
ADDRESSES = 40
MOST, PRESSES = 8, 3


async def sends_a_list(scene: Scene, chance: Random) -> None:
    person, replica = chance.choice(PEOPLE), scene.replica(chance)
    command = replica.desk.command(chance.choice(OPERATIONS))
    lines = "\n".join(f"{each}@example.com" for each in _listed(command.name, chance))
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
    """Somebody presses one button of a list after another, perhaps while its last row is done."""
    lists = [each for each in await scene.office.requests() if each.rows and each.state is State.RUNNING]
    if lists:
        request = chance.choice(lists)
        for _ in range(chance.randint(1, PRESSES)):
            steering = scene.replica(chance).steering
            await steering.steer(chance.choice(DECIDERS), request.id, chance.choice(list(Course)))
