"""Journeys with a list of users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workflow.batches.lanes import LANES
from tests.stories.lists import FILE, USERS
from tests.torture.journeys.changing import user
from tests.torture.journeys.journey import Journey
from tests.torture.stage import Told

if TYPE_CHECKING:
    from tests.torture.scene import Scene
    from tests.torture.stage import Stage

NEW = tuple(f"new{number}@example.com" for number in range(LANES + 2))
"""More than are done at once."""


async def _creates_from_a_file(stage: Stage) -> None:
    alice = stage.person("alice")
    modal = await stage.form(alice, "bulk-create", "Create many users", USERS)
    if FILE not in modal.labels:
        raise Told(modal.text)  # without files:read, a list can be pasted
    await modal.attaches(FILE, "users.csv", "\n".join(["email", *NEW]).encode())
    await stage.act(alice, modal.submits())
    await _confirms(stage, f"{len(NEW)} users will be created.")
    await stage.reads_dm(alice, "100 %")
    await stage.reads_dm(alice, "bulk-create-results-")


async def _confirms(stage: Stage, shows: str) -> None:
    """Look at the preview, and send it."""
    alice = stage.person("alice")
    preview = await stage.modal(alice, "Create many users", shows)
    await stage.act(alice, preview.submits())


def _all_are_there(world: Scene) -> bool:
    return all(user(world, email) is not None for email in NEW)


MANY = (Journey("bulk-create from a file", _creates_from_a_file, _all_are_there, mails=NEW[0]),)
