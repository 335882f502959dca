"""Journeys into organizations and spaces, and out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.stories.places import ADA, role
from tests.torture.journeys.journey import Journey

if TYPE_CHECKING:
    from tests.torture.scene import Scene
    from tests.torture.stage import Stage

GRANTED = {"Organization": "Production", "Space": "Production / Ranking", "Role in the space": "Read only"}


async def _grants(stage: Stage) -> None:
    alice = stage.person("alice")
    modal = await stage.form(alice, f"grant {ADA}", "Grant access", "Role in the organization")
    for label, option in GRANTED.items():
        stage.choose(modal, label, option)
    await stage.act(alice, modal.submits())
    await stage.sees(alice, f"{ADA} is in Production / Ranking")


async def _revokes(stage: Stage, place: str) -> None:
    alice = stage.person("alice")
    modal = await stage.form(alice, f"revoke {ADA}", "Revoke access", "Take out of")
    stage.choose(modal, "Take out of", place)
    await stage.act(alice, modal.submits())
    await stage.sees(alice, f"{ADA} was taken out of {place}")


async def _leaves_the_organization(stage: Stage) -> None:
    await _revokes(stage, "Organization Research, with all of its spaces")


async def _leaves_the_space(stage: Stage) -> None:
    await _revokes(stage, "Research / Vision")


def _is_in(world: Scene) -> bool:
    return role(world, ADA, "Production", "Ranking") == "READ_ONLY"


PLACES = (
    Journey("grant", _grants, _is_in),
    Journey("revoke an organization", _leaves_the_organization, lambda world: role(world, ADA, "Research") is None),
    Journey("revoke a space", _leaves_the_space, lambda world: role(world, ADA, "Research", "Vision") is None),
)
