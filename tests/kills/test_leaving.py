"""The bot is killed while it looks after somebody who left Slack, or reviews all users."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Hold
from bot.simulator.slack.faults import Hold as SlackHold
from tests.kills.dying import LONG, dies_meanwhile
from tests.stories.acts import deletes

if TYPE_CHECKING:
    from bot.simulator.slack import Person
    from tests.processes import Deployment

LEFT = "Ada Byron was deactivated in Slack"
TITLE = "Users who are not full members of this Slack"
MOMENTS = {
    "before a card was posted": ("chat.postMessage", False),
    "after it was posted and before that was stored": ("chat.postMessage", True),
    "before it was drawn": ("chat.update", False),
}


def cards(person: Person) -> list[str]:
    return [text for text in person.dm if LEFT in text]


@pytest.mark.parametrize("moment", MOMENTS)
async def test_a_leaver_is_told_of_by_the_next_process(bot: Deployment, moment: str) -> None:
    """Everybody has one card that asks; one that was not written down asks nothing."""
    method, after = MOMENTS[moment]
    held = SlackHold(after=after)
    bot.slack.faults.next(method, held)
    bot.slack.workspace.deactivates("ada")
    await dies_meanwhile(bot, held)
    for handle in ("alice", "ben", "carla"):
        person = bot.person(handle)
        await person.reads_dm("Waiting:", within=LONG)
        assert len([text for text in cards(person) if "Waiting:" in text]) == 1
        assert len(cards(person)) <= 1 + (method == "chat.postMessage" and after and handle == "alice")


async def test_a_leaver_is_looked_up_by_the_next_process(bot: Deployment) -> None:
    """And a card that was kept says so, though the process died before it could draw it."""
    held, again = Hold(), SlackHold()
    bot.arize.faults.next("list_users", held)
    bot.slack.workspace.deactivates("ada")
    await dies_meanwhile(bot, held)
    card = await bot.person("ben").reads_dm("Waiting:", within=LONG)
    await bot.person("carla").reads_dm("Waiting:", within=LONG)
    bot.slack.faults.next("chat.update", again)
    await card.clicks("Keep user")
    await dies_meanwhile(bot, again)
    for handle in ("alice", "carla"):
        await bot.person(handle).reads_dm("Kept by Ben Lindqvist", within=LONG)
    assert "Kept by Ben Lindqvist" in cards(bot.person("ben"))[-1]


async def test_a_deletion_is_named_by_the_next_process(bot: Deployment) -> None:
    """On every card, though the process died before it could draw the first."""
    alice, held = bot.person("alice"), SlackHold()
    bot.slack.workspace.deactivates("ada")
    for handle in ("alice", "ben", "carla"):
        await bot.person(handle).reads_dm("Waiting:", within=LONG)
    bot.slack.faults.next("chat.update", held)
    await deletes(alice, "ada@example.com")
    await dies_meanwhile(bot, held)
    for handle in ("alice", "ben", "carla"):
        await bot.person(handle).reads_dm("Alice Okafor asked to delete the user", within=LONG)


async def test_a_review_is_walked_anew_by_the_next_process(bot: Deployment) -> None:
    """In the same message, and with one result."""
    alice, held = bot.person("alice"), Hold()
    await alice.types("/ax-user review")
    await alice.reads_dm(TITLE, within=LONG)
    bot.arize.faults.next("list_users", held)
    await alice.types("/ax-user review")
    await dies_meanwhile(bot, held)
    await bot.slack.changes.until(lambda: len([each for each in alice.dm if TITLE in each]) == 2 or None, LONG)
    assert [TITLE in text for text in alice.dm if "review" in text.lower() or TITLE in text] == [True, True]
