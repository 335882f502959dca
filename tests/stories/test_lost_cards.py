"""Cards that nobody wrote down: a click makes them known, and nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from tests.databases import opened
from tests.stories.acts import invites_with_a_password
from tests.stories.forging import last
from tests.stories.offices import POLICY, REVIEW, approves, asks_for, reviews
from tests.world import open_world

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine


async def test_a_card_whose_row_was_lost_is_known_again_once_somebody_clicks_it() -> None:
    """The process that posted it died before it wrote that down; from then on it is redrawn like the others."""
    async with open_world(policy=POLICY) as world:
        dev, carla = world.person("dev"), world.person("carla")
        await asks_for(dev)
        await carla.reads_dm("Takes 1 approval.")
        async with opened(world.database_url) as engine:
            await _run(engine, "DELETE FROM cards")
        await approves(carla)
        await carla.reads_dm("Done")
        await dev.reads_dm("Done")


async def test_a_click_that_is_refused_makes_no_card() -> None:
    """Somebody who may not see the request clicks what looks like a lost card of it: nothing is written down of it."""
    async with open_world(policy=POLICY) as world:
        carla = world.person("carla")
        await asks_for(world.person("dev"))
        await reviews(carla)
        await world.settles()
        payload = last(world)
        async with opened(world.database_url) as engine:
            await _run(engine, "DELETE FROM cards")
            gus = world.person("gus").id
            payload |= {"user": payload["user"] | {"id": gus}, "trigger_id": world.slack.triggers.issue(gus)}
            await world.slack.forge("interactive", payload)
            await world.settles()
            assert world.events("interaction.done")[-1]["outcome"] == "refused"
            assert await _run(engine, "SELECT ts FROM cards") == []


async def test_a_click_that_names_somebody_elses_password_is_no_card() -> None:
    """A payload of a real Review whose message is another one: what it names stays as it is."""
    async with open_world(policy=POLICY) as world:
        alice, carla = world.person("alice"), world.person("carla")
        await invites_with_a_password(alice, "nia.new@example.com", "Nia", to="Me")
        secret = await alice.reads_dm("Saved it")
        before = secret.text
        await asks_for(world.person("dev"))
        await reviews(carla)
        await world.settles()
        payload = last(world)
        dm = {"channel_id": secret.channel, "message_ts": secret.ts}
        payload |= {"container": payload["container"] | dm, "trigger_id": world.slack.triggers.issue(carla.id)}
        await world.slack.forge("interactive", payload)
        await world.settles()
        await world.sweeps()
        assert secret.text == before


async def test_a_list_that_came_by_direct_message_stays_one() -> None:
    """It has a Review for each request, and is the card of none."""
    async with open_world(policy=POLICY) as world:
        carla = world.person("carla")
        await asks_for(world.person("dev"))
        await carla.reads_dm("Takes 1 approval.")
        await carla.types("/ax-user requests waiting")
        await carla.sees("Waits for you")
        await world.slack.forge("slash_commands", last(world) | {"response_url": "https://used.up.example"})
        shown = await carla.reads_dm("Waits for you")
        await shown.clicks("Review")
        await carla.modal(REVIEW)
        await world.sweeps()
        assert "Waits for you" in shown.text


async def _run(engine: AsyncEngine, statement: str) -> list[Any]:
    async with engine.begin() as connection:
        done = await connection.execute(text(statement))
        return list(done) if done.returns_rows else []
