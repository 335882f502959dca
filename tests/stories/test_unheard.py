"""Events that nobody in the bot listens to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.world import World


async def test_an_event_that_nobody_takes_is_acknowledged(world: World) -> None:
    """A manifest with more events than this version knows does no harm: Slack need not try again, a line says so."""
    slack = world.slack
    slack.manifest = replace(slack.manifest, events=(*slack.manifest.events, "team_rename"))
    await slack.events.publish("team_rename", {"type": "team_rename", "name": "Another", "event_ts": slack.ids.ts()})
    await world.settles()
    (entry,) = [entry for entry in slack.inspector.entries() if entry["kind"] == "event"]
    assert (entry["title"], entry["ok"]) == ("team_rename", True)
    assert [record["level"] for record in world.events("request.unhandled")] == ["warning"]
