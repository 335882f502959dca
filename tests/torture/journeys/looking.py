"""Journeys that change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.torture.journeys.journey import Journey
from tests.torture.stage import Silence, Told

if TYPE_CHECKING:
    from tests.torture.stage import Stage

MANAGE = "Manage AX users"
FOUND = "Users who are not full members of this Slack"


async def _lists(stage: Stage) -> None:
    alice = stage.person("alice")
    await stage.types(alice, "list")
    await stage.sees(alice, "Oldest first")


async def _roles(stage: Stage) -> None:
    alice = stage.person("alice")
    await stage.types(alice, "roles")
    await stage.sees(alice, "Annotator")


async def _opens_the_home(stage: Stage) -> None:
    """Where Slack refuses for good to show a home, there is no place to say so but the log."""
    alice = stage.person("alice")
    try:
        await stage.act(alice, alice.opens_home())
    except Silence as silence:
        if not any(record["event"] == "home.unreachable" for record in stage.world.records()):
            raise
        raise Told("home.unreachable") from silence


async def _manages(stage: Stage) -> None:
    """A modal over another."""
    alice = stage.person("alice")
    await stage.act(alice, alice.uses_shortcut(MANAGE))
    first = await stage.modal(alice, MANAGE, "What you can do here")
    await stage.act(alice, first.clicks("List users"))
    await stage.modal(alice, "List users", "Oldest first")


async def _picks(stage: Stage) -> None:
    alice = stage.person("alice")
    modal = await stage.form(alice, "get", "Show user", "User")
    found = await modal.search("User", "ada@")
    stage.choose(modal, "User", found[0] if found else "")
    await stage.act(alice, modal.submits())
    await stage.sees(alice, "User id")


async def _exports(stage: Stage) -> None:
    alice = stage.person("alice")
    await stage.types(alice, "list export")
    await stage.sees(alice, "in your direct messages with this app")


async def _reviews(stage: Stage) -> None:
    alice = stage.person("alice")
    await stage.types(alice, "review")
    await stage.reads_dm(alice, FOUND)


LOOKING = (
    Journey("list", _lists),
    Journey("roles", _roles),
    Journey("App Home", _opens_the_home),
    Journey("shortcut and a modal over it", _manages),
    Journey("get from the picker", _picks),
    Journey("list export", _exports),
    Journey("review", _reviews),
)
