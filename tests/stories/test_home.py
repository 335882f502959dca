"""The App Home: what somebody can do, what waits for them, and what became of what they asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.homes import opens
from tests.stories.offices import approves, asks_for, asks_to_delete, denies

if TYPE_CHECKING:
    from tests.world import World


async def test_an_admin_finds_everything(office: World) -> None:
    """Buttons for all that they may do, the numbers, and how the bot is doing."""
    home = await opens(office.person("alice"), "How the bot is doing")
    for words in ("Nothing waits for you.", "Nothing that you asked for is under way.", "Arize last answered"):
        assert words in home.text
    for words in ("Nothing is late.", "No request waits for a decision."):
        assert words in home.text
    assert {"List users", "Create user", "Delete user", "Audit"} <= set(home.buttons)
    assert not {"Help", "Request"} & set(home.buttons)


async def test_a_member_finds_what_is_theirs(office: World) -> None:
    """Neither numbers nor health, nor buttons that the policy would refuse."""
    home = await opens(office.person("dev"))
    assert "Create user" in home.buttons
    assert not {"List users", "Roles", "Audit"} & set(home.buttons)
    for words in ("As of", "Counting", "How the bot is doing", "Recent outcomes"):
        assert words not in home.text


@pytest.mark.parametrize(
    ("handle", "words"),
    [
        ("gus", "Only full members of this workspace can use this app. You are a guest."),
        ("eve", "Only full members of this workspace can use this app."),
    ],
)
async def test_whoever_is_refused_finds_only_the_reason(office: World, handle: str, words: str) -> None:
    """In the gate's own words; nothing of the account, and not a button."""
    calls = len(office.arize.calls)
    home = await opens(office.person(handle), words)
    assert home.text.startswith(words)
    assert "\n" not in home.text
    assert home.buttons == []
    assert len(office.arize.calls) == calls


async def test_the_messages_tab_draws_nothing(office: World) -> None:
    """Slack tells of it with the same event."""
    alice = office.person("alice")
    await alice.opens_messages()
    await office.settles()
    assert alice.home is None


async def test_a_home_is_drawn_however_often_slack_tells_of_it(office: World) -> None:
    """An ack may get lost; the second event finds what the first drew, and draws over it."""
    alice = office.person("alice")
    home = await opens(alice)
    await office.slack.redeliver_last()
    await office.settles()
    assert "What you can do here" in home.text
    assert office.events("interaction.failed") == []


async def test_a_request_goes_its_way_before_everybodys_eyes(office: World) -> None:
    """Filed, decided and done: the homes of those whom it concerns follow."""
    dev, carla = office.person("dev"), office.person("carla")
    asked, waits = await opens(dev), await opens(carla)
    await asks_for(dev)
    await waits.shows("zoe@example.com")
    await asked.shows("Waiting (0 of 1)")
    assert "Nothing that you asked for" not in asked.text
    assert "Review" not in asked.buttons
    await waits.clicks("Review")
    modal = await carla.modal("Review request")
    modal.choose("Decision", "Approve")
    await modal.submits()
    await asked.shows("Recent outcomes")
    await asked.shows("Done: zoe@example.com was created.")
    await waits.shows("Nothing waits for you.")


async def test_a_denial_and_a_second_of_two_votes_are_seen_at_once(office: World) -> None:
    """Who has voted has nothing waiting; who asked reads why it was denied."""
    dev, ben, carla = office.person("dev"), office.person("ben"), office.person("carla")
    asked, bens = await opens(dev), await opens(ben)
    await asks_to_delete(dev)
    await bens.shows("ada@example.com")
    await approves(ben, "ada@example.com", confirm="ada@example.com")
    await bens.shows("Nothing waits for you.")
    await asked.shows("Waiting (1 of 2)")
    await denies(carla, "She is needed.", "ada@example.com")
    await asked.shows("Denied by Carla Moreno: She is needed.")
