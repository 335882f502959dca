"""Ada leaves Slack and comes back, while others keep her, ask to delete her user, or delete it at Arize themselves."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.domain.people import Standing
from bot.domain.request import State
from tests.torture.storm.requesting import DECIDERS, NEWCOMERS, approval, form_about
from tests.workflow.life.departures import BACK, LEFT, account
from tests.workflow.life.homes import ALICE, CARLA, DEV
from tests.workflow.life.office import USERS

if TYPE_CHECKING:
    from random import Random

    from tests.torture.storm.scene import Scene

ADA = "ada@example.com"
WORDS, MEANWHILE = 3, 0.08
"""How often Slack tells something while a user is deleted, and seconds between two times, at most."""


async def leaves(scene: Scene, chance: Random) -> None:
    account(scene.office, Standing.DEACTIVATED)
    scene.has_left = True
    await scene.replica(chance).leaving.heard(LEFT)


async def leaves_and_is_looked_after(scene: Scene, chance: Random) -> None:
    await leaves(scene, chance)
    await works(scene, chance)


async def returns(scene: Scene, chance: Random) -> None:
    account(scene.office, Standing.MEMBER)
    scene.has_left = False
    await scene.replica(chance).leaving.heard(BACK)


async def is_said_to_be_back(scene: Scene, chance: Random) -> None:
    """What Slack tells may be over by the time it is heard."""
    await scene.replica(chance).leaving.heard(BACK)
    await works(scene, chance)


async def keeps(scene: Scene, chance: Random) -> None:
    leaver = await scene.office.away.leavers.of(LEFT.slack_id)
    if leaver is not None:
        await scene.replica(chance).leaving.keep(chance.choice(DECIDERS), leaver.id)


async def deletes_by_hand(scene: Scene, chance: Random) -> None:
    """Somebody deletes a user at Arize, past the bot."""
    _forget(scene, f"{chance.choice((*USERS, *NEWCOMERS))}@example.com")


async def deletes_ada_by_hand(scene: Scene, _: Random) -> None:
    _forget(scene, ADA)


def _forget(scene: Scene, email: str) -> None:
    user = scene.office.account.user(email)
    if user is not None:
        scene.office.account.forget(user)


async def reviews_all(scene: Scene, chance: Random) -> None:
    await scene.replica(chance).reviews.begin(scene.office.town.people[ALICE.slack_id])


async def works(scene: Scene, chance: Random) -> None:
    """A replica does what is due."""
    await scene.replica(chance).sweep.once()


async def a_deletion_is_carried_out(scene: Scene, chance: Random) -> None:
    """The last approval comes, both replicas look for work, and meanwhile Slack tells of Ada, perhaps late."""
    request = await scene.some_request(chance, State.PENDING)
    if request is not None:
        await scene.replica(chance).decisions.decide(CARLA, approval(request))
    for replica in scene.replicas:
        scene.begins(replica.sweep.once())
    for _ in range(WORDS):
        await asyncio.sleep(chance.random() * MEANWHILE)
        scene.begins(chance.choice((leaves_and_is_looked_after, is_said_to_be_back))(scene, chance))


async def a_deletion_waits(scene: Scene, chance: Random) -> None:
    """How these storms begin: Ada may be gone already, and to delete her user may need one approval more."""
    if chance.random() < 0.8:
        await leaves_and_is_looked_after(scene, chance)
    if chance.random() < 0.9:
        await _is_asked_for(scene, chance)


async def _is_asked_for(scene: Scene, chance: Random) -> None:
    form, replica = form_about(scene, chance, "delete", ADA), scene.replica(chance)
    assert form is not None
    submitted = await replica.filing.submit(DEV, form)
    request = await scene.office.ledger.find(submitted.request_id)
    assert request is not None
    await replica.decisions.decide(ALICE, approval(request))
