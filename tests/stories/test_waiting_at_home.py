"""What waits for somebody in their App Home besides requests: people who left Slack, and their own list, paused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workflow.batches.lanes import LANES
from tests.stories.acts import ASKED
from tests.stories.homes import opens
from tests.stories.lists import results
from tests.stories.test_steering import LINES, created, held_at_the_first_rows

if TYPE_CHECKING:
    from tests.world import World

LEFT = "Ada Byron was deactivated in Slack and still has an Arize AX user."
NOTHING = "Nothing waits for you."


async def test_whoever_left_is_kept_from_the_home(office: World) -> None:
    """It comes into the homes that are open, and goes from all of them; the answer opens over the home."""
    carla, ben, dev = (office.person(each) for each in ("carla", "ben", "dev"))
    hers, his, others = await opens(carla, NOTHING), await opens(ben, NOTHING), await opens(dev, NOTHING)
    office.slack.workspace.deactivates("ada")
    await hers.shows(LEFT)
    await his.shows(LEFT)
    assert LEFT not in others.text
    await hers.clicks("Keep user")
    answer = await carla.modal("Answer")
    await answer.shows("Kept by Carla Moreno")
    await hers.shows(NOTHING)
    await his.shows(NOTHING)


async def test_whoever_left_is_deleted_from_the_home(office: World) -> None:
    """The command's own form opens; a request waits in their place, and whoever denies it has them back."""
    ben, alice = office.person("ben"), office.person("alice")
    home, hers = await opens(ben, NOTHING), await opens(alice, NOTHING)
    office.slack.workspace.deactivates("ada")
    await home.shows(LEFT)
    await home.clicks("Delete user", near=LEFT)
    modal = await ben.modal("Delete user")
    await modal.shows("This is permanent.")
    modal.fill(ASKED, "ada@example.com")
    await modal.submits()
    await hers.shows("Review")
    await office.settles()
    assert (LEFT in home.text, LEFT in hers.text) == (False, False)
    await home.clicks("Cancel request", confirming=True)
    await home.shows(LEFT)
    await hers.shows(LEFT)


async def test_a_button_of_a_home_asks_the_policy_as_the_card_does(office: World) -> None:
    """Whoever lost the right since their home was drawn reads why; nobody is kept."""
    carla = office.person("carla")
    home = await opens(carla, NOTHING)
    office.slack.workspace.deactivates("ada")
    await home.shows(LEFT)
    office.slack.workspace.set_group("S0LEADS", ["ben"])
    await home.clicks("Keep user")
    answer = await carla.modal("Answer")
    await answer.shows("“approvers”")
    assert "Kept by" not in "".join(carla.dm)


async def test_ones_own_list_is_steered_from_the_home(world: World) -> None:
    """It says how far it is; one that is paused waits there until somebody lets it go on."""
    alice = world.person("alice")
    home = await opens(alice, NOTHING)
    held, _ = await held_at_the_first_rows(world, alice)
    await home.shows("Pause")
    assert f"0 done · {len(LINES)} left, as of " in home.text
    await home.clicks("Pause")
    answer = await alice.modal("Answer")
    await answer.shows("It pauses as soon as the rows under way are done.")
    await home.shows("Go on")
    assert NOTHING not in home.text
    held.release()
    await alice.reads_dm("80 %")
    assert created(world) == LANES
    await home.clicks("Go on")
    assert [row["outcome"] for row in await results(alice, "bulk-create")] == ["done"] * len(LINES)
    await home.shows(f"{len(LINES)} users were created.")
    assert not {"Pause", "Go on", "Stop"} & set(home.buttons)
