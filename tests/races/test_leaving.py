"""Two processes hear of the same departure, and are asked for the same review."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.databases import DATABASES
from tests.processes import deployment

if TYPE_CHECKING:
    from bot.simulator.slack import Person

LEFT = "was deactivated in Slack"
TITLE = "Users who are not full members of this Slack"
LONG = 30.0


@pytest.mark.parametrize("database", DATABASES)
async def test_many_events_and_two_processes_make_one_card_each(database: str) -> None:
    """One of two who keep at once is the one who kept; one person has one review, in one message."""
    async with deployment(database) as bot:
        await bot.start(replicas=2)
        alice, carla = bot.person("alice"), bot.person("carla")
        for _ in range(6):
            bot.slack.workspace.deactivates("ada")
        cards = [await person.reads_dm("Waiting:", within=LONG) for person in (alice, carla)]
        await asyncio.gather(*(card.clicks("Keep user") for card in cards))
        await asyncio.gather(
            *(person.reads_dm("Nobody is asked about them again.", within=LONG) for person in (alice, carla))
        )
        await asyncio.gather(*(alice.types("/ax-user review") for _ in range(4)))
        await alice.reads_dm(TITLE, within=LONG)
        assert [count(person, LEFT) for person in (alice, carla)] == [1, 1]
        keepers = {name for name in ("Alice Okafor", "Carla Moreno") if f"Kept by {name}" in "".join(carla.dm)}
        assert len(keepers) == 1
        assert bot.events("job.failed") + bot.events("interaction.failed") == []


def count(person: Person, text: str) -> int:
    return len([each for each in person.dm if text in each])
