"""The key is revoked in the middle of a list: it waits, and goes on by itself once there is a key again."""

from __future__ import annotations

from bot.simulator.arize.faults import Hold, Latency
from tests.stories.lists import pastes, results
from tests.world import assert_clean, open_world

LINES = [f"new{number}@example.com" for number in range(1, 6)]


async def test_a_key_that_is_revoked_in_the_middle_of_a_list() -> None:
    """No row is called failed for it, none is done twice, and the log tells the operator."""
    async with open_world() as world:
        world.expects_errors = True
        alice, held = world.person("alice"), Hold(after=True)
        modal = await pastes(alice, "bulk-create", *LINES)
        await modal.shows("5 users will be created.")
        world.arize.faults.next("create_user", Latency(0))
        world.arize.faults.next("create_user", held)
        await modal.submits()
        await held.reached()
        world.arize.account.keys.revoke(world.arize.api_key)
        held.release()
        told = await alice.reads_dm("refuses the bot's key")
        assert "It is tried again by itself" in told.text
        assert world.events("arize.refused_key")
        world.arize.account.add_key(world.arize.api_key, "ADMIN", frozenset())
        rows = await results(alice, "bulk-create", within=20)
        assert [(row["email"], row["outcome"]) for row in rows] == [(email, "done") for email in LINES]
        assert sorted(mail.to for mail in world.arize.account.mails if mail.to in LINES) == LINES
        await world.settles()
        assert_clean(world)
